package org.barscancel.access;

import java.util.Optional;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.AuthenticationException;

/**
 * Whether and how a person signs in to the console.
 *
 * @param asked whether credentials are asked for at all
 * @param keys the API keys that are known
 */
public record SignIn(boolean asked, ApiKeys keys) {
    /** Whose key it is; empty when it is nobody's. */
    public Optional<Caller> caller(String key) {
        try {
            return keys.authenticate(UsernamePasswordAuthenticationToken.unauthenticated(ApiKeys.HEADER, key))
                            instanceof KnownCaller known
                    ? Optional.of(known.caller())
                    : Optional.empty();
        } catch (AuthenticationException unknown) {
            return Optional.empty();
        }
    }
}
