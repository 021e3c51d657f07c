package org.barscancel.atrest;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;

/** Encrypts texts, such as those of messages: AES-GCM with a random nonce, in Base64 behind a {@link SealHeader}. */
public final class SealedTexts {
    private final AtRestKeys keys;

    /** Sets it up with these keys. */
    public SealedTexts(AtRestKeys keys) {
        this.keys = keys;
    }

    /** Whether {@link #seal} encrypts. */
    public boolean encrypts() {
        return keys.current().isPresent();
    }

    /** Whether a text is encrypted, by whatever key. */
    public static boolean isSealed(String text) {
        return SealHeader.of(text).isPresent();
    }

    /**
     * Encrypts a text.
     *
     * @param kind what it is; small letters and hyphens
     * @return the text as it is when no key encrypts
     */
    public String seal(String kind, String text) {
        Optional<AtRestKey> key = keys.currentKey();
        return key.isEmpty() ? text : seal(key.get(), kind, text);
    }

    private static String seal(AtRestKey key, String kind, String text) {
        SealHeader header = new SealHeader(kind, key.id());
        try {
            byte[] sealed = key.texts().encrypt(text.getBytes(StandardCharsets.UTF_8), header.bytes());
            return header + Base64.getEncoder().encodeToString(sealed);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("A text cannot be encrypted", impossible);
        }
    }

    /**
     * Decrypts a text of that kind; one that is not encrypted is given back as it is.
     *
     * @throws SealedException when it is encrypted and cannot be read, or is of another kind
     */
    public String open(String kind, String text) throws SealedException {
        Optional<SealHeader> header = SealHeader.of(text);
        if (header.isEmpty()) {
            return text;
        }
        if (!header.get().kind().equals(kind)) {
            throw new SealedException("It was encrypted as '" + header.get().kind() + "' and not as '" + kind + "'");
        }
        return open(header.get(), text);
    }

    /**
     * The same for a text of any kind, which nothing is to be done with but to look at it.
     *
     * @throws SealedException when it is encrypted and cannot be read
     */
    public String open(String text) throws SealedException {
        Optional<SealHeader> header = SealHeader.of(text);
        return header.isEmpty() ? text : open(header.get(), text);
    }

    private String open(SealHeader header, String text) throws SealedException {
        AtRestKey key = keys.named(header);
        try {
            byte[] sealed = Base64.getDecoder()
                    .decode(text.substring(header.toString().length()).strip());
            return new String(key.texts().decrypt(sealed, header.bytes()), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException broken) {
            throw new SealedException("It was changed since, or encrypted with another key than the one that is named '"
                    + header.keyId() + "' here");
        }
    }
}
