package org.barscancel.credentials;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a token is asked for.
 *
 * @param url the token endpoint
 * @param clientId who asks: of a signed assertion both {@code iss} and {@code sub}, the API key at NHS
 * @param clientSecret the secret, when one proves who asks
 * @param signing the key, when a signed assertion proves it
 * @param scope what is asked for; may be empty
 */
public record TokenClient(
        URI url, String clientId, @Nullable String clientSecret, @Nullable Signing signing, Set<String> scope) {
    /**
     * How an assertion is signed.
     *
     * @param key where the key is: a PEM or PKCS#12 file, or the PEM text itself; read anew for each token
     * @param keyPassword opens it, when it is locked
     * @param keyId {@code kid}: the key's name in the JWKS that was registered
     * @param algorithm such as {@code RS512}
     * @param audience {@code aud}: the token endpoint to the letter, unless the endpoint wants another
     */
    public record Signing(String key, @Nullable String keyPassword, String keyId, String algorithm, String audience) {
        /** Without the key (R23). */
        @Override
        public String toString() {
            return "Signing[keyId=" + keyId + ", algorithm=" + algorithm + ", audience=" + audience + "]";
        }
    }

    /** Without the secret (R23). */
    @Override
    public String toString() {
        return "TokenClient[url=" + url + ", clientId=" + shown(clientId) + ", signing=" + signing + "]";
    }

    /** As much of an id as a person needs to know it again: at NHS it is the API key. */
    static String shown(String id) {
        int part = Math.min(4, id.length() / 4);
        return id.substring(0, part) + "…" + id.substring(id.length() - part);
    }
}
