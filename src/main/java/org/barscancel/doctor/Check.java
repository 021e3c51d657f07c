package org.barscancel.doctor;

import java.time.Duration;
import java.util.Set;

/**
 * One question to an installation.
 *
 * @param name short, and once only
 * @param needs names of checks before it; when one of them failed or was skipped, this one is skipped
 * @param limit longest time it may take
 * @param question looks, and changes nothing
 */
public record Check(String name, Set<String> needs, Duration limit, Question question) {
    private static final Duration USUAL_LIMIT = Duration.ofSeconds(30);

    /** Looks. */
    @FunctionalInterface
    public interface Question {
        /**
         * What there is.
         *
         * @throws Exception when it cannot be looked at; that is a failed check
         */
        Finding ask() throws Exception;
    }

    /** A check of the usual 30 seconds at most. */
    public Check(String name, Set<String> needs, Question question) {
        this(name, needs, USUAL_LIMIT, question);
    }
}
