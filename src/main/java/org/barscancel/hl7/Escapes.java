package org.barscancel.hl7;

import ca.uhn.hl7v2.parser.EncodingCharacters;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Undoes the escapes of a value that is split already. HAPI's own drops an escape character that starts no sequence, which
 * makes another id of {@code A\B}, and keeps {@code \X0A\} and {@code \.br\}; here what is unknown stays as it is.
 */
final class Escapes {
    private Escapes() {}

    static String undo(String text, EncodingCharacters separators, Charset charset) {
        char escape = separators.getEscapeCharacter();
        StringBuilder undone = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            int open = text.indexOf(escape, at);
            int close = open < 0 ? -1 : text.indexOf(escape, open + 1);
            if (close < 0) {
                break;
            }
            undone.append(text, at, open);
            String meant = meant(text.substring(open + 1, close), separators, charset);
            undone.append(meant == null ? String.valueOf(escape) : meant);
            at = meant == null ? open + 1 : close + 1;
        }
        return undone.append(text, at, text.length()).toString();
    }

    private static @Nullable String meant(String code, EncodingCharacters separators, Charset charset) {
        return switch (code) {
            case "F" -> String.valueOf(separators.getFieldSeparator());
            case "S" -> String.valueOf(separators.getComponentSeparator());
            case "T" -> String.valueOf(separators.getSubcomponentSeparator());
            case "R" -> String.valueOf(separators.getRepetitionSeparator());
            case "E" -> String.valueOf(separators.getEscapeCharacter());
            case "H", "N" -> "";
            case ".br", ".sp", ".ce" -> "\n";
            default -> code.startsWith("X") ? hexadecimal(code.substring(1), charset) : null;
        };
    }

    private static @Nullable String hexadecimal(String digits, Charset charset) {
        try {
            byte[] bytes = HexFormat.of().parseHex(digits);
            return bytes.length == 0
                    ? null
                    : charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (IllegalArgumentException | CharacterCodingException unknown) {
            return null;
        }
    }
}
