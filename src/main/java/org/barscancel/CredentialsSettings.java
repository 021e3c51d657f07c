package org.barscancel;

import static org.barscancel.BarsSettings.blankToNull;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Pattern;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who we are to a far side (R20). Any combination; none of it by default.
 *
 * @param apiKey a header that is always the same
 * @param token a bearer token from an OAuth 2 token endpoint
 * @param sslBundle bundle below {@code spring.ssl.bundle}: whom we trust, and our certificate when it asks for one
 * @param checkRevocation whether its certificate is refused when it is revoked, or when nobody says that it is not (OCSP, CRL)
 */
public record CredentialsSettings(
        @Nullable @Valid ApiKey apiKey,
        @Nullable @Valid Token token,
        @Nullable String sslBundle,
        boolean checkRevocation) {
    /** An empty setting is an absent one. */
    public CredentialsSettings {
        sslBundle = blankToNull(sslBundle);
    }

    /** Whether nothing is set. */
    public boolean isNothing() {
        return sslBundle == null
                && !checkRevocation
                && (apiKey == null || apiKey.value() == null)
                && (token == null || token.url() == null);
    }

    /**
     * A header that is always the same.
     *
     * @param header its name; absent = {@code apikey}
     * @param value the key; sent when set
     */
    public record ApiKey(
            @Nullable @Pattern(regexp = "[A-Za-z0-9-]+", message = "must be the name of a header") String header,
            @Nullable String value) {
        /** An empty setting is an absent one. */
        public ApiKey {
            header = blankToNull(header);
            value = blankToNull(value);
        }

        /** Without the key. */
        @Override
        public String toString() {
            return "ApiKey[header=" + header + "]";
        }
    }

    /**
     * A token by client credentials; by a secret, or by a signed assertion (NHS signed JWT).
     *
     * @param url the token endpoint; a token is asked for when set
     * @param clientId who asks; {@code iss} and {@code sub} of an assertion: at NHS the API key
     * @param clientSecret the secret, when that proves who asks
     * @param privateKey the key that signs: a PEM or PKCS#12 file, or the PEM text itself; read anew for each token
     * @param privateKeyPassword opens it, when it is locked
     * @param keyId {@code kid}: the key's name in the JWKS that was registered
     * @param algorithm how it signs; absent = {@code RS512}
     * @param audience {@code aud}; absent = the token endpoint to the letter
     * @param scope what is asked for
     */
    public record Token(
            @Nullable @Pattern(regexp = "https?://.+", message = "must be an http or https address") String url,
            @Nullable String clientId,
            @Nullable String clientSecret,
            @Nullable String privateKey,
            @Nullable String privateKeyPassword,
            @Nullable String keyId,
            @Nullable @Pattern(regexp = "(RS|PS)(256|384|512)", message = "must be RS256 to RS512 or PS256 to PS512")
                    String algorithm,
            @Nullable String audience,
            @Nullable Set<String> scope) {
        /** An empty setting is an absent one. */
        public Token {
            url = blankToNull(url);
            clientId = blankToNull(clientId);
            clientSecret = blankToNull(clientSecret);
            privateKey = blankToNull(privateKey);
            privateKeyPassword = blankToNull(privateKeyPassword);
            keyId = blankToNull(keyId);
            algorithm = blankToNull(algorithm);
            audience = blankToNull(audience);
        }

        /** Whether everything is there that is needed for a token, and nothing twice. */
        @AssertTrue(message = "needs client-id, and either client-secret or private-key with key-id")
        public boolean isWhole() {
            boolean secret = clientSecret != null && privateKey == null;
            boolean signed = clientSecret == null && privateKey != null && keyId != null;
            return url == null || (clientId != null && (secret || signed));
        }

        /** Without secret and key. */
        @Override
        public String toString() {
            return "Token[url=" + url + "]";
        }
    }
}
