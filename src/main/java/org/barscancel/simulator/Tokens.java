package org.barscancel.simulator;

import com.nimbusds.jose.jwk.JWKSet;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The tokens the simulator has given, and who may have one. As long as nobody is registered, calls need none. Safe for
 * use by many threads.
 */
public final class Tokens {
    /** How long a token is good: that of the platform. */
    static final Duration LIFE = Duration.ofSeconds(599);

    /** What every token begins with, so that one that lies where it must not is known. */
    public static final String MARK = "simulated-token-";

    private final Clock clock;
    private final TokenRules rules;
    private final Map<String, Instant> given = new ConcurrentHashMap<>();
    private final Map<String, String> secrets = new ConcurrentHashMap<>();
    private volatile boolean asked;

    Tokens(Clock clock) {
        this.clock = clock;
        this.rules = new TokenRules(clock);
    }

    /**
     * Registers a client; from now on calls need a token.
     *
     * @param apiKey {@code iss} and {@code sub} of its assertions
     * @param jwks its public keys as a JSON Web Key Set
     * @throws IllegalArgumentException when that is no JSON Web Key Set
     */
    public void register(String apiKey, String jwks) {
        try {
            rules.register(apiKey, JWKSet.parse(jwks));
            asked = true;
        } catch (ParseException malformed) {
            throw new IllegalArgumentException("Not a JSON Web Key Set: " + malformed.getMessage(), malformed);
        }
    }

    /**
     * Registers a client that proves itself by a secret, as other platforms have it; from now on calls need a token.
     *
     * @param clientId made of what needs no encoding in a URL, and so the secret
     * @param secret shown by HTTP Basic
     */
    public void registerSecret(String clientId, String secret) {
        secrets.put(clientId, secret);
        asked = true;
    }

    /** All tokens that were given are refused from now on. */
    public void revoke() {
        given.clear();
    }

    /** How many tokens are good now. */
    public int good() {
        Instant now = clock.instant();
        return (int) given.values().stream().filter(now::isBefore).count();
    }

    String give(String assertion, String endpoint) throws TokenRules.NoTokenException {
        rules.check(assertion, endpoint);
        return give();
    }

    /** By what stands after {@code Basic} in the header {@code Authorization}. */
    String giveForSecret(String basic) throws TokenRules.NoTokenException {
        String shown = new String(Base64.getDecoder().decode(basic), StandardCharsets.UTF_8);
        if (secrets.entrySet().stream().noneMatch(known -> shown.equals(known.getKey() + ":" + known.getValue()))) {
            throw new TokenRules.NoTokenException("invalid_client", "Client authentication failed");
        }
        return give();
    }

    private String give() {
        String token = MARK + UUID.randomUUID();
        given.put(token, clock.instant().plus(LIFE));
        return token;
    }

    /** Whether a call may pass. */
    boolean accepts(RecordedCall call) {
        if (!asked) {
            return true;
        }
        Instant until = call.header("Authorization")
                .filter(value -> value.startsWith("Bearer "))
                .map(value -> given.get(value.substring("Bearer ".length())))
                .orElse(null);
        return until != null && clock.instant().isBefore(until);
    }
}
