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
    }

    /** A row that is a request. */
    record Valid(int number, String original, CancellationRequest request) implements Row {
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
     */
    record Invalid(
            int number, String original, Problem problem, @Nullable String appointmentId, @Nullable String requestId)
            implements Row {
        /** Without its content (R23). */
        @Override
        public String toString() {
            return "Invalid[row " + number + "]";
        }
    }
}
