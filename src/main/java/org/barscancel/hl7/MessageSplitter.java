package org.barscancel.hl7;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts an input into messages at their MSH, by bytes: what follows may be in another character set for each. HAPI's
 * iterator drops what stands before the first MSH, and takes a batch's trailer for a part of the last message.
 */
final class MessageSplitter {
    private static final String MARK = "\u00EF\u00BB\u00BF";
    /** A line, without its end: carriage returns, line feeds, and the frame that MLLP puts around a message. */
    private static final Pattern LINE = Pattern.compile("[^\\r\\n\\x0B\\x1C]+");

    private static final Pattern NAME = Pattern.compile("[A-Z]{3}(?![A-Za-z0-9\\s])");
    private static final List<String> ENVELOPE = List.of("FHS", "BHS", "BTS", "FTS");

    private final List<Part> parts = new ArrayList<>();
    private final EnvelopeCounts counts = new EnvelopeCounts();
    private boolean enveloped;

    /**
     * A stretch of the input.
     *
     * @param message whether it starts with MSH; else it belongs to no message
     * @param marked whether a UTF-8 byte order mark stands before it
     * @param text one character for each byte
     */
    record Part(boolean message, boolean marked, String text) {}

    private MessageSplitter() {}

    /** @param input one character for each byte */
    static MessageSplitter split(String input) {
        MessageSplitter splitter = new MessageSplitter();
        Matcher line = LINE.matcher(input);
        boolean inside = false;
        boolean message = false;
        boolean marked = false;
        int from = 0;
        while (line.find()) {
            int blank = skipBlanks(input, line.start(), line.end());
            boolean mark = input.startsWith(MARK, blank);
            int start = skipBlanks(input, mark ? blank + MARK.length() : blank, line.end());
            if (start == line.end()) {
                continue;
            }
            String name = name(input, start, line.end());
            boolean starts = name.equals("MSH");
            boolean envelope = ENVELOPE.contains(name);
            if (inside && (starts || envelope)) {
                splitter.parts.add(new Part(message, marked, input.substring(from, line.start())));
            }
            splitter.enveloped |= envelope;
            if (starts || envelope) {
                splitter.counts.see(name, input.substring(start, line.end()));
            }
            if (starts || (!inside && !envelope)) {
                from = start;
                message = starts;
                marked = mark;
            }
            inside = !envelope;
        }
        if (inside) {
            splitter.parts.add(new Part(message, marked, input.substring(from)));
        }
        return splitter;
    }

    List<Part> parts() {
        return parts;
    }

    /** Whether the input calls itself a batch. */
    boolean enveloped() {
        return enveloped;
    }

    /** Which trailer says another number than there is; empty when none does. */
    Optional<String> miscount() {
        return counts.miscount();
    }

    private static int skipBlanks(String input, int start, int end) {
        int at = start;
        while (at < end && input.charAt(at) <= ' ') {
            at++;
        }
        return at;
    }

    /** The segment's name, when it can be one that begins or ends something. */
    private static String name(String input, int start, int lineEnd) {
        int end = lineEnd;
        while (input.charAt(end - 1) <= ' ') {
            end--;
        }
        Matcher name = NAME.matcher(input).region(start, Math.min(end, start + 4));
        return name.lookingAt() ? name.group() : "";
    }
}
