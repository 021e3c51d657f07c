package org.barscancel.audit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Seals records with HMAC-SHA-256: who has not the key can neither change one nor write one. */
public final class AuditKey {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int FEWEST_BYTES = 16;

    private final SecretKeySpec key;

    /**
     * Takes a key.
     *
     * @throws IllegalArgumentException when it has fewer than 16 bytes
     */
    public AuditKey(byte[] key) {
        if (key.length < FEWEST_BYTES) {
            throw new IllegalArgumentException("The key of the audit trail is shorter than 16 bytes");
        }
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /**
     * A key as it is configured or lies in its file.
     *
     * @param text Base64 of at least 16 bytes, or else any text of at least 16 bytes
     * @throws IllegalArgumentException when it is shorter
     */
    public static AuditKey of(String text) {
        byte[] plain = text.strip().getBytes(StandardCharsets.UTF_8);
        try {
            byte[] decoded = Base64.getDecoder().decode(plain);
            return new AuditKey(decoded.length < FEWEST_BYTES ? plain : decoded);
        } catch (IllegalArgumentException notBase64) {
            return new AuditKey(plain);
        }
    }

    /** The seal of a text, in hexadecimal digits. */
    String seal(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JVM has no " + ALGORITHM, e);
        }
    }
}
