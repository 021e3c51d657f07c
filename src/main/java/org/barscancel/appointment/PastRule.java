package org.barscancel.appointment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.barscancel.problem.Problem;
import org.barscancel.problem.ProblemCode;

/** Past appointments (R10): judged when the decision is made, since an outage can make a request late. */
record PastRule(PastAppointments pastAppointments, Clock clock) {
    Optional<Problem> problem(ReadAppointment appointment, Instant receivedAt) {
        if (pastAppointments == PastAppointments.ALLOW) {
            return Optional.empty();
        }
        if (!appointment.startReadable()) {
            return refuse("The appointment's start cannot be read as a point in time, so it may have passed.");
        }
        Instant now = clock.instant();
        return appointment
                .start()
                .filter(start -> start.isBefore(now))
                .flatMap(start -> refuse(passed(Duration.between(start, now))
                        + (receivedAt.isBefore(start)
                                ? " The request came before the start, but could not be carried out in time."
                                : "")));
    }

    private static Optional<Problem> refuse(String message) {
        return Optional.of(new Problem(ProblemCode.PAST_APPOINTMENT, message));
    }

    private static String passed(Duration ago) {
        return "The appointment's start passed " + inWords(ago) + " ago.";
    }

    private static String inWords(Duration duration) {
        if (duration.toDays() > 0) {
            return count(duration.toDays(), "day");
        }
        if (duration.toHours() > 0) {
            return count(duration.toHours(), "hour");
        }
        return duration.toMinutes() > 0 ? count(duration.toMinutes(), "minute") : "less than a minute";
    }

    private static String count(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
