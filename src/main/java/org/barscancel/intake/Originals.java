package org.barscancel.intake;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.barscancel.problem.Problem;
import org.barscancel.request.Reading;

/** Keeps what came in and cannot be read, so that it can be refused with its original beside it. */
final class Originals {
    private Originals() {}

    /** An input that is refused as a whole, as one row. */
    static Reading.Rows unreadable(byte[] input, Problem problem) {
        return new Reading.Rows(false, List.of(new Reading.Invalid(1, text(input), problem, null, null)));
    }

    /** What is no UTF-8 is kept byte for byte in a spelling of its own. */
    private static String text(byte[] input) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(input))
                    .toString();
        } catch (CharacterCodingException notText) {
            return "base64:" + Base64.getEncoder().encodeToString(input);
        }
    }
}
