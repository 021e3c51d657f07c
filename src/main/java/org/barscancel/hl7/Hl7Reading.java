package org.barscancel.hl7;

import java.util.List;
import org.barscancel.problem.Problem;
import org.barscancel.request.Reading;

/** What was made of one file, or of what came in one MLLP frame. */
public sealed interface Hl7Reading {
    /** The same without what acknowledgements need: as a file or a queue message is answered. */
    Reading reading();

    /**
     * Messages, each of which stands on its own.
     *
     * @param many whether the input was a list: a batch, or several messages one after another
     * @param messages in the order of the input, numbered from 1; never empty
     */
    record Messages(boolean many, List<Hl7Message> messages) implements Hl7Reading {
        @Override
        public Reading reading() {
            return new Reading.Rows(many, messages.stream().map(Hl7Message::row).toList());
        }
    }

    /**
     * The input as a whole cannot be read.
     *
     * @param problem what is wrong
     */
    record Unreadable(Problem problem) implements Hl7Reading {
        @Override
        public Reading reading() {
            return new Reading.Unreadable(problem, null, null);
        }
    }
}
