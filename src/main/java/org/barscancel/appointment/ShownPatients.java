package org.barscancel.appointment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.barscancel.json.FhirJson;
import org.barscancel.request.NhsNumber;
import org.jspecify.annotations.Nullable;

/**
 * The patients among an appointment's participants, as far as the appointment itself shows them (R8). A participant
 * is a patient when its type or reference says so, or when it carries an NHS number and nothing says otherwise: a
 * related person has an NHS number too.
 */
record ShownPatients(List<Shown> patients) {
    private static final String PATIENT = "Patient";

    /**
     * @param id the id in a literal reference
     * @param nhsNumbers of the reference itself and of the contained Patient it points to
     */
    record Shown(@Nullable String id, Set<NhsNumber> nhsNumbers) {}

    static ShownPatients in(JsonNode appointment) {
        List<JsonNode> contained = FhirJson.each(appointment.path("contained"))
                .filter(resource -> FhirJson.isResource(resource, PATIENT))
                .toList();
        Map<String, Shown> patients = new LinkedHashMap<>();
        FhirJson.each(appointment.path("participant"))
                .map(participant -> participant.path("actor"))
                .filter(actor -> isPatient(actor, contained))
                .forEach(actor -> patients.merge(key(actor), shown(actor, contained), ShownPatients::join));
        if (patients.isEmpty() && contained.size() == 1) {
            patients.put("", new Shown(null, nhsNumbers(contained.get(0).path("identifier"))));
        }
        return new ShownPatients(List.copyOf(patients.values()));
    }

    /** The valid NHS numbers among identifiers. */
    static Set<NhsNumber> nhsNumbers(JsonNode identifiers) {
        return FhirJson.identifierValues(identifiers, NhsNumber.SYSTEM).stream()
                .flatMap(value -> NhsNumber.parse(value).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    Optional<NhsNumber> nhsNumber() {
        Set<NhsNumber> all = allNhsNumbers();
        return all.size() == 1 && everyPatientShowsOne() ? all.stream().findFirst() : Optional.empty();
    }

    Optional<String> patientId() {
        return patients.size() == 1 ? Optional.ofNullable(patients.get(0).id()) : Optional.empty();
    }

    boolean several() {
        return patients.size() > 1;
    }

    /** SAME, OTHER, UNVERIFIABLE when what is shown is ambiguous, NOT_ASKED when no NHS number is shown. */
    PatientEvidence compare(NhsNumber asked) {
        Set<NhsNumber> all = allNhsNumbers();
        if (all.isEmpty()) {
            return PatientEvidence.NOT_ASKED;
        }
        if (!all.contains(asked)) {
            return PatientEvidence.OTHER;
        }
        return all.size() == 1 && everyPatientShowsOne() ? PatientEvidence.SAME : PatientEvidence.UNVERIFIABLE;
    }

    private Set<NhsNumber> allNhsNumbers() {
        return patients.stream()
                .flatMap(patient -> patient.nhsNumbers().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private boolean everyPatientShowsOne() {
        return patients.stream().noneMatch(patient -> patient.nhsNumbers().isEmpty());
    }

    private static boolean isPatient(JsonNode actor, List<JsonNode> contained) {
        String reference = reference(actor);
        Optional<String> referredType = FhirJson.typeIn(reference);
        if (referredType.isPresent()) {
            return referredType.get().equals(PATIENT);
        }
        if (reference.startsWith("#")) {
            return referred(reference, contained).findFirst().isPresent();
        }
        Optional<String> type = FhirJson.string(actor, "type");
        return type.isPresent()
                ? type.get().equalsIgnoreCase(PATIENT)
                : !nhsNumbers(actor.path("identifier")).isEmpty();
    }

    private static Shown shown(JsonNode actor, List<JsonNode> contained) {
        String reference = reference(actor);
        Set<NhsNumber> numbers = nhsNumbers(actor.path("identifier"));
        referred(reference, contained).forEach(patient -> numbers.addAll(nhsNumbers(patient.path("identifier"))));
        return new Shown(FhirJson.idIn(reference, PATIENT).orElse(null), numbers);
    }

    private static Stream<JsonNode> referred(String reference, List<JsonNode> contained) {
        return contained.stream().filter(patient -> FhirJson.string(patient, "id")
                .filter(id -> reference.equals("#" + id))
                .isPresent());
    }

    /** Two participants of one key are the same patient named twice. */
    private static String key(JsonNode actor) {
        String reference = reference(actor);
        return FhirJson.idIn(reference, PATIENT)
                .or(() -> Optional.of(reference).filter(text -> !text.isEmpty()))
                .orElseGet(() -> "NHS number " + FhirJson.identifierValues(actor.path("identifier"), NhsNumber.SYSTEM));
    }

    private static Shown join(Shown one, Shown other) {
        Set<NhsNumber> numbers = new LinkedHashSet<>(one.nhsNumbers());
        numbers.addAll(other.nhsNumbers());
        return new Shown(one.id(), numbers);
    }

    private static String reference(JsonNode actor) {
        return FhirJson.string(actor, "reference").orElse("");
    }
}
