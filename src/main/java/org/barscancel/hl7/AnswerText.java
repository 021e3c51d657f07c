package org.barscancel.hl7;

import ca.uhn.hl7v2.parser.DefaultEscaping;
import ca.uhn.hl7v2.parser.EncodingCharacters;
import ca.uhn.hl7v2.parser.Escaping;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/**
 * Writes a message that answers another one. Fields of that one are echoed as they came: HAPI undoes their escapes and
 * redoes them in another spelling, and drops what follows a component separator.
 */
class AnswerText {
    static final int LONGEST_TEXT = 250;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmssxx").withZone(ZoneOffset.UTC);
    private static final Pattern VERSION = Pattern.compile("2\\.([0-9])(\\.[0-9]{1,2})?");
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x1F\\x7F&&[^\t]]");
    private static final String NEWEST_UNDERSTOOD_BY_ALL = "2.5";
    private static final Escaping ESCAPING = new DefaultEscaping();
    private static final int LONGEST_ECHO = 199;

    private final Hl7Header header;
    private final EncodingCharacters separators;
    private final int minorVersion;
    private final StringBuilder text = new StringBuilder();

    AnswerText(Hl7Header header) {
        this.header = header;
        this.separators = header.encoding();
        this.minorVersion = VERSION.matcher(version()).replaceFirst("$1").charAt(0) - '0';
    }

    /**
     * MSH, from the receiver of the message to its sender.
     *
     * @param type MSH-9, with the separators in it
     * @param acceptCondition MSH-15; empty in original mode
     * @param applicationCondition MSH-16; empty in original mode
     */
    final void header(Instant now, String controlId, String type, String acceptCondition, String applicationCondition) {
        String processing = header.field(11).isBlank() ? "P" : echo(11);
        segment(
                "MSH" + header.separators(),
                echo(5),
                echo(6),
                echo(3),
                echo(4),
                own(TIME.format(now), LONGEST_TEXT),
                "",
                type,
                own(controlId, LONGEST_TEXT),
                processing,
                header.component(12, 1).equals(version()) ? echo(12) : own(version(), LONGEST_TEXT),
                "",
                "",
                acceptCondition,
                applicationCondition,
                "",
                echo(18));
    }

    /** Of version 2.{@code x}. */
    final int minorVersion() {
        return minorVersion;
    }

    final EncodingCharacters separators() {
        return separators;
    }

    private String version() {
        String version = header.component(12, 1);
        return VERSION.matcher(version).matches() ? version : NEWEST_UNDERSTOOD_BY_ALL;
    }

    final void segment(String name, String... fields) {
        int last = fields.length;
        while (last > 0 && fields[last - 1].isEmpty()) {
            last--;
        }
        text.append(name);
        for (int i = 0; i < last; i++) {
            text.append(separators.getFieldSeparator()).append(fields[i]);
        }
        text.append('\r');
    }

    final String composite(String... components) {
        return joined(separators.getComponentSeparator(), components);
    }

    /** Without the empty ones at the end. */
    static String joined(char separator, String... parts) {
        String joined = String.join(String.valueOf(separator), parts);
        int end = joined.length();
        while (end > 0 && joined.charAt(end - 1) == separator) {
            end--;
        }
        return joined.substring(0, end);
    }

    final String echo(int field) {
        return harmless(header.field(field));
    }

    final String echo(int field, int component) {
        return harmless(header.component(field, component));
    }

    /** Bounded, and without what would end the frame that the answer is sent in. */
    private static String harmless(String received) {
        return CONTROL.matcher(received.substring(0, Math.min(received.length(), LONGEST_ECHO)))
                .replaceAll("?");
    }

    /** Text of this program: ASCII, since the message may be in any character set. */
    final String own(String words, int longest) {
        String ascii = words.replaceAll("[^ -~]", "?");
        String bounded = ascii.length() <= longest ? ascii : ascii.substring(0, longest - 3) + "...";
        return ESCAPING.escape(bounded, separators);
    }

    final byte[] bytes() {
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
