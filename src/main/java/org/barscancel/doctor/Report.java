package org.barscancel.doctor;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * Findings as they are told.
 *
 * @param findings in their order
 * @param scrubber takes out what must not be told (R23)
 */
public record Report(List<Finding> findings, UnaryOperator<String> scrubber) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int WIDTH = 100;
    private static final String INDENT = " ".repeat(9);

    /** 0, or 1 when something failed. */
    public int exitCode() {
        return findings.stream().anyMatch(one -> one.verdict() == Verdict.FAIL) ? 1 : 0;
    }

    /** For a person: one finding after another, the verdict first, and at the end how many of each. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (Finding finding : findings) {
            text.append(String.format(Locale.ROOT, "%-8s %s%n", finding.verdictCode(), finding.check()));
            wrapped(text, scrubber.apply(finding.what()));
            if (!finding.nextAction().isEmpty()) {
                wrapped(text, "-> " + scrubber.apply(finding.nextAction()));
            }
        }
        List<String> counts = new ArrayList<>();
        for (Verdict verdict : Verdict.values()) {
            counts.add(count(verdict) + " " + verdict.name().toLowerCase(Locale.ROOT));
        }
        return text.append(System.lineSeparator())
                .append(String.join(", ", counts))
                .append(System.lineSeparator())
                .toString();
    }

    /** For a program: {@code {"failed": …, "findings": [{"check", "verdict", "what", "nextAction"}]}}. */
    public String json() {
        ObjectNode report = JSON.createObjectNode().put("failed", exitCode() != 0);
        ArrayNode all = report.putArray("findings");
        findings.forEach(finding -> all.addObject()
                .put("check", finding.check())
                .put("verdict", finding.verdictCode())
                .put("what", scrubber.apply(finding.what()))
                .put("nextAction", scrubber.apply(finding.nextAction())));
        return report.toPrettyString() + System.lineSeparator();
    }

    private long count(Verdict verdict) {
        return findings.stream().filter(one -> one.verdict() == verdict).count();
    }

    private static void wrapped(StringBuilder text, String line) {
        int column = INDENT.length();
        text.append(INDENT);
        for (String word : line.strip().split("\\s+", -1)) {
            if (column > INDENT.length() && column + 1 + word.length() > WIDTH) {
                text.append(System.lineSeparator()).append(INDENT);
                column = INDENT.length();
            } else if (column > INDENT.length()) {
                text.append(' ');
                column++;
            }
            text.append(word);
            column += word.length();
        }
        text.append(System.lineSeparator());
    }
}
