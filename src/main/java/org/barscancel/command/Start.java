package org.barscancel.command;

import java.util.Set;
import java.util.stream.Stream;

/** How a start is asked for. Apart from {@link Commands}, so that a start need not wait for the tree. */
public final class Start {
    static final String WORD = "start";
    private static final Set<String> HELP = Set.of("--help", "-h", "--version", "-V");

    private Start() {}

    /** Whether a start is meant: {@code start}, settings alone (the only way once), or nothing at all. */
    public static boolean isMeant(String... args) {
        if (args.length == 0) {
            return true;
        }
        return args[0].equals(WORD)
                ? Stream.of(args).noneMatch(HELP::contains)
                : args[0].startsWith("--") && !HELP.contains(args[0]);
    }

    /** The settings of a start: all but the word {@code start}. */
    public static String[] settings(String... args) {
        return Stream.of(args)
                .skip(args.length > 0 && args[0].equals(WORD) ? 1 : 0)
                .toArray(String[]::new);
    }
}
