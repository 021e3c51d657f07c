package org.barscancel.appointment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Set;
import org.barscancel.cancellation.Cancellation;
import org.barscancel.fuzz.Holds;
import org.barscancel.json.JsonText;
import org.barscancel.request.Reason;
import org.barscancel.request.TargetStatus;

/** What a provider answers to the read of an appointment, and the edit of it. */
public final class AppointmentFuzz {
    private static final Reason REASON = new Reason("urn:reasons", "7", "Illness", "can't \"come\"\n\u2028");
    private static final Cancellation CANCELLATION =
            Given.cancellation(Given.requestBecause(REASON, TargetStatus.CANCELLED), Given.ACCEPTED);

    private AppointmentFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        AppointmentReading reading = AppointmentReader.read(input, "a1", null);
        if (reading instanceof UnreadableAppointment unreadable) {
            Holds.shown(unreadable.why());
            return;
        }
        for (ReasonElement element : ReasonElement.values()) {
            decide((ReadAppointment) reading, element);
        }
    }

    private static void decide(ReadAppointment appointment, ReasonElement element) {
        CancellationPolicy policy = new CancellationPolicy(
                Set.of("booked"), PastAppointments.ALLOW, PatientCheck.WHEN_SHOWN, element, false);
        CancellationRules rules = new CancellationRules(
                policy,
                new LateRequests(Duration.ofMinutes(5), ChangedAppointments.ALLOW),
                Clock.fixed(Given.ACCEPTED, ZoneOffset.UTC));
        Decision decision = rules.decide(CANCELLATION, appointment, PatientEvidence.NOT_ASKED);
        if (decision instanceof Decision.Refuse refuse) {
            Holds.shown(refuse.problem());
        } else if (decision instanceof Decision.Cancel cancel) {
            onlyWhatMayChange(appointment.json().root(), cancel.body());
        }
        appointment.useCaseCategory().ifPresent(Holds::shown);
    }

    private static void onlyWhatMayChange(ObjectNode before, byte[] body) {
        Holds.that(JsonText.read(body) instanceof JsonText, "What is sent is no JSON any more");
        ObjectNode after = ((JsonText) JsonText.read(body)).root();
        Holds.that("cancelled".equals(after.path("status").textValue()), "The status is not set");
        Holds.that(rest(before).equals(rest(after)), "Something else was changed");
    }

    private static JsonNode rest(ObjectNode appointment) {
        ObjectNode rest = appointment.deepCopy();
        rest.remove(Set.of("status", "reasonCode", "cancelationReason"));
        if (rest.path("meta") instanceof ObjectNode meta && meta.has("lastUpdated")) {
            meta.put("lastUpdated", "");
        }
        return rest;
    }
}
