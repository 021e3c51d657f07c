package org.barscancel.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The OperationOutcomes published with the BaRS API (R24), by folder and file name: {@code REC/404-REC_NOT_FOUND-not-found}. */
final class PublishedOutcomes {
    private static final Pattern NAME = Pattern.compile("(?:PROXY-NONE|REC|SEND)/([1-5]\\d\\d)-[A-Z_]+-[a-z -]+");

    private PublishedOutcomes() {}

    /** @throws IllegalArgumentException when there is none of that name */
    static byte[] read(String name) {
        if (NAME.matcher(name).matches()) {
            try (InputStream file = PublishedOutcomes.class.getResourceAsStream(
                    "/bars-cancel/simulator/OperationOutcome/" + name + ".json")) {
                if (file != null) {
                    return file.readAllBytes();
                }
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
        throw new IllegalArgumentException("no OperationOutcome is published as '" + name + "'");
    }

    /** The HTTP status it is published with. */
    static int status(String name) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no OperationOutcome is published as '" + name + "'");
        }
        return Integer.parseInt(matcher.group(1));
    }
}
