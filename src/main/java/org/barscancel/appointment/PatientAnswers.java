package org.barscancel.appointment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.barscancel.json.FhirJson;
import org.barscancel.json.JsonText;
import org.barscancel.request.NhsNumber;

/** What the provider's answers say about whose appointment it is (R8, R16). */
public final class PatientAnswers {
    private PatientAnswers() {}

    /**
     * The answer to {@link PatientQuestion.ReadPatient}.
     *
     * @param body the bytes of a successful answer
     * @param patientId the id that was asked for
     * @param asked the NHS number of the request
     * @return SAME, OTHER, READ_FAILED when the answer shows no NHS number of that Patient, or UNVERIFIABLE when it
     *     shows the asked one and another
     */
    public static PatientEvidence fromPatient(byte[] body, String patientId, NhsNumber asked) {
        Set<NhsNumber> shown = nhsNumbers(body, patientId);
        if (shown.isEmpty()) {
            return PatientEvidence.READ_FAILED;
        }
        if (!shown.contains(asked)) {
            return PatientEvidence.OTHER;
        }
        return shown.size() == 1 ? PatientEvidence.SAME : PatientEvidence.UNVERIFIABLE;
    }

    /**
     * The answer to {@link PatientQuestion.SearchAppointments}. A server that does not know the search parameter may
     * ignore it and answer with everybody's appointments; where the results show that, they prove nothing.
     *
     * @param appointments the resources of all pages
     * @param appointmentId the appointment to be cancelled
     * @param asked the NHS number that was searched for
     * @return SAME when the appointment is among them, OTHER when it is not, UNVERIFIABLE when the results are not one
     *     patient's
     */
    public static PatientEvidence fromSearch(List<JsonNode> appointments, String appointmentId, NhsNumber asked) {
        List<JsonNode> found = appointments.stream()
                .filter(resource -> FhirJson.isResource(resource, "Appointment"))
                .toList();
        if (found.stream()
                .noneMatch(resource -> appointmentId.equals(resource.path("id").textValue()))) {
            return PatientEvidence.OTHER;
        }
        return showOthers(found, asked) ? PatientEvidence.UNVERIFIABLE : PatientEvidence.SAME;
    }

    /** Whether appointments that should be one patient's show others, so that the server did not search by the patient. */
    static boolean showOthers(List<JsonNode> appointments, NhsNumber asked) {
        List<ShownPatients> patients =
                appointments.stream().map(ShownPatients::in).toList();
        Set<String> patientIds =
                patients.stream().flatMap(shown -> shown.patientId().stream()).collect(Collectors.toSet());
        return patientIds.size() > 1
                || patients.stream().anyMatch(shown -> shown.compare(asked) == PatientEvidence.OTHER);
    }

    /** The one NHS number that a Patient of that id shows; for the registry search (R16). */
    public static Optional<NhsNumber> nhsNumber(byte[] patientBody, String patientId) {
        Set<NhsNumber> shown = nhsNumbers(patientBody, patientId);
        return shown.size() == 1 ? shown.stream().findFirst() : Optional.empty();
    }

    private static Set<NhsNumber> nhsNumbers(byte[] body, String patientId) {
        return JsonText.read(body) instanceof JsonText json
                        && FhirJson.isResource(json.root(), "Patient")
                        && patientId.equals(json.root().path("id").textValue())
                ? ShownPatients.nhsNumbers(json.root().path("identifier"))
                : Set.of();
    }
}
