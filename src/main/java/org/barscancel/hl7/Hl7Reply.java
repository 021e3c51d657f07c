package org.barscancel.hl7;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the receiver of a message of ours acknowledged. */
public enum Hl7Reply {
    /** AA or CA: it has the message. */
    ACCEPTED,
    /** AE or CE: it could not take it; send it again. */
    FAILED,
    /** AR or CR: it will not take it, however often it is sent. */
    REFUSED,
    /** What came is no acknowledgement of that message. */
    NONE;

    /**
     * Reads an acknowledgement.
     *
     * @param frame what stood in MLLP's frame, one character for each byte
     * @param controlId MSH-10 of the message that was sent
     */
    public static Hl7Reply of(String frame, String controlId) {
        String text = frame.strip();
        if (!text.startsWith("MSH")) {
            return NONE;
        }
        Hl7Header header = Hl7Header.reread(text.split("[\\r\\n]", 2)[0]);
        if (header == Hl7Header.UNKNOWN) {
            return NONE;
        }
        List<Segment> acknowledgements = Segments.of(text, header.encoding(), StandardCharsets.ISO_8859_1)
                .all("MSA");
        if (acknowledgements.size() != 1
                || !controlId.equals(acknowledgements.get(0).value(2, 1))) {
            return NONE;
        }
        String code = acknowledgements.get(0).value(1, 1);
        return switch (code == null ? "" : code) {
            case "AA", "CA" -> ACCEPTED;
            case "AE", "CE" -> FAILED;
            case "AR", "CR" -> REFUSED;
            default -> NONE;
        };
    }
}
