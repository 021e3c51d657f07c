package org.barscancel.request;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which appointment a request means: named by its id, or to be found before anything else is done. */
public sealed interface Subject {
    /** The appointment of that id. */
    record Named(String appointmentId) implements Subject {}

    /** Must be looked up first. */
    sealed interface Sought extends Subject {}

    /** The one appointment of a patient that starts then. */
    record PatientAndStart(NhsNumber nhsNumber, Instant start) implements Sought {
        /** Without the patient (R23). */
        @Override
        public String toString() {
            return "PatientAndStart";
        }
    }

    /**
     * The one appointment of that booking number.
     *
     * @param nhsNumber whose it is, when the request says
     * @param start when it starts, when the request says; tells appointments of the same number apart
     */
    record Numbered(BookingNumber number, @Nullable NhsNumber nhsNumber, @Nullable Instant start) implements Sought {
        /** Without the patient (R23). */
        @Override
        public String toString() {
            return "Numbered";
        }
    }
}
