package org.barscancel.hl7;

import ca.uhn.hl7v2.AcknowledgmentCode;
import ca.uhn.hl7v2.ErrorCode;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.barscancel.problem.Problem;

/** Writes an acknowledgement. HAPI would write the ERR of 2.5 for all versions. */
final class AcknowledgementText extends AnswerText {
    private static final Pattern TRIGGER = Pattern.compile("[A-Z][A-Z0-9]{2}");
    private static final int LONGEST_SHORT_TEXT = 80;
    private static final String DRY_RUN = "Dry run: nothing is cancelled for this message.";

    AcknowledgementText(Hl7Header header) {
        super(header);
    }

    void header(Instant now, String controlId) {
        header(now, controlId, "", "");
    }

    void header(Instant now, String controlId, String acceptCondition, String applicationCondition) {
        String trigger = echo(9, 2);
        String type = TRIGGER.matcher(trigger).matches()
                ? composite("ACK", trigger, minorVersion() >= 4 ? "ACK" : "")
                : "ACK";
        header(now, controlId, type, acceptCondition, applicationCondition);
    }

    void acknowledge(AcknowledgmentCode code, Optional<Problem> problem) {
        // The text was withdrawn from MSA in 2.7; until then it is what most senders show.
        String why = minorVersion() >= 7
                ? ""
                : problem.map(AcknowledgementText::sentence).orElse("");
        segment("MSA", code.name(), echo(10), own(why, LONGEST_SHORT_TEXT));
    }

    /** The message was taken, and nothing will be cancelled for it: said where its version has a place for it. */
    void acknowledgeDryRun(AcknowledgmentCode code) {
        segment("MSA", code.name(), echo(10), minorVersion() >= 7 ? "" : own(DRY_RUN, LONGEST_SHORT_TEXT));
        if (minorVersion() >= 7) {
            segment("ERR", "", "", composite("0", "Message accepted", ErrorCode.codeTable()), "I", "", "", "", DRY_RUN);
        }
    }

    void error(Problem problem) {
        ErrorCode code = code(problem);
        String number = Integer.toString(code.getCode());
        if (minorVersion() < 5) {
            char sub = separators().getSubcomponentSeparator();
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

    private static ErrorCode code(Problem problem) {
        return switch (problem.code()) {
            case UNSUPPORTED_EVENT -> ErrorCode.UNSUPPORTED_EVENT_CODE;
            case UNSUPPORTED_FORMAT -> ErrorCode.TABLE_VALUE_NOT_FOUND;
            case INVALID_FIELD, MALFORMED -> ErrorCode.DATA_TYPE_ERROR;
            default -> ErrorCode.APPLICATION_INTERNAL_ERROR;
        };
    }

    static String sentence(Problem problem) {
        return problem.code().code() + ": " + problem.message();
    }
}
