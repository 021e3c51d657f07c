package org.barscancel.hl7;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.barscancel.problem.Problem;
import org.barscancel.problem.ProblemCode;
import org.barscancel.request.Lookups;
import org.barscancel.request.RequestCheck;
import org.jspecify.annotations.Nullable;

/**
 * Reads HL7 v2 (ER7): one message, or a file of them with or without batch envelopes. Each message is judged on its own,
 * so that one bad message does not stop the others. No problem's text ever holds a value of the input (R23).
 */
public final class Hl7Reader {
    static final int MOST_MESSAGES = 10_000;

    private final RequestCheck check;
    private final int maxBytes;

    /**
     * Makes a reader, which may be used by many threads.
     *
     * @param maxBytes the largest input that is read at all, {@code bars.limits.request-bytes}
     */
    public Hl7Reader(int maxBytes) {
        this(maxBytes, Lookups.NONE);
    }

    /**
     * Makes a reader, which may be used by many threads.
     *
     * @param maxBytes the largest input that is read at all, {@code bars.limits.request-bytes}
     * @param lookups what may stand for an appointment's id
     */
    public Hl7Reader(int maxBytes, Lookups lookups) {
        this.check = new RequestCheck(lookups);
        this.maxBytes = maxBytes;
    }

    /**
     * Reads an input; never fails.
     *
     * @param input the bytes; line ends of any kind, MLLP's frame and a byte order mark do no harm
     * @param feed how its sender writes
     * @param now the time, by which a message may be too old
     */
    public Hl7Reading read(byte[] input, Hl7Feed feed, Instant now) {
        return read(input, feed, now, null);
    }

    /**
     * Reads an input that came as text; never fails. What its messages and the feed say of a character set was true before.
     *
     * @param input the text, now in UTF-8
     * @param feed how its sender writes
     * @param now the time, by which a message may be too old
     */
    public Hl7Reading readDecoded(byte[] input, Hl7Feed feed, Instant now) {
        return read(input, feed, now, StandardCharsets.UTF_8);
    }

    private Hl7Reading read(byte[] input, Hl7Feed feed, Instant now, @Nullable Charset known) {
        if (input.length > maxBytes) {
            return unreadable(
                    ProblemCode.TOO_LARGE,
                    "The input has " + input.length + " bytes; at most " + maxBytes + " are read.");
        }
        String text = new String(input, StandardCharsets.ISO_8859_1);
        if (isWide(text)) {
            return unreadable(ProblemCode.MALFORMED, "The input is in UTF-16 or UTF-32; send it as UTF-8.");
        }
        MessageSplitter splitter = MessageSplitter.split(text);
        List<MessageSplitter.Part> parts = splitter.parts();
        if (parts.stream().noneMatch(MessageSplitter.Part::message)) {
            return unreadable(
                    ProblemCode.MALFORMED,
                    parts.isEmpty() && !splitter.enveloped()
                            ? "The input is empty."
                            : "The input holds no HL7 v2 message: no line starts with MSH.");
        }
        if (splitter.miscount().isPresent()) {
            return new Hl7Reading.Unreadable(new Problem(
                    ProblemCode.MALFORMED,
                    splitter.miscount().get() + "; the input may be cut off.",
                    "Send all of it again; nothing of it was taken."));
        }
        if (parts.size() > MOST_MESSAGES) {
            return unreadable(
                    ProblemCode.TOO_LARGE,
                    "The input holds " + parts.size() + " messages; at most " + MOST_MESSAGES + " are read.");
        }
        MessageReader reader = new MessageReader(check, feed, now, known);
        List<Hl7Message> messages = new ArrayList<>();
        for (MessageSplitter.Part part : parts) {
            messages.add(reader.read(messages.size() + 1, part));
        }
        return new Hl7Reading.Messages(splitter.enveloped() || messages.size() > 1, List.copyOf(messages));
    }

    private static boolean isWide(String text) {
        return text.startsWith("\u00FE\u00FF")
                || text.startsWith("\u00FF\u00FE")
                || text.substring(0, Math.min(4, text.length())).indexOf('\0') >= 0;
    }

    private static Hl7Reading unreadable(ProblemCode code, String message) {
        return new Hl7Reading.Unreadable(new Problem(code, message));
    }
}
