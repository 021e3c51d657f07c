package org.barscancel.appointment;

import java.util.List;
import org.barscancel.cancellation.Change;
import org.barscancel.problem.Problem;
import org.jspecify.annotations.Nullable;

/** What is to be done about an appointment that was read. */
public sealed interface Decision {
    /**
     * PUT this (R4 to R7).
     *
     * @param body the appointment as read with its changes, UTF-8 JSON; the same for the same reading
     * @param ifMatch what {@code If-Match} carries; null when the reading showed no version
     * @param changes what of the reading is different in the body
     */
    record Cancel(byte[] body, @Nullable String ifMatch, List<Change> changes) implements Decision {
        /** Copies the list. */
        public Cancel {
            changes = List.copyOf(changes);
        }

        /** Without content (R23). */
        @Override
        public String toString() {
            return "Cancel[" + body.length + " bytes]";
        }
    }

    /** The appointment has the target status: nothing is PUT, the registry leg still runs (R9). */
    record AlreadyThere() implements Decision {}

    /** The appointment must not be cancelled; a person decides. */
    record Refuse(Problem problem) implements Decision {}

    /** Find this out first, then decide again on the same reading (R8). */
    record AskPatient(PatientQuestion question) implements Decision {}
}
