package org.barscancel.ledger;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.barscancel.request.NhsNumber;

/**
 * Turns NHS numbers into values that can be searched for exactly but not turned back: HMAC-SHA256 with a key. Without
 * a key the thousand million numbers there can be would be tried in minutes. Safe for use by several threads.
 */
public final class NhsNumberHash {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKey key;

    /**
     * @param key as {@link NhsHashKey} gives it; another key gives other hashes
     * @throws IllegalArgumentException when the key is empty
     */
    public NhsNumberHash(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** The number's hash: 64 lower-case hexadecimal digits. */
    public String of(NhsNumber number) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(number.value().getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }
}
