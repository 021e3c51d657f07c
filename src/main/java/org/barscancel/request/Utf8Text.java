package org.barscancel.request;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Turns bytes into text, strictly: what is not UTF-8 without a byte order mark is named, not guessed at. */
final class Utf8Text {
    private Utf8Text() {}

    static String decode(byte[] input) throws UnreadableInput {
        if (isBlank(input)) {
            throw new UnreadableInput("The input is empty.", null, null);
        }
        refuseOtherEncodings(input);
        ByteBuffer in = ByteBuffer.wrap(input);
        CharBuffer out = CharBuffer.allocate(input.length);
        CoderResult result = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(in, out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            throw notUtf8(in.position() + 1, text);
        }
        return text;
    }

    private static boolean isBlank(byte[] input) {
        for (byte b : input) {
            if (b != ' ' && b != '\t' && b != '\n' && b != '\r') {
                return false;
            }
        }
        return true;
    }

    private static void refuseOtherEncodings(byte[] input) throws UnreadableInput {
        int start = 0;
        for (int i = 0; i < 4; i++) {
            start = (start << 8) | (i < input.length ? input[i] & 0xFF : 0x20);
        }
        if (start >>> 8 == 0xEFBBBF) {
            throw new UnreadableInput(
                    "The input starts with a byte order mark; save it as UTF-8 without one (often called \"UTF-8\","
                            + " as opposed to \"UTF-8 with BOM\").",
                    1,
                    1);
        }
        String other = otherEncoding(start);
        if (other != null) {
            throw new UnreadableInput("The input is in " + other + "; save it as UTF-8.", 1, 1);
        }
    }

    /** JSON starts with two ASCII characters, so the pattern of zero bytes tells the encoding (RFC 4627). */
    private static @Nullable String otherEncoding(int start) {
        boolean zero0 = start >>> 24 == 0;
        boolean zero1 = ((start >>> 16) & 0xFF) == 0;
        boolean zero2 = ((start >>> 8) & 0xFF) == 0;
        boolean zero3 = (start & 0xFF) == 0;
        if (start == 0x0000FEFF || start == 0xFFFE0000 || (zero0 && zero1 && zero2) || (zero1 && zero2 && zero3)) {
            return "UTF-32";
        }
        boolean marked = start >>> 16 == 0xFEFF || start >>> 16 == 0xFFFE;
        return marked || zero0 != zero1 ? "UTF-16" : null;
    }

    private static UnreadableInput notUtf8(int byteNumber, String before) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < before.length(); i++) {
            char c = before.charAt(i);
            boolean crOfCrLf = c == '\r' && i + 1 < before.length() && before.charAt(i + 1) == '\n';
            if (c == '\n' || (c == '\r' && !crOfCrLf)) {
                line++;
                lineStart = i + 1;
            }
        }
        return new UnreadableInput(
                "The input is not UTF-8 at byte " + byteNumber + "; save it as UTF-8.",
                line,
                before.length() - lineStart + 1);
    }
}
