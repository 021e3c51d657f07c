package org.barscancel.answer;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What became of old files.
 *
 * @param removed how many are gone
 * @param kept how many stay however old they are, since something is still to happen to them
 * @param failed how many files or folders could not be removed, or not be looked at
 * @param problem why, of the first of these; null when there is none
 */
public record PrunedFiles(int removed, int kept, int failed, @Nullable IOException problem) {
    static final PrunedFiles NONE = new PrunedFiles(0, 0, 0, null);

    PrunedFiles andRemoved() {
        return new PrunedFiles(removed + 1, kept, failed, problem);
    }

    PrunedFiles andKept() {
        return new PrunedFiles(removed, kept + 1, failed, problem);
    }

    PrunedFiles andFailed(IOException why) {
        return new PrunedFiles(removed, kept, failed + 1, problem == null ? why : problem);
    }
}
