package org.barscancel.appointment;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeSet;
import org.barscancel.appointment.Decision.AlreadyThere;
import org.barscancel.appointment.Decision.AskPatient;
import org.barscancel.appointment.Decision.Cancel;
import org.barscancel.appointment.Decision.Refuse;
import org.barscancel.cancellation.Cancellation;
import org.barscancel.problem.Problem;
import org.barscancel.problem.ProblemCode;
import org.barscancel.request.CancellationRequest;
import org.barscancel.request.TargetStatus;

/**
 * Decides what is done about an appointment that was read (R2, R3, R8, R9, R10). The wrong appointment or the wrong
 * patient outranks everything; the provider is asked about the patient only when nothing else forbids cancelling.
 */
public final class CancellationRules {
    private final CancellationPolicy policy;
    private final PatientRule patientRule;
    private final PastRule pastRule;
    private final SameBookingRule sameBookingRule;

    /**
     * @param policy what the site has decided
     * @param late what the site has decided of late requests
     * @param clock tells whether an appointment is past (R10), and a request late
     */
    public CancellationRules(CancellationPolicy policy, LateRequests late, Clock clock) {
        this.policy = policy;
        this.patientRule = new PatientRule(policy.patientCheck());
        this.pastRule = new PastRule(policy.pastAppointments(), clock);
        this.sameBookingRule = new SameBookingRule(late, clock);
    }

    /**
     * @param cancellation what is asked, when it came, and what it has met so far
     * @param appointment what the provider shows now
     * @param evidence what asking about the patient of this very reading has brought so far
     */
    public Decision decide(Cancellation cancellation, ReadAppointment appointment, PatientEvidence evidence) {
        CancellationRequest request = cancellation.request();
        boolean alreadyThere = appointment.status().equals(request.status().code());
        PatientEvidence patient = patientRule.settle(request.nhsNumber(), appointment, evidence);
        Optional<Problem> problem = startProblem(request, appointment).or(() -> PatientRule.problem(patient));
        if (problem.isEmpty() && !alreadyThere) {
            problem = statusProblem(appointment)
                    .or(() -> pastRule.problem(appointment, cancellation.receivedAt()))
                    .or(() -> sameBookingRule.problem(cancellation, appointment));
        }
        if (problem.isPresent()) {
            return new Refuse(problem.get());
        }
        Optional<PatientQuestion> question = PatientRule.question(request.nhsNumber(), appointment, patient);
        if (question.isPresent()) {
            return new AskPatient(question.get());
        }
        if (alreadyThere) {
            return new AlreadyThere();
        }
        CancelledBody.Written written = CancelledBody.of(appointment, request, cancellation.acceptedAt(), policy);
        return new Cancel(written.bytes(), appointment.etag(), written.changes());
    }

    private static Optional<Problem> startProblem(CancellationRequest request, ReadAppointment appointment) {
        Instant asked = request.start();
        if (asked == null || appointment.start().filter(asked::equals).isPresent()) {
            return Optional.empty();
        }
        String found = appointment.start().isPresent()
                ? "the appointment starts at another time."
                : appointment.hasStart()
                        ? "the appointment's start cannot be read as a point in time."
                        : "the appointment has none.";
        return Optional.of(new Problem(ProblemCode.START_MISMATCH, "The request names a start, but " + found));
    }

    private Optional<Problem> statusProblem(ReadAppointment appointment) {
        String status = appointment.status();
        // The other of the two target statuses is final, whatever is configured (R9).
        if (policy.currentStatuses().contains(status) && TargetStatus.of(status).isEmpty()) {
            return Optional.empty();
        }
        String named =
                appointment.knownStatus().map(known -> "\"" + known + "\"").orElse("not one that FHIR knows");
        String current = String.join(", ", new TreeSet<>(policy.currentStatuses()));
        return Optional.of(new Problem(
                ProblemCode.NOT_CURRENT,
                "The appointment's status is " + named + "; only these may be cancelled: " + current + "."));
    }
}
