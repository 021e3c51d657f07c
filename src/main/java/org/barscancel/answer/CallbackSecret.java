package org.barscancel.answer;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key that shows a receiver who calls it, and when. The signature is that of Standard Webhooks, so that a receiver can
 * verify it with a library: HMAC-SHA256 over id, time and body.
 */
public final class CallbackSecret {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "whsec_";
    private static final int SHORTEST = 24;

    private final SecretKeySpec key;

    private CallbackSecret(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /**
     * Reads a secret.
     *
     * @param text {@code whsec_} and base64, or else the key itself; 24 bytes at least
     * @throws IllegalArgumentException when it is none; the text is not repeated
     */
    public static CallbackSecret parse(String text) {
        byte[] key = text.startsWith(PREFIX) ? decoded(text) : text.getBytes(StandardCharsets.UTF_8);
        if (key.length < SHORTEST) {
            throw new IllegalArgumentException("must be a key of at least " + SHORTEST + " bytes");
        }
        return new CallbackSecret(key);
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getDecoder().decode(text.substring(PREFIX.length()));
        } catch (IllegalArgumentException quotesTheText) {
            throw new IllegalArgumentException("must be base64 after " + PREFIX);
        }
    }

    /**
     * The value of {@code webhook-signature}: one signature by each secret, the newest first.
     *
     * @param secrets the secrets that receivers may know at present
     * @param deliveryId {@code webhook-id}
     * @param at {@code webhook-timestamp}, to the second
     * @param body the body
     */
    public static String signatures(List<CallbackSecret> secrets, UUID deliveryId, Instant at, byte[] body) {
        return secrets.stream()
                .map(secret -> "v1," + secret.sign(deliveryId + "." + at.getEpochSecond() + ".", body))
                .collect(Collectors.joining(" "));
    }

    String sign(String before, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(before.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Every Java runtime has " + ALGORITHM, e);
        }
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "CallbackSecret";
    }
}
