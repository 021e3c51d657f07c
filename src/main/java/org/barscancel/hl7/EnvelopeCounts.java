package org.barscancel.hl7;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Compares what the trailers of a file say they close with what there is: BTS-1 the messages of its batch, FTS-1 the
 * batches of the file. Another number means that something is missing, and nobody knows what. A trailer that says no
 * number says nothing, and neither does FTS-1 of a file without batches.
 */
final class EnvelopeCounts {
    private static final Pattern COUNT = Pattern.compile("[A-Z]{3}(\\W)\\s*(\\d{1,9})\\s*(?:\\1.*)?");

    private int messages;
    private int batches;
    private @Nullable String miscount;

    /**
     * Takes note of a segment that begins or ends something.
     *
     * @param name its name
     * @param line all of it
     */
    void see(String name, String line) {
        switch (name) {
            case "MSH" -> messages++;
            case "BHS" -> {
                batches++;
                messages = 0;
            }
            case "BTS" -> {
                check(line, messages, "BTS-1: the batch holds " + messages + " messages");
                messages = 0;
            }
            case "FTS" -> {
                if (batches > 0) {
                    check(line, batches, "FTS-1: the file holds " + batches + " batches");
                }
            }
            default -> {}
        }
    }

    Optional<String> miscount() {
        return Optional.ofNullable(miscount);
    }

    private void check(String line, int found, String what) {
        Matcher count = COUNT.matcher(line);
        if (miscount == null && count.matches() && Integer.parseInt(count.group(2)) != found) {
            miscount = what + ", and its trailer says another number";
        }
    }
}
