package org.barscancel.bars;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.barscancel.request.TargetService;
import org.jspecify.annotations.Nullable;

/** The headers that carry JSON as standard Base64: who is meant, and who asks (R19). Shapes as in the published API. */
final class IdentityHeaders {
    private static final String ODS_SYSTEM = "https://fhir.nhs.uk/Id/ods-organization-code";
    private static final String ROLE_SYSTEM = "https://fhir.nhs.uk/Id/sds-role-profile-id";
    private static final String SNOMED = "http://snomed.info/sct";

    private IdentityHeaders() {}

    static void addTarget(Map<String, String> headers, @Nullable TargetService target) {
        if (target != null) {
            headers.put(HeaderNames.TARGET, encode(identifier(target.system(), target.value())));
        }
    }

    static Map<String, String> ofCaller(CallerIdentity caller) {
        Map<String, String> headers = new LinkedHashMap<>();
        addOrganisation(headers, caller);
        addSoftware(headers, caller);
        addPractitioner(headers, caller);
        return headers;
    }

    private static void addOrganisation(Map<String, String> headers, CallerIdentity caller) {
        if (caller.odsCode() == null && caller.organisationName() == null) {
            return;
        }
        ObjectNode organisation = resource("Organization");
        if (caller.odsCode() != null) {
            organisation.putArray("identifier").add(identifier(ODS_SYSTEM, caller.odsCode()));
        }
        if (caller.organisationName() != null) {
            organisation.put("name", caller.organisationName());
        }
        headers.put(HeaderNames.ORGANISATION, encode(organisation));
    }

    private static void addSoftware(Map<String, String> headers, CallerIdentity caller) {
        if (caller.softwareId() == null && caller.softwareName() == null && caller.softwareVersion() == null) {
            return;
        }
        ObjectNode device = resource("Device");
        if (caller.softwareId() != null) {
            device.putArray("identifier").add(softwareIdentifier(caller.softwareId()));
        }
        if (caller.softwareName() != null) {
            // The API wants one object here, where FHIR R4 has a list.
            device.putObject("deviceName").put("name", caller.softwareName()).put("type", "manufacturer-name");
        }
        if (caller.softwareVersion() != null) {
            device.putObject("version").put("value", caller.softwareVersion());
        }
        headers.put(HeaderNames.SOFTWARE, encode(device));
    }

    private static void addPractitioner(Map<String, String> headers, CallerIdentity caller) {
        if (caller.practitionerRoleId() == null && caller.practitionerCode() == null) {
            return;
        }
        ObjectNode role = resource("PractitionerRole");
        if (caller.practitionerRoleId() != null) {
            role.putArray("identifier").add(identifier(ROLE_SYSTEM, caller.practitionerRoleId()));
        }
        if (caller.practitionerCode() != null) {
            ObjectNode coding =
                    role.putArray("code").addObject().putArray("coding").addObject();
            coding.put("system", SNOMED).put("code", caller.practitionerCode());
            if (caller.practitionerDisplay() != null) {
                coding.put("display", caller.practitionerDisplay());
            }
        }
        headers.put(HeaderNames.PRACTITIONER, encode(role));
    }

    private static ObjectNode softwareIdentifier(String id) {
        int bar = id.indexOf('|');
        return bar < 0 ? identifier("", id) : identifier(id.substring(0, bar), id.substring(bar + 1));
    }

    private static ObjectNode identifier(String system, String value) {
        ObjectNode identifier = JsonNodeFactory.instance.objectNode();
        if (!system.isEmpty()) {
            identifier.put("system", system);
        }
        return identifier.put("value", value);
    }

    private static ObjectNode resource(String type) {
        return JsonNodeFactory.instance.objectNode().put("resourceType", type);
    }

    private static String encode(ObjectNode json) {
        return Base64.getEncoder().encodeToString(json.toString().getBytes(StandardCharsets.UTF_8));
    }
}
