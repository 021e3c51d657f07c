package org.barscancel.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import org.barscancel.atrest.OwnerOnly;
import org.jspecify.annotations.Nullable;

/** Where the key of {@link NhsNumberHash} comes from. */
public final class NhsHashKey {
    private static final int KEY_BYTES = 32;
    private static final int FEWEST_BYTES = 16;

    private NhsHashKey() {}

    /**
     * The configured key; without one, a random key of 32 bytes that is made once and kept in a file as Base64,
     * readable by its owner only. Several instances on one database must be configured with the same key.
     *
     * @param file where the key is kept when none is configured
     * @param configured Base64, or else any text of at least 16 bytes; null or blank when not configured
     * @throws IllegalArgumentException when the configured key is too short to be one
     * @throws IllegalStateException when the file holds no key: another one would hide all that was stored with it
     * @throws IOException when the file cannot be read or written
     */
    public static byte[] loadOrCreate(Path file, @Nullable String configured) throws IOException {
        if (configured != null && !configured.isBlank()) {
            byte[] key = decode(configured.strip());
            if (key.length < FEWEST_BYTES) {
                throw new IllegalArgumentException("bars.ledger.hash-key is shorter than 16 bytes");
            }
            return key;
        }
        if (!Files.exists(file)) {
            create(file);
        }
        return read(file);
    }

    private static byte[] decode(String text) {
        try {
            byte[] decoded = Base64.getDecoder().decode(text);
            if (decoded.length >= FEWEST_BYTES) {
                return decoded;
            }
        } catch (IllegalArgumentException e) {
            // Not Base64, so it is meant as text.
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] read(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
        try {
            byte[] key = Base64.getDecoder().decode(text);
            if (key.length >= FEWEST_BYTES) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            // Told below; the decoder's own message would quote the key.
        }
        throw new IllegalStateException("The file " + file + " holds no key; restore it from a backup");
    }

    /** Another instance may do the same at the same time: the first link wins, and both read what it holds. */
    private static void create(Path file) throws IOException {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Path hidden = file.resolveSibling("." + UUID.randomUUID() + ".tmp");
        try {
            OwnerOnly.write(hidden, Base64.getEncoder().encode(key));
            publish(hidden, file);
        } finally {
            Files.deleteIfExists(hidden);
        }
    }

    private static void publish(Path hidden, Path file) throws IOException {
        try {
            Files.createLink(file, hidden);
        } catch (FileAlreadyExistsException e) {
            // Another instance was first.
        } catch (UnsupportedOperationException e) {
            Files.move(hidden, file);
        }
    }
}
