package org.barscancel.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.barscancel.json.FhirJson;
import org.barscancel.json.JsonReading;
import org.barscancel.json.JsonText;
import org.barscancel.problem.Problem;
import org.barscancel.problem.ProblemCode;
import org.barscancel.registry.PointerDecision.Delete;
import org.barscancel.registry.PointerDecision.NoCustodian;
import org.barscancel.registry.PointerDecision.NoLongerMatching;
import org.barscancel.registry.PointerDecision.NotOurs;
import org.barscancel.registry.PointerDecision.Unreadable;
import org.barscancel.registry.PointerDecision.Update;
import org.barscancel.request.NhsNumber;
import org.barscancel.request.TargetStatus;
import org.jspecify.annotations.Nullable;

/**
 * Which pointers are an appointment's and what is done to them (R11 to R15).
 *
 * @param policy what the site has decided
 */
public record PointerRules(PointerPolicy policy) {
    private static final Pattern ODS_CODE = Pattern.compile("[A-Za-z0-9]{1,12}");

    /** Why no pointer may be touched as the program is set up (R14); empty when pointers may be. */
    public Optional<Problem> misconfiguration() {
        return policy.custodian() != null
                ? Optional.empty()
                : Optional.of(new Problem(
                        ProblemCode.CONFIGURATION,
                        "No setting says whose pointers may be changed: set bars.registry.custodian or"
                                + " bars.organisation.ods-code."));
    }

    /** Path and query of the search for a patient's appointment pointers, encoded, without a leading slash (R12). */
    public String searchPath(NhsNumber nhsNumber) {
        String path = Pointer.TYPE + "?subject:identifier=" + token(NhsNumber.SYSTEM, nhsNumber.value()) + "&type="
                + token(Pointer.SNOMED_SYSTEM, Pointer.APPOINTMENT_CODE);
        String custodian = policy.custodian();
        return custodian != null && policy.searchByCustodian()
                ? path + "&custodian:identifier=" + token(Pointer.ODS_SYSTEM, custodian)
                : path;
    }

    /**
     * The ids of the pointers to one appointment of one patient, each once, in their order (R13). Whose they are is
     * asked when each is read (R14).
     *
     * @param documentReferences the resources of all pages of the search
     */
    public List<String> matches(List<JsonNode> documentReferences, String appointmentId, NhsNumber nhsNumber) {
        return documentReferences.stream()
                .filter(resource -> FhirJson.isResource(resource, Pointer.TYPE))
                .map(Pointer::new)
                .filter(pointer -> isMatch(pointer, appointmentId, nhsNumber))
                .flatMap(pointer -> pointer.id().stream())
                .distinct()
                .toList();
    }

    /**
     * Whether one of these pointers shows, as it was found, that it is ours. That is asked again when it is read (R14).
     *
     * @param documentReferences the resources of all pages of the search
     * @param pointerIds those that matched
     */
    public boolean anyIsOurs(List<JsonNode> documentReferences, List<String> pointerIds) {
        String custodian = policy.custodian();
        return custodian != null
                && documentReferences.stream()
                        .map(Pointer::new)
                        .filter(pointer ->
                                pointer.id().filter(pointerIds::contains).isPresent())
                        .anyMatch(pointer -> pointer.custodian()
                                .filter(custodian::equalsIgnoreCase)
                                .isPresent());
    }

    /**
     * What is to be done about a pointer that was read again (R14).
     *
     * @param body the bytes of the answer
     * @param pointerId the id that was asked for
     * @param target what the appointment has become
     * @throws IllegalStateException when the policy is to leave the registry alone
     */
    public PointerDecision check(
            byte[] body, String pointerId, String appointmentId, NhsNumber nhsNumber, TargetStatus target) {
        if (policy.action() == RegistryAction.NONE) {
            throw new IllegalStateException("No registry action is configured");
        }
        JsonReading reading = JsonText.read(body);
        if (reading instanceof JsonReading.NotJson notJson) {
            return new Unreadable(notJson.why());
        }
        JsonText json = (JsonText) reading;
        if (!FhirJson.isResource(json.root(), Pointer.TYPE)) {
            return new Unreadable("is not a DocumentReference");
        }
        String shownId = FhirJson.string(json.root(), "id").orElse(null);
        if (!isAcceptable(shownId, pointerId)) {
            return new Unreadable("is another DocumentReference than the one asked for");
        }
        Pointer pointer = new Pointer(json.root());
        if (!isMatch(pointer, appointmentId, nhsNumber)) {
            return new NoLongerMatching();
        }
        String custodian = policy.custodian();
        if (custodian == null) {
            return new NoCustodian(misconfiguration().orElseThrow());
        }
        Optional<String> owner = pointer.custodian();
        if (owner.filter(custodian::equalsIgnoreCase).isEmpty()) {
            return new NotOurs(notOurs(owner, custodian));
        }
        return policy.action() == RegistryAction.DELETE ? new Delete() : update(json, pointer, target);
    }

    private boolean isMatch(Pointer pointer, String appointmentId, NhsNumber nhsNumber) {
        return pointer.pointsTo(appointmentId)
                && pointer.isAbout(nhsNumber)
                && pointer.isOfAppointmentType()
                && pointer.isOf(policy.service())
                // A pointer with its final status was dealt with before; a PUT of it would only be refused.
                && (policy.action() == RegistryAction.DELETE || pointer.isCurrent());
    }

    /** The published example of a single pointer shows no id; it can be deleted by its address, but not PUT. */
    private boolean isAcceptable(@Nullable String shownId, String pointerId) {
        return shownId == null ? policy.action() == RegistryAction.DELETE : shownId.equals(pointerId);
    }

    private static Update update(JsonText json, Pointer pointer, TargetStatus target) {
        String status =
                switch (target) {
                    case CANCELLED -> "superseded";
                    case ENTERED_IN_ERROR -> "entered-in-error";
                };
        byte[] body = json.edit().set(TextNode.valueOf(status), "status").toBytes();
        return new Update(
                body,
                pointer.versionId().map(version -> "W/\"" + version + "\"").orElse(null));
    }

    private static Problem notOurs(Optional<String> owner, String custodian) {
        // What is no ODS code is a far side's own text, and is not repeated.
        String found = owner.filter(code -> ODS_CODE.matcher(code).matches()).orElse("an unnamed organisation");
        return new Problem(
                ProblemCode.POINTER_NOT_OURS,
                "The pointer's custodian is " + found + ", but only pointers of " + custodian + " may be changed.");
    }

    private static String token(String system, String value) {
        return URLEncoder.encode(system + "|" + value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
