package org.barscancel.intake;

import java.util.regex.Pattern;

/**
 * Names of files that ask for a dry run of all they hold: {@code anything.dry-run.json} and the like. A name that only
 * looks as if it were one must be taken for neither.
 */
final class DryRunName {
    private static final Pattern ONE = Pattern.compile("(?is).*\\.dry-run\\.[a-z0-9]+");
    private static final Pattern LIKE_ONE = Pattern.compile("(?is)(?:.*[^a-z])?dry[^a-z0-9]{0,3}run(?:[^a-z].*)?");

    private DryRunName() {}

    /** Whether a file of that name is a dry run. */
    static boolean isOne(String name) {
        return ONE.matcher(name).matches();
    }

    /** Whether whoever wrote that name may have meant a dry run, and did not say so as it must be said. */
    static boolean isDoubtful(String name) {
        return !isOne(name) && LIKE_ONE.matcher(name).matches();
    }
}
