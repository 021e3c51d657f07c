package org.barscancel.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.barscancel.json.FhirInstant;
import org.barscancel.json.FhirJson;
import org.barscancel.request.NhsNumber;
import org.jspecify.annotations.Nullable;

/** What a DocumentReference says about the appointment it points to (R13, R14). */
record Pointer(JsonNode resource) {
    static final String TYPE = "DocumentReference";
    static final String ODS_SYSTEM = "https://fhir.nhs.uk/Id/ods-organization-code";
    static final String SNOMED_SYSTEM = "http://snomed.info/sct";
    static final String APPOINTMENT_CODE = "749001000000101";
    static final String CURRENT = "current";

    private static final String BARS_IDENTIFIER_SYSTEM = "https://fhir.nhs.uk/Id/BaRS-Identifier";
    /** The guide prints the second one too. The usual one is asked for first. */
    private static final List<String> SNOMED_SYSTEMS = List.of(SNOMED_SYSTEM, "https://snomed.info/ict");

    /** The id, when it is one that may stand in a path. */
    Optional<String> id() {
        return FhirJson.string(resource, "id").filter(FhirJson::isId);
    }

    boolean pointsTo(String appointmentId) {
        return appointmentIds().contains(appointmentId);
    }

    /** The appointments it points to: one, unless its identifier and its address contradict each other. */
    Set<String> appointmentIds() {
        return Stream.concat(
                        FhirJson.identifierValues(resource.path("identifier"), BARS_IDENTIFIER_SYSTEM).stream(),
                        FhirJson.each(resource.path("content"))
                                .flatMap(content -> FhirJson.string(content.path("attachment"), "url").stream())
                                .flatMap(url -> FhirJson.idIn(url, "Appointment").stream()))
                .filter(FhirJson::isId)
                .collect(Collectors.toSet());
    }

    boolean startsAt(Instant start) {
        return FhirInstant.parse(
                        resource.path("context").path("period").path("start").asText())
                .filter(start::equals)
                .isPresent();
    }

    boolean isAbout(NhsNumber patient) {
        List<String> shown = FhirJson.identifierValues(resource.path("subject").path("identifier"), NhsNumber.SYSTEM);
        return shown.size() == 1
                && NhsNumber.parse(shown.get(0)).filter(patient::equals).isPresent();
    }

    boolean isOfAppointmentType() {
        return FhirJson.each(resource.path("type").path("coding"))
                .filter(coding ->
                        APPOINTMENT_CODE.equals(FhirJson.string(coding, "code").orElse("")))
                .anyMatch(coding -> SNOMED_SYSTEMS.stream().anyMatch(system -> FhirJson.isOfSystem(coding, system)));
    }

    boolean isOf(@Nullable ServiceIdentifier service) {
        return service == null
                || FhirJson.identifierValues(resource.path("identifier"), service.system()).stream()
                        .anyMatch(value -> value.strip().equals(service.value()));
    }

    /** Whether the pointer is current, or says nothing about it. */
    boolean isCurrent() {
        return FhirJson.string(resource, "status").map(CURRENT::equals).orElse(true);
    }

    /** The custodian's ODS code, when there is exactly one. */
    Optional<String> custodian() {
        List<String> codes =
                FhirJson.identifierValues(resource.path("custodian").path("identifier"), ODS_SYSTEM);
        return codes.size() == 1 ? Optional.of(codes.get(0).strip()) : Optional.empty();
    }

    Optional<String> versionId() {
        return FhirJson.string(resource.path("meta"), "versionId").filter(FhirJson::isId);
    }
}
