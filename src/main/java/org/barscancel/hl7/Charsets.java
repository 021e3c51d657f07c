package org.barscancel.hl7;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.barscancel.problem.ProblemCode;

/** The character sets that MSH-18 may name (HL7 table 0211), as far as they leave ASCII as it is. */
final class Charsets {
    private static final Map<String, String> OTHERS = Map.of(
            "ASCII", "US-ASCII",
            "ISO IR6", "US-ASCII",
            "UNICODE", "UTF-8",
            "UNICODE UTF-8", "UTF-8",
            "UTF-8", "UTF-8");

    private Charsets() {}

    /** @param name the first value of MSH-18; empty when there is none */
    static Charset of(String name, Charset ofTheFeed) throws Refused {
        if (name.isBlank() || name.strip().equals("\"\"")) {
            return ofTheFeed;
        }
        String known = name.strip().matches("8859/([1-9]|15)")
                ? "ISO-" + name.strip().replace('/', '-')
                : OTHERS.get(name.strip());
        if (known == null) {
            throw new Refused(
                    ProblemCode.UNSUPPORTED_FORMAT,
                    "MSH-18: this character set is not read; UNICODE UTF-8, ASCII and 8859/1 to 8859/9 and 8859/15 are.");
        }
        return Charset.forName(known);
    }

    /** @param bytes one character for each byte */
    static String decode(String bytes, Charset charset) throws Refused {
        try {
            return charset.newDecoder()
                    .decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Refused(
                    ProblemCode.MALFORMED, "MSH-18: the message is not in its character set, " + charset.name() + ".");
        }
    }

    /** Whether text in it can be cut at line ends and separators before it is decoded. */
    static boolean keepsAscii(Charset charset) {
        if (!charset.canEncode()) {
            return false;
        }
        StringBuilder ascii = new StringBuilder();
        for (char c = 0; c < 128; c++) {
            ascii.append(c);
        }
        byte[] bytes = ascii.toString().getBytes(charset);
        return new String(bytes, StandardCharsets.ISO_8859_1).contentEquals(ascii);
    }
}
