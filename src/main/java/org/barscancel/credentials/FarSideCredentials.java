package org.barscancel.credentials;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.barscancel.bars.Credentials;
import org.barscancel.bars.NoCredentialsException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.ClientHttpRequestFactory;

/** An API key, a token, both or none. */
public final class FarSideCredentials implements Credentials {
    private static final String AUTHORIZATION = "Authorization";
    private static final String BEARER = "Bearer ";
    private static final int FORBIDDEN = 403;

    /** Forbidden is mostly what we may not do, and a new token does not change that; an old one may be the cause. */
    private static final Duration OLD_ENOUGH = Duration.ofMinutes(1);

    private final Map<String, String> fixed;
    private final @Nullable Tokens tokens;

    /** No credentials, for a far side that asks for none. */
    public static Credentials none() {
        return new FarSideCredentials(Map.of(), null);
    }

    /**
     * The credentials for one far side.
     *
     * @param fixed headers that are always the same, such as an API key
     * @param client how a token is asked for, when one is needed
     * @param http calls the token endpoint, within its own bounds
     * @param clock tells when a token expires
     */
    public static Credentials of(
            Map<String, String> fixed, @Nullable TokenClient client, ClientHttpRequestFactory http, Clock clock) {
        return new FarSideCredentials(
                fixed, client == null ? null : new Tokens(new OAuthTokenEndpoint(client, http, clock), clock));
    }

    FarSideCredentials(Map<String, String> fixed, @Nullable Tokens tokens) {
        this.fixed = Map.copyOf(fixed);
        this.tokens = tokens;
    }

    @Override
    public Map<String, String> headers() throws NoCredentialsException {
        if (tokens == null) {
            return fixed;
        }
        Map<String, String> headers = new LinkedHashMap<>(fixed);
        headers.put(AUTHORIZATION, BEARER + tokens.current());
        return headers;
    }

    @Override
    public void refused(Map<String, String> sent, int status) {
        String authorization = sent.get(AUTHORIZATION);
        if (tokens != null && authorization != null) {
            tokens.refused(authorization.substring(BEARER.length()), status == FORBIDDEN ? OLD_ENOUGH : Duration.ZERO);
        }
    }

    @Override
    public boolean renewable() {
        return tokens != null;
    }
}
