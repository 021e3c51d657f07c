package org.barscancel.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the tests know of their patients, and whether any of it stands in a text, plainly or as Base64 (R23). */
public final class Secrets {
    private static final Pattern TEN_DIGITS = Pattern.compile("(?<!\\d)\\d{3}[ -]?\\d{3}[ -]?\\d{4}(?!\\d)");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{12,}");

    private static final Set<String> NUMBERS = ConcurrentHashMap.newKeySet();
    private static final Set<String> TEXTS = ConcurrentHashMap.newKeySet();

    private Secrets() {}

    /** Remembers an NHS number. */
    public static String number(String nhsNumber) {
        NUMBERS.add(nhsNumber);
        return nhsNumber;
    }

    /** Remembers a name or any other text of a patient, or a secret of the program's own. */
    public static String text(String text) {
        TEXTS.add(text);
        return text;
    }

    static void assertNoneIn(List<Path> logs) throws IOException {
        assertThat(NUMBERS).isNotEmpty();
        assertThat(TEXTS).isNotEmpty();
        for (Path log : logs) {
            List<String> told = new ArrayList<>();
            boolean debug = false;
            try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
                for (String line : (Iterable<String>) lines::iterator) {
                    debug |= line.contains(" DEBUG ");
                    if (tells(line)) {
                        told.add(line.length() > 400 ? line.substring(0, 400) + "…" : line);
                    }
                }
            }
            assertThat(debug).as("%s was written at DEBUG", log).isTrue();
            assertThat(told).as("lines of %s that tell of a patient", log).isEmpty();
        }
    }

    /** Whether any of it stands there. */
    public static boolean tells(String line) {
        return showsPlainly(line) || BASE64.matcher(line).results().anyMatch(token -> hides(token.group()));
    }

    private static boolean showsPlainly(String text) {
        Matcher digits = TEN_DIGITS.matcher(text);
        while (digits.find()) {
            if (NUMBERS.contains(digits.group().replaceAll("[ -]", ""))) {
                return true;
            }
        }
        return TEXTS.stream().anyMatch(text::contains);
    }

    /** A word may be Base64 from any of its characters on. */
    private static boolean hides(String token) {
        String standard = token.replace('-', '+').replace('_', '/');
        for (int from = 0; from < 4; from++) {
            int whole = (standard.length() - from) / 4 * 4;
            byte[] decoded = Base64.getDecoder().decode(standard.substring(from, from + whole));
            if (showsPlainly(new String(decoded, StandardCharsets.ISO_8859_1))) {
                return true;
            }
        }
        return false;
    }
}
