package org.barscancel.intake;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.barscancel.problem.Problem;
import org.barscancel.problem.ProblemCode;
import org.jspecify.annotations.Nullable;

/**
 * What a call or message says beside its body about whether all of it is a dry run. What cannot be understood must not be
 * ignored: it would be carried out, and cannot be taken back.
 */
public enum DryRunWish {
    /** It is to be carried out, but for the requests that say otherwise. */
    NONE,
    /** All of it is a dry run. */
    ALL,
    /** It says something that is neither. */
    UNCLEAR;

    /** The name of the parameter or property. */
    public static final String NAME = "dryRun";

    /**
     * What stands beside a body.
     *
     * @param beside parameters, headers or properties by their names
     */
    public static DryRunWish in(Map<String, ?> beside) {
        DryRunWish wish = NONE;
        for (Map.Entry<String, ?> one : beside.entrySet()) {
            if (one.getKey().equals(NAME)) {
                wish = wish == UNCLEAR ? UNCLEAR : of(one.getValue());
            } else if (isMeant(one.getKey())) {
                wish = UNCLEAR;
            }
        }
        return wish;
    }

    /** A name that is repeated has a list of values, and then nobody knows which one is meant. */
    private static DryRunWish of(@Nullable Object value) {
        return switch (String.valueOf(value).strip().toLowerCase(Locale.ROOT)) {
            case "true" -> ALL;
            case "false" -> NONE;
            default -> UNCLEAR;
        };
    }

    /** Whether a name is meant for {@value #NAME}, however it is spelt. */
    private static boolean isMeant(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "").equals("dryrun");
    }

    /**
     * Why it is refused.
     *
     * @param what the kind of thing that says it, such as {@code "The parameter"}
     */
    Optional<Problem> problem(String what) {
        return this == UNCLEAR
                ? Optional.of(new Problem(
                        ProblemCode.INVALID_FIELD,
                        what + " " + NAME + " must be true or false, and be spelt so; nothing was done.",
                        "Send it as " + NAME + "=true for a dry run, or leave it out."))
                : Optional.empty();
    }
}
