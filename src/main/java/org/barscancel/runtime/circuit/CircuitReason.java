package org.barscancel.runtime.circuit;

import java.util.Locale;
import java.util.Optional;
import org.barscancel.bars.Answer;

/** Why a far side is paused: one of few words, so that nothing of a far side's own text shows (R23). */
public enum CircuitReason {
    /** It answers that it cannot serve, or does not answer a read. */
    UNAVAILABLE,
    /** It cannot be reached: name, connection or TLS. */
    NO_CONNECTION,
    /** It does not answer a write in time. */
    NO_ANSWER,
    /** 429. */
    TOO_MANY_REQUESTS,
    /** Somebody paused it by hand. */
    PERSON;

    /** Whether an answer shows an outage, and which; a 429 is none, and neither is what a far side refuses. */
    static Optional<CircuitReason> outage(Answer answer) {
        if (answer instanceof Answer.Unavailable) {
            return Optional.of(UNAVAILABLE);
        }
        if (answer instanceof Answer.NotSent) {
            return Optional.of(NO_CONNECTION);
        }
        return answer instanceof Answer.MaybeApplied ? Optional.of(NO_ANSWER) : Optional.empty();
    }

    /** The public spelling. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
