package org.barscancel.audit;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * How far a chain was at some time. Written down elsewhere, such as in the log, it shows later that nothing was cut off.
 *
 * @param chain the chain's name
 * @param sequence its last record; 0 when there was none
 * @param mac that record's seal
 */
public record AuditHead(String chain, long sequence, String mac) {
    private static final Pattern WRITTEN =
            Pattern.compile("Audit head ([0-9]{8}T[0-9]{9}-[0-9a-f]{8})/([0-9]{1,18})/([0-9a-f]{64})");

    /** As it is written down, and found again. */
    @Override
    public String toString() {
        return "Audit head " + chain + "/" + sequence + "/" + mac;
    }

    /** Those that a line of a log holds. */
    static List<AuditHead> in(String line) {
        return WRITTEN.matcher(line).results().map(AuditHead::of).toList();
    }

    private static AuditHead of(MatchResult found) {
        return new AuditHead(found.group(1), Long.parseLong(found.group(2)), found.group(3));
    }
}
