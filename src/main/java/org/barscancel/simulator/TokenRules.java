package org.barscancel.simulator;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What NHS asks of a signed assertion (R20): said plainly, since that is what developers stumble over most. */
final class TokenRules {
    private static final Duration LONGEST_LIFE = Duration.ofMinutes(5);

    private final Clock clock;
    private final Map<String, JWKSet> clients = new ConcurrentHashMap<>();
    private final Set<String> used = ConcurrentHashMap.newKeySet();

    TokenRules(Clock clock) {
        this.clock = clock;
    }

    /** Why no token is given. */
    static final class NoTokenException extends Exception {
        private static final long serialVersionUID = 1L;

        private final String error;
        private final String description;

        NoTokenException(String error, String description) {
            super(description);
            this.error = error;
            this.description = description;
        }

        String error() {
            return error;
        }

        String description() {
            return description;
        }
    }

    void register(String apiKey, JWKSet keys) {
        clients.put(apiKey, keys);
    }

    /**
     * Checks an assertion.
     *
     * @param assertion the JWT
     * @param endpoint this endpoint's own address, which {@code aud} must be to the letter
     */
    void check(String assertion, String endpoint) throws NoTokenException {
        try {
            SignedJWT jwt = SignedJWT.parse(assertion);
            if (!JWSAlgorithm.RS512.equals(jwt.getHeader().getAlgorithm())) {
                throw request(
                        "Invalid 'alg' header in client_assertion JWT - unsupported JWT algorithm - must be 'RS512'");
            }
            String keyId = jwt.getHeader().getKeyID();
            if (keyId == null) {
                throw request("Missing 'kid' header in client_assertion JWT");
            }
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            JWKSet keys = keys(claims);
            JWK key = keys.getKeyByKeyId(keyId);
            if (key == null) {
                throw request("Invalid 'kid' header in client_assertion JWT - no matching public key");
            }
            if (!jwt.verify(new RSASSAVerifier(key.toRSAKey()))) {
                throw new NoTokenException("public_key error", "JWT signature verification failed");
            }
            checkClaims(claims, endpoint);
        } catch (ParseException | JOSEException | IllegalArgumentException malformed) {
            throw request("Malformed JWT in client_assertion");
        }
    }

    private JWKSet keys(JWTClaimsSet claims) throws NoTokenException {
        String issuer = claims.getIssuer();
        if (issuer == null || !issuer.equals(claims.getSubject())) {
            throw request("Missing or non-matching 'iss'/'sub' claims in client_assertion JWT");
        }
        JWKSet keys = clients.get(issuer);
        if (keys == null) {
            throw new NoTokenException("invalid_request", "Invalid 'iss'/'sub' claims in client_assertion JWT");
        }
        return keys;
    }

    private void checkClaims(JWTClaimsSet claims, String endpoint) throws NoTokenException {
        if (!List.of(endpoint).equals(claims.getAudience())) {
            throw request("Missing or invalid 'aud' claim in client_assertion JWT");
        }
        Date expires = claims.getExpirationTime();
        Instant now = clock.instant();
        if (expires == null) {
            throw request("Missing 'exp' claim in client_assertion JWT");
        }
        if (!expires.toInstant().isAfter(now)) {
            throw request("Invalid 'exp' claim in client_assertion JWT - JWT has expired");
        }
        if (expires.toInstant().isAfter(now.plus(LONGEST_LIFE))) {
            throw request("Invalid 'exp' claim in client_assertion JWT - more than 5 minutes in future");
        }
        String id = claims.getJWTID();
        if (id == null || !used.add(id)) {
            throw request("Missing or non-unique 'jti' claim in client_assertion JWT");
        }
    }

    private static NoTokenException request(String description) {
        return new NoTokenException("invalid_request", description);
    }
}
