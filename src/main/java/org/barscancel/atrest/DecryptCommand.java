package org.barscancel.atrest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code decrypt <key>... <file>}: prints an archived file, or the text of a message that was saved to a file, for an
 * operator who may read the key.
 */
public final class DecryptCommand {
    private DecryptCommand() {}

    /**
     * Runs the command.
     *
     * @param keys as in {@code bars.at-rest.keys}, in any order
     * @param file what is encrypted
     * @param out where the content goes, byte for byte
     * @param error where it is said what is wrong
     * @return 0, or 2 when it was not decrypted to its end: what was printed until then is not all of it
     */
    public static int run(List<String> keys, Path file, PrintStream out, PrintStream error) {
        try {
            print(AtRestKeys.of(keys, false), file, out);
            return 0;
        } catch (IllegalArgumentException unfit) {
            error.println("Not decrypted: " + unfit.getMessage());
        } catch (SealedException sealed) {
            error.println("Not decrypted: " + sealed.getMessage());
        } catch (IOException failed) {
            error.println("Not decrypted, or not to its end: " + failed);
        }
        return 2;
    }

    private static void print(AtRestKeys keys, Path file, PrintStream out) throws IOException {
        try (InputStream in = new SealedFiles(keys).openAny(file)) {
            byte[] start = in.readNBytes(SealHeader.MOST_CHARACTERS);
            String text = new String(start, StandardCharsets.UTF_8);
            if (SealHeader.of(text).isEmpty()) {
                out.write(start);
                in.transferTo(out);
            } else {
                ByteArrayOutputStream message = new ByteArrayOutputStream();
                message.write(start);
                in.transferTo(message);
                out.write(new SealedTexts(keys)
                        .open(message.toString(StandardCharsets.UTF_8))
                        .getBytes(StandardCharsets.UTF_8));
            }
            out.flush();
        }
    }
}
