package org.barscancel.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the names of a batch's files begin with.
 *
 * @param text as it is written
 * @param key equal for names that some file systems take for the same; short enough for every index
 */
record ResultName(String text, String key) {
    static ResultName of(@Nullable String home, @Nullable String requester, String text) {
        String path = (home == null ? "" : home + ":") + (requester == null ? "" : requester) + "/" + text;
        return new ResultName(text, sha256(path.toLowerCase(Locale.ROOT)));
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
