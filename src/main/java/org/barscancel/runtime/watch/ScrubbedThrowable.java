package org.barscancel.runtime.watch;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Stands in a log for an exception that tells what it must not, with its place, causes and suppressed ones. */
final class ScrubbedThrowable extends Throwable {
    private static final long serialVersionUID = 1L;

    private ScrubbedThrowable(String text, StackTraceElement[] places) {
        super(text);
        setStackTrace(places);
    }

    /** The throwable itself when nothing in it has to be taken out. */
    static Throwable of(Throwable thrown, Scrubber scrubber) {
        return isClean(thrown, scrubber, seen()) ? thrown : copy(thrown, scrubber, seen());
    }

    private static Set<Throwable> seen() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    private static boolean isClean(@Nullable Throwable thrown, Scrubber scrubber, Set<Throwable> seen) {
        if (thrown == null || !seen.add(thrown)) {
            return true;
        }
        String text = thrown.toString();
        if (!scrubber.line(text).equals(text) || !isClean(thrown.getCause(), scrubber, seen)) {
            return false;
        }
        for (Throwable suppressed : thrown.getSuppressed()) {
            if (!isClean(suppressed, scrubber, seen)) {
                return false;
            }
        }
        return true;
    }

    private static Throwable copy(Throwable thrown, Scrubber scrubber, Set<Throwable> seen) {
        seen.add(thrown);
        ScrubbedThrowable copy = new ScrubbedThrowable(scrubber.line(thrown.toString()), thrown.getStackTrace());
        Throwable cause = thrown.getCause();
        if (cause != null && !seen.contains(cause)) {
            copy.initCause(copy(cause, scrubber, seen));
        }
        for (Throwable suppressed : thrown.getSuppressed()) {
            if (!seen.contains(suppressed)) {
                copy.addSuppressed(copy(suppressed, scrubber, seen));
            }
        }
        return copy;
    }
}
