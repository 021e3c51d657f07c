package org.barscancel.bars;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.barscancel.fuzz.Holds;

/** An answer of a far side: two bytes of status, a line of header value, and the body. */
public final class AnswerFuzz {
    private static final Call CALL =
            new BarsCalls().searchPointers(Given.farSide(), Given.cancellation(), "DocumentReference?type=c");
    private static final Answers ANSWERS = new Answers(Clock.systemUTC());

    private AnswerFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length < 2) {
            return;
        }
        String text = new String(input, 2, input.length - 2, StandardCharsets.ISO_8859_1);
        int line = Math.max(0, text.indexOf('\n'));
        String value = text.substring(0, line);
        int status = ((input[0] & 0xFF) << 8 | (input[1] & 0xFF)) % 1_000;
        Answer answer = ANSWERS.judge(
                CALL,
                new Received.Response(
                        status,
                        Map.of("retry-after", List.of(value), "etag", List.of(value)),
                        text.substring(line).getBytes(StandardCharsets.ISO_8859_1)));
        Holds.shown(answer.what());
        Holds.shown(answer.toString());
        if (answer instanceof Answer.Success success && success.etag() != null) {
            Holds.that(HeaderValues.isSafe(success.etag()), "A header cannot be sent back");
        }
    }
}
