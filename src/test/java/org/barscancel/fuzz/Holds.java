package org.barscancel.fuzz;

import java.util.function.IntPredicate;
import org.barscancel.problem.Problem;
import org.barscancel.request.Reading;

/** What holds for every answer to bytes from outside, whatever they are. */
public final class Holds {
    /** Stands for a patient in the seeds: nothing that is shown may hold it. */
    static final String PATIENT = "9990000018";

    private static final int LONGEST_TEXT = 2_000;

    /** Line ends and other controls, and what turns the direction of text: with them a line in a log can be forged. */
    private static final IntPredicate FORGES = c -> Character.isISOControl(c)
            || Character.getType(c) == Character.FORMAT
            || Character.getType(c) == Character.LINE_SEPARATOR
            || Character.getType(c) == Character.PARAGRAPH_SEPARATOR;

    private Holds() {}

    /** A text that a person or a log is shown: of one line, bounded, and nothing of a patient in it. */
    public static void shown(String text) {
        oneLine(text);
        that(!text.contains(PATIENT), "A text shows the patient");
    }

    /** A text of somebody else's that is shown on purpose: of one line, and bounded. */
    public static void oneLine(String text) {
        that(text.length() <= LONGEST_TEXT, "A text is too long");
        that(text.chars().noneMatch(FORGES), "A text holds control characters");
    }

    /** A problem, and what to do about it. */
    public static void shown(Problem problem) {
        shown(problem.message());
        shown(problem.nextAction());
    }

    /** What a reader made of an input: rows in order, no more of them than the input has bytes, or a problem. */
    public static void read(Reading reading, byte[] input) {
        if (reading instanceof Reading.Unreadable unreadable) {
            shown(unreadable.problem());
            return;
        }
        int number = 0;
        long originals = 0;
        for (Reading.Row row : ((Reading.Rows) reading).rows()) {
            that(row.number() == ++number, "Rows are not counted");
            originals += row.original().length();
            shown(row.toString());
            if (row instanceof Reading.Invalid invalid) {
                shown(invalid.problem());
            }
        }
        that(number > 0, "There is no row");
        that(originals <= input.length, "The rows are larger than the input");
    }

    /** Fails with these words unless something is true. */
    public static void that(boolean truth, String otherwise) {
        if (!truth) {
            throw new AssertionError(otherwise);
        }
    }
}
