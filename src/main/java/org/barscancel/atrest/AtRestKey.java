package org.barscancel.atrest;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.Hkdf;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One key of 256 bits by its name, as the two ciphers that are derived from it: AES-GCM for texts, and AES-GCM part by part
 * for files. Each has a key of its own (HKDF), since one key must not serve two purposes.
 */
record AtRestKey(String id, Aead texts, StreamingAead files) {
    static final int BYTES = 32;
    static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private static final Pattern LINE = Pattern.compile("(" + ID + "):([A-Za-z0-9+/]{43}=)");
    private static final String MAC = "HMACSHA256";
    private static final int PART_BYTES = 1 << 16;

    /**
     * Reads a key.
     *
     * @param entry {@code <id>:<Base64 of 32 bytes>}, or the path of a file that holds this and no more
     * @throws IllegalArgumentException when it is neither; the message does not show it, as it may be a key
     */
    static AtRestKey read(String entry) {
        Matcher given = LINE.matcher(entry.strip());
        if (given.matches()) {
            return of(given.group(1), given.group(2));
        }
        Path file = file(entry.strip());
        try {
            Matcher kept = LINE.matcher(
                    Files.readString(file, StandardCharsets.ISO_8859_1).strip());
            if (kept.matches()) {
                return of(kept.group(1), kept.group(2));
            }
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                    "the key file " + file + " cannot be read ("
                            + unreadable.getClass().getSimpleName() + ")",
                    unreadable);
        }
        throw new IllegalArgumentException("the file " + file + " holds no key: one line, <id>:<Base64 of 32 bytes>");
    }

    /** The line that stands for a key. */
    static String line(String id, byte[] key) {
        return id + ":" + Base64.getEncoder().encodeToString(key);
    }

    /** The file that an entry names; empty for a key itself. */
    static boolean isFile(String entry) {
        return !LINE.matcher(entry.strip()).matches();
    }

    private static Path file(String entry) {
        // What looks like a key with a slip of the pen is no file's name, and not to be shown.
        if (entry.matches("[^:/\\\\]*:[A-Za-z0-9+/=_-]{32,}")) {
            throw new IllegalArgumentException("a key is not of 32 bytes in Base64 (44 characters) after <id>:");
        }
        try {
            return Path.of(entry);
        } catch (InvalidPathException none) {
            throw new IllegalArgumentException("an entry is neither a key nor a file's name");
        }
    }

    private static AtRestKey of(String id, String base64) {
        byte[] key = Base64.getDecoder().decode(base64);
        try {
            return new AtRestKey(
                    id,
                    new AesGcmJce(derived(key, "texts")),
                    new AesGcmHkdfStreaming(derived(key, "files"), MAC, BYTES, PART_BYTES, 0));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java platform has no AES-GCM", e);
        }
    }

    private static byte[] derived(byte[] key, String purpose) throws GeneralSecurityException {
        return Hkdf.computeHkdf(
                MAC, key, new byte[0], ("bars-cancel " + purpose).getBytes(StandardCharsets.US_ASCII), BYTES);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "AtRestKey[" + id + "]";
    }
}
