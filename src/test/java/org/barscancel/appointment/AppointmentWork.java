package org.barscancel.appointment;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Set;
import org.barscancel.cancellation.Cancellation;
import org.barscancel.json.Sample;
import org.barscancel.request.NhsNumber;
import org.barscancel.request.Reason;
import org.barscancel.request.TargetStatus;

/** What this room does for each cancellation, to be measured. */
public final class AppointmentWork {
    private static final byte[] ANSWER = Sample.bytes("/examples/appointment/GET-by-id.json");
    private static final String ID = "91607239-b002-470a-8709-6b25bd50fdd1";
    private static final byte[] PATIENT = Sample.bytes("/scenario-fixtures/patient.json");
    private static final String PATIENT_ID = "788660eb-d2c9-4773-abd4-318484673fb2";
    private static final NhsNumber NHS_NUMBER = Given.PATIENT;

    private static final ReadAppointment READ = read();
    private static final Reason REASON = new Reason("urn:reasons", "7", "Illness", "Cannot come");
    private static final Cancellation PLAIN = Given.cancellation(Given.request(), Given.ACCEPTED);
    private static final Cancellation WITH_REASON =
            Given.cancellation(Given.requestBecause(REASON, TargetStatus.CANCELLED), Given.ACCEPTED);
    private static final CancellationRules RULES = rules(ReasonElement.NONE);
    private static final CancellationRules RULES_WITH_REASON = rules(ReasonElement.CANCELATION_REASON);

    private AppointmentWork() {}

    /** Reads the published answer to the read of an appointment. */
    public static ReadAppointment read() {
        return (ReadAppointment) AppointmentReader.read(ANSWER, ID, "W/\"1\"");
    }

    /** Decides to cancel the published appointment, and writes the body of its PUT. */
    public static Decision.Cancel edit() {
        return (Decision.Cancel) RULES.decide(PLAIN, READ, PatientEvidence.NOT_ASKED);
    }

    /** The same, with the reason of the request in it. */
    public static Decision.Cancel editWithReason() {
        return (Decision.Cancel) RULES_WITH_REASON.decide(WITH_REASON, READ, PatientEvidence.NOT_ASKED);
    }

    /** Reads the answer to the read of a patient, and compares it with the request. */
    public static PatientEvidence readPatient() {
        return PatientAnswers.fromPatient(PATIENT, PATIENT_ID, NHS_NUMBER);
    }

    private static CancellationRules rules(ReasonElement element) {
        // The published appointment is long past.
        CancellationPolicy policy =
                new CancellationPolicy(Set.of("booked"), PastAppointments.ALLOW, PatientCheck.VERIFY, element, false);
        return new CancellationRules(policy, Given.LATE, Clock.fixed(Given.ACCEPTED, ZoneOffset.UTC));
    }
}
