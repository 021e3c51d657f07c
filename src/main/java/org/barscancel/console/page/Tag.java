package org.barscancel.console.page;

import java.util.Locale;
import org.barscancel.cancellation.ProviderOutcome;
import org.barscancel.cancellation.RegistryOutcome;
import org.barscancel.doctor.Verdict;
import org.barscancel.steering.Hold;

/**
 * A state in a word or two. Its colour repeats what the words say and says nothing alone.
 *
 * @param text the words
 * @param kind {@code good}, {@code wait}, {@code stop}, {@code bad} or {@code plain}: its colour
 */
record Tag(String text, String kind) {
    private static final String GOOD = "good";
    private static final String WAIT = "wait";
    private static final String STOP = "stop";
    private static final String BAD = "bad";
    private static final String PLAIN = "plain";

    static Tag of(ProviderOutcome outcome) {
        return switch (outcome) {
            case PENDING -> new Tag("On its way", WAIT);
            case DONE -> new Tag("Cancelled", GOOD);
            case ALREADY_DONE -> new Tag("Was cancelled already", GOOD);
            case WOULD_CANCEL -> new Tag("Would be cancelled", PLAIN);
            case REJECTED -> new Tag("Rejected", BAD);
            case PARKED -> new Tag("Parked", STOP);
            default -> new Tag(words(outcome), PLAIN);
        };
    }

    static Tag of(RegistryOutcome outcome) {
        return switch (outcome) {
            case PENDING -> new Tag("On its way", WAIT);
            case REMOVED -> new Tag("Pointer removed", GOOD);
            case UPDATED -> new Tag("Pointer updated", GOOD);
            case ALREADY_ABSENT -> new Tag("No pointer was there", GOOD);
            case PARKED -> new Tag("Parked", STOP);
            case SKIPPED -> new Tag("Not touched", PLAIN);
            default -> new Tag(words(outcome), PLAIN);
        };
    }

    static Tag of(Verdict verdict) {
        return switch (verdict) {
            case PASS -> new Tag("Pass", GOOD);
            case WARN -> new Tag("Warning", STOP);
            case FAIL -> new Tag("Fail", BAD);
            case SKIPPED -> new Tag("Skipped", PLAIN);
        };
    }

    /** Whether a far side or receiver is called, or a feed is open. */
    static Tag ofCircuit(String state) {
        return switch (state) {
            case "closed" -> new Tag("In use", GOOD);
            case "open" -> new Tag("Open", GOOD);
            case "probing" -> new Tag("Being tried", WAIT);
            default -> new Tag("Paused", STOP);
        };
    }

    /** Of a list that a person holds. */
    static Tag ofHold(Hold.State state) {
        return state == Hold.State.ABORTED ? new Tag("Aborted", BAD) : new Tag("Paused", STOP);
    }

    /** Of a group that stopped. */
    static Tag ofStopped(String outcome) {
        return "rejected".equals(outcome) ? new Tag("Rejected", BAD) : new Tag("Parked", STOP);
    }

    private static String words(Enum<?> constant) {
        String words = constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
