package org.barscancel.atrest;

import java.util.Base64;
import java.util.List;

/** Keys of tests, each of one byte repeated. */
public final class KeysGiven {
    public static final SealedFiles NO_FILES = new SealedFiles(AtRestKeys.none());
    public static final SealedTexts NO_TEXTS = new SealedTexts(AtRestKeys.none());

    private KeysGiven() {}

    /** As in {@code bars.at-rest.keys}. */
    public static String line(String id, int filling) {
        byte[] key = new byte[32];
        java.util.Arrays.fill(key, (byte) filling);
        return id + ":" + Base64.getEncoder().encodeToString(key);
    }

    /** The first one encrypts. */
    public static AtRestKeys of(String... lines) {
        return AtRestKeys.of(List.of(lines), true);
    }
}
