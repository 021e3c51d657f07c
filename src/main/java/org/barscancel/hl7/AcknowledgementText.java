package org.barscancel.hl7;

import ca.uhn.hl7v2.AcknowledgmentCode;
import ca.uhn.hl7v2.ErrorCode;
import ca.uhn.hl7v2.parser.DefaultEscaping;
import ca.uhn.hl7v2.parser.EncodingCharacters;
import ca.uhn.hl7v2.parser.Escaping;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;
import org.barscancel.problem.Problem;

/**
 * Writes an acknowledgement. Fields of the message are echoed as they came: HAPI undoes their escapes and redoes them in
 * another spelling, drops what follows a component separator, and writes the ERR of 2.5 for all versions.
 */
final class AcknowledgementText {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmssxx").withZone(ZoneOffset.UTC);
    private static final Pattern VERSION = Pattern.compile("2\\.([0-9])(\\.[0-9]{1,2})?");
    private static final Pattern TRIGGER = Pattern.compile("[A-Z][A-Z0-9]{2}");
    private static final String NEWEST_UNDERSTOOD_BY_ALL = "2.5";
    private static final Escaping ESCAPING = new DefaultEscaping();
    private static final int LONGEST_ECHO = 199;
    private static final int LONGEST_SHORT_TEXT = 80;
    private static final int LONGEST_TEXT = 250;

    private final Hl7Header header;
    private final EncodingCharacters separators;
    private final int minorVersion;
    private final StringBuilder text = new StringBuilder();

    AcknowledgementText(Hl7Header header) {
        this.header = header;
        this.separators = header.encoding();
        this.minorVersion = VERSION.matcher(version()).replaceFirst("$1").charAt(0) - '0';
    }

    void header(Instant now, String controlId) {
        String trigger = header.component(9, 2);
        String type =
                TRIGGER.matcher(trigger).matches() ? composite("ACK", trigger, minorVersion >= 4 ? "ACK" : "") : "ACK";
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
                "",
                "",
                "",
                echo(18));
    }

    void acknowledge(AcknowledgmentCode code, Optional<Problem> problem) {
        // The text was withdrawn from MSA in 2.7; until then it is what most senders show.
        String why = minorVersion >= 7
                ? ""
                : problem.map(AcknowledgementText::sentence).orElse("");
        segment("MSA", code.name(), echo(10), own(why, LONGEST_SHORT_TEXT));
    }

    void error(Problem problem, ErrorCode code) {
        String number = Integer.toString(code.getCode());
        if (minorVersion < 5) {
            char sub = separators.getSubcomponentSeparator();
            String coded = own(number, 9) + sub + own(code.getMessage(), LONGEST_TEXT) + sub + ErrorCode.codeTable();
            segment("ERR", composite("", "", "", coded));
        } else {
            segment(
                    "ERR",
                    "",
                    "",
                    composite(number, own(code.getMessage(), LONGEST_TEXT), ErrorCode.codeTable()),
                    "E",
                    own(problem.code().code(), LONGEST_TEXT),
                    "",
                    "",
                    own(sentence(problem) + " " + problem.nextAction(), LONGEST_TEXT));
        }
    }

    private static String sentence(Problem problem) {
        return problem.code().code() + ": " + problem.message();
    }

    private String version() {
        String version = header.component(12, 1);
        return VERSION.matcher(version).matches() ? version : NEWEST_UNDERSTOOD_BY_ALL;
    }

    private void segment(String name, String... fields) {
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

    private String composite(String... components) {
        String joined = String.join(String.valueOf(separators.getComponentSeparator()), components);
        int end = joined.length();
        while (end > 0 && joined.charAt(end - 1) == separators.getComponentSeparator()) {
            end--;
        }
        return joined.substring(0, end);
    }

    private String echo(int field) {
        String received = header.field(field);
        return received.substring(0, Math.min(received.length(), LONGEST_ECHO));
    }

    /** Text of this program: ASCII, since the message may be in any character set. */
    private String own(String words, int longest) {
        String ascii = words.replaceAll("[^ -~]", "?");
        String bounded = ascii.length() <= longest ? ascii : ascii.substring(0, longest - 3) + "...";
        return ESCAPING.escape(bounded, separators);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
