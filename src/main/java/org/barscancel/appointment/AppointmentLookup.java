package org.barscancel.appointment;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.barscancel.cancellation.Candidates;
import org.barscancel.json.FhirInstant;
import org.barscancel.json.FhirJson;
import org.barscancel.request.BookingNumber;
import org.barscancel.request.NhsNumber;
import org.jspecify.annotations.Nullable;

/**
 * Which appointments a request without an id may mean, by the provider's answers to a search. Their status does not
 * count: of a cancelled booking and a new one for the same time, nobody can tell which is meant.
 */
public final class AppointmentLookup {
    private AppointmentLookup() {}

    /**
     * The appointments that start then and are not another patient's. Where the results show that the server did not
     * search by the patient, an appointment that does not show its own counts as unverified.
     *
     * @param appointments the resources of all pages of a search by the patient
     */
    public static Candidates startingAt(List<JsonNode> appointments, NhsNumber patient, Instant start) {
        List<JsonNode> found = appointments(appointments);
        boolean othersShown = PatientAnswers.showOthers(found, patient);
        List<JsonNode> fitting = new ArrayList<>();
        int unverified = 0;
        for (JsonNode appointment : found) {
            PatientEvidence whose = ShownPatients.in(appointment).compare(patient);
            if (!startsAt(appointment, start) || whose == PatientEvidence.OTHER) {
                continue;
            }
            if (othersShown && whose == PatientEvidence.NOT_ASKED) {
                unverified++;
            } else {
                fitting.add(appointment);
            }
        }
        return candidates(fitting, unverified);
    }

    /**
     * The appointments of that booking number.
     *
     * @param appointments the resources of all pages of a search by the patient or by the number
     * @param start tells several of the same number apart, when the request has it; one alone is judged when it is read
     */
    public static Candidates numbered(List<JsonNode> appointments, BookingNumber number, @Nullable Instant start) {
        List<JsonNode> fitting = appointments(appointments).stream()
                .filter(appointment ->
                        FhirJson.identifierValues(appointment.path("identifier"), number.system()).stream()
                                .anyMatch(value -> value.strip().equals(number.value())))
                .toList();
        Candidates all = candidates(fitting, 0);
        if (start == null || all.count() < 2) {
            return all;
        }
        Candidates then = candidates(filtered(fitting, appointment -> startsAt(appointment, start)), 0);
        return then.count() == 0 ? all : then;
    }

    private static Candidates candidates(List<JsonNode> fitting, int unverified) {
        Set<String> ids = new LinkedHashSet<>();
        int unnamed = 0;
        for (JsonNode appointment : fitting) {
            String id =
                    FhirJson.string(appointment, "id").filter(FhirJson::isId).orElse(null);
            if (id == null) {
                unnamed++;
            } else {
                ids.add(id);
            }
        }
        return new Candidates(ids, unnamed, unverified);
    }

    private static boolean startsAt(JsonNode appointment, Instant start) {
        return FhirInstant.parse(appointment.path("start").asText())
                .filter(start::equals)
                .isPresent();
    }

    private static List<JsonNode> appointments(List<JsonNode> resources) {
        return filtered(resources, resource -> FhirJson.isResource(resource, "Appointment"));
    }

    private static List<JsonNode> filtered(List<JsonNode> resources, Predicate<JsonNode> wanted) {
        return resources.stream().filter(wanted).toList();
    }
}
