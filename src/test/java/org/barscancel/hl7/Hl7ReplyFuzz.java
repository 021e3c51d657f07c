package org.barscancel.hl7;

import java.nio.charset.StandardCharsets;
import org.barscancel.fuzz.Holds;

/** What the receiver of a message of ours answers by MLLP. */
public final class Hl7ReplyFuzz {
    private Hl7ReplyFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String frame = new String(input, StandardCharsets.ISO_8859_1);
        Hl7Reply reply = Hl7Reply.of(frame, "M-17");

        Holds.that(reply == Hl7Reply.NONE || frame.contains("M-17"), "Something else was taken for an acknowledgement");
    }
}
