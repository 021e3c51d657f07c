package org.barscancel.request;

import java.util.List;
import org.barscancel.problem.Problem;
import org.jspecify.annotations.Nullable;

/** What a reader made of one file or message. */
public sealed interface Reading {
    /**
     * The input could be read; each row stands on its own.
     *
     * @param many whether the input was a list, and so is to be answered by one
     * @param rows in the order of the input, numbered from 1
     */
    record Rows(boolean many, List<Row> rows) implements Reading {}

    /**
     * The input as a whole cannot be read.
     *
     * @param problem what is wrong
     * @param line where, from 1, when known
     * @param column where, from 1, when known
     */
    record Unreadable(Problem problem, @Nullable Integer line, @Nullable Integer column) implements Reading {}

    /** One request of the input. */
    sealed interface Row {
        /** The row's number, from 1. */
        int number();

        /** The row as it was received. */
        String original();

        /** The HL7 v2 message it was; null when it was none, or is answered already. */
        @Nullable
        MessageOrigin origin();
    }

    /**
     * A row that is a request.
     *
     * @param origin the HL7 v2 message it was, if it was one
     */
    record Valid(int number, String original, CancellationRequest request, @Nullable MessageOrigin origin)
            implements Row {
        /** A row that was no HL7 v2 message. */
        public Valid(int number, String original, CancellationRequest request) {
            this(number, original, request, null);
        }

        /** Without its content (R23). */
        @Override
        public String toString() {
            return "Valid[row " + number + "]";
        }
    }

    /**
     * A row that is none. What could be read of it safely is kept, so that the answer can be matched.
     *
     * @param appointmentId only when it is a FHIR id
     * @param requestId only when it is one
     * @param origin the HL7 v2 message it was, if its sender is to hear of it later
     * @param dryRun whether it asks for a dry run, so that its refusal is none of a request that was meant
     */
    record Invalid(
            int number,
            String original,
            Problem problem,
            @Nullable String appointmentId,
            @Nullable String requestId,
            @Nullable MessageOrigin origin,
            boolean dryRun)
            implements Row {
        /** A row that was no HL7 v2 message, and no dry run. */
        public Invalid(
                int number,
                String original,
                Problem problem,
                @Nullable String appointmentId,
                @Nullable String requestId) {
            this(number, original, problem, appointmentId, requestId, null, false);
        }

        /** The same, with another origin. */
        public Invalid of(@Nullable MessageOrigin other) {
            return new Invalid(number, original, problem, appointmentId, requestId, other, dryRun);
        }

        /** Without its content (R23). */
        @Override
        public String toString() {
            return "Invalid[row " + number + "]";
        }
    }
}
