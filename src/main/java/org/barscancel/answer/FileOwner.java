package org.barscancel.answer;

import org.jspecify.annotations.Nullable;

/** Whose files are answered here: of several instances on one ledger, each answers those of its own folder. */
public interface FileOwner {
    /** The name of the folder, which no other has. */
    String home();

    /** Whether it is for this instance to work on the folder now; instances that share it take turns. */
    boolean isInCharge();

    /**
     * Whether a file is to be answered here.
     *
     * @param home where it lies; null when that is not known
     */
    default boolean answers(@Nullable String home) {
        return isInCharge() && (home == null || home.equals(home()));
    }
}
