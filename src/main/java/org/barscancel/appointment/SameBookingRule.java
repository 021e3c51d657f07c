package org.barscancel.appointment;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.barscancel.cancellation.Cancellation;
import org.barscancel.cancellation.ProviderProgress.Facts;
import org.barscancel.cancellation.Seen;
import org.barscancel.problem.Problem;
import org.barscancel.problem.ProblemCode;
import org.barscancel.request.NhsNumber;

/**
 * Whether the appointment is still the booking that the request was made for. An appointment keeps its id when it is
 * moved, or booked again after it was cancelled, and a request that was delayed by an outage, or replayed by a person,
 * must not hit the new booking.
 *
 * <p>At any time: it must start when it started, and be whose it was, when the request first met it. Of a late request
 * also: nobody may have changed it since. A change shortly after the request came, or after a PUT of ours, is not told
 * from our own and from clocks that differ; until a request is late, R7 has the appointment read and decided anew.
 */
record SameBookingRule(LateRequests late, Clock clock) {
    Optional<Problem> problem(Cancellation cancellation, ReadAppointment appointment) {
        Seen seen = cancellation.provider().seen();
        if (seen.read() && !Objects.equals(seen.start(), appointment.start().orElse(null))) {
            return refuse(
                    ProblemCode.START_MISMATCH,
                    "The appointment was moved to another time after the request was first tried.");
        }
        if (seen.read() && isAnotherPatients(cancellation, appointment)) {
            return refuse(
                    ProblemCode.PATIENT_MISMATCH,
                    "The appointment became another patient's after the request was first tried.");
        }
        return late.changed() == ChangedAppointments.REFUSE ? changed(cancellation, appointment) : Optional.empty();
    }

    private Optional<Problem> changed(Cancellation cancellation, ReadAppointment appointment) {
        Seen seen = cancellation.provider().seen();
        Instant limit = knownUntil(cancellation, seen).plus(late.after());
        String version = appointment.version();
        if (!clock.instant().isAfter(limit)
                || (seen.version() != null && seen.version().equals(version))) {
            return Optional.empty();
        }
        if (seen.version() != null && version != null && seen.putAt() == null) {
            return refuse(
                    ProblemCode.CHANGED_APPOINTMENT,
                    "The appointment was changed after the request was first tried; it may be another booking by now.");
        }
        return appointment
                .lastUpdated()
                .filter(changed -> changed.isAfter(limit))
                .flatMap(changed -> refuse(
                        ProblemCode.CHANGED_APPOINTMENT,
                        "The appointment was changed on " + changed + ", after the request came on "
                                + cancellation.receivedAt() + "; it may be another booking by now."));
    }

    /** Up to then it was the booking that was asked for: a PUT of ours followed a reading that was. */
    private static Instant knownUntil(Cancellation cancellation, Seen seen) {
        Instant received = cancellation.receivedAt();
        return seen.putAt() != null && seen.putAt().isAfter(received) ? seen.putAt() : received;
    }

    /** A patient whom the request names is compared anyway (R8). */
    private static boolean isAnotherPatients(Cancellation cancellation, ReadAppointment appointment) {
        if (cancellation.request().nhsNumber() != null) {
            return false;
        }
        Facts before = cancellation.provider().facts();
        Optional<NhsNumber> number = appointment.shownNhsNumber();
        if (before.nhsNumber() != null && number.isPresent()) {
            return !before.nhsNumber().equals(number.get());
        }
        return before.patientId() != null
                && appointment
                        .patientId()
                        .filter(id -> !id.equals(before.patientId()))
                        .isPresent();
    }

    private static Optional<Problem> refuse(ProblemCode code, String message) {
        return Optional.of(new Problem(code, message));
    }
}
