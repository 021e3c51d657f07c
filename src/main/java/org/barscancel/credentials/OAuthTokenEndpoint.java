package org.barscancel.credentials;

import com.nimbusds.jose.jwk.JWK;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.barscancel.bars.NoCredentialsException;
import org.barscancel.bars.TlsRefusedException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.endpoint.NimbusJwtClientAuthenticationParametersConverter;
import org.springframework.security.oauth2.client.endpoint.OAuth2ClientCredentialsGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientClientCredentialsTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * Asks an OAuth 2 token endpoint by client credentials: with a secret, or with a signed assertion as NHS wants it
 * (R20). Spring Security makes request and assertion; this says what is NHS's own, and turns a refusal into words that
 * help whoever must mend it.
 */
final class OAuthTokenEndpoint implements TokenEndpoint {
    /** NHS takes no assertion that is good for longer than five minutes; the rest is for clocks that differ. */
    private static final Duration ASSERTION_LIFE = Duration.ofMinutes(4);

    /** Of a token whose answer does not say how long it is good. */
    private static final Duration SHORTEST_LIFE = Duration.ofMinutes(1);

    private static final int MOST_OF_THEIR_TEXT = 300;

    /** Longer headers are refused by most servers. */
    private static final int LONGEST_TOKEN = 8 * 1024;

    /** Spring's word for an answer that is no token and no refusal. */
    private static final String INVALID_ANSWER = "invalid_token_response";

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int REQUEST_TIMEOUT = 408;

    private final TokenClient settings;
    private final Clock clock;
    private final ClientRegistration registration;
    private final RestClientClientCredentialsTokenResponseClient client;
    private @Nullable JWK key;

    OAuthTokenEndpoint(TokenClient settings, ClientHttpRequestFactory http, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.registration = registration(settings);
        this.client = new RestClientClientCredentialsTokenResponseClient();
        client.setRestClient(RestClient.builder()
                .requestFactory(http)
                .messageConverters(converters -> {
                    converters.clear();
                    converters.add(new FormHttpMessageConverter());
                    converters.add(new OAuth2AccessTokenResponseHttpMessageConverter());
                })
                .defaultStatusHandler(OAuthTokenEndpoint::passes, (request, response) -> {
                    throw new HttpServerErrorException(response.getStatusCode());
                })
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build());
        TokenClient.Signing signing = settings.signing();
        if (signing != null) {
            client.addParametersConverter(assertion(signing));
            // R20 names three parameters; who asks stands in the assertion.
            client.setParametersCustomizer(parameters -> parameters.remove(OAuth2ParameterNames.CLIENT_ID));
        }
    }

    /** Of one thread at a time. */
    @Override
    public Token get() throws NoCredentialsException {
        Instant now = clock.instant();
        try {
            if (settings.signing() != null) {
                key = SigningKey.read(settings.signing());
            }
            OAuth2AccessToken token = client.getTokenResponse(new OAuth2ClientCredentialsGrantRequest(registration))
                    .getAccessToken();
            requireSendable(token.getTokenValue());
            Instant until = token.getExpiresAt();
            return new Token(
                    token.getTokenValue(),
                    now,
                    until == null || until.isBefore(now.plusSeconds(1)) ? now.plus(SHORTEST_LIFE) : until);
        } catch (OAuth2AuthorizationException refused) {
            throw explained(refused);
        }
    }

    private NimbusJwtClientAuthenticationParametersConverter<OAuth2ClientCredentialsGrantRequest> assertion(
            TokenClient.Signing signing) {
        NimbusJwtClientAuthenticationParametersConverter<OAuth2ClientCredentialsGrantRequest> assertion =
                new NimbusJwtClientAuthenticationParametersConverter<>(one -> key);
        assertion.setJwtClientAssertionCustomizer(context -> context.getClaims()
                .audience(List.of(signing.audience()))
                .issuedAt(clock.instant())
                .expiresAt(clock.instant().plus(ASSERTION_LIFE)));
        return assertion;
    }

    private static ClientRegistration registration(TokenClient settings) {
        ClientAuthenticationMethod method = settings.signing() != null
                ? ClientAuthenticationMethod.PRIVATE_KEY_JWT
                : ClientAuthenticationMethod.CLIENT_SECRET_BASIC;
        return ClientRegistration.withRegistrationId("far-side")
                .tokenUri(settings.url().toString())
                .clientId(settings.clientId())
                .clientSecret(settings.clientSecret())
                .clientAuthenticationMethod(method)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .scope(settings.scope())
                .build();
    }

    /** Each call carries it in a header: a line break in it would begin another one. */
    private void requireSendable(String token) throws NoCredentialsException {
        if (token.length() > LONGEST_TOKEN || !token.chars().allMatch(c -> c > ' ' && c <= '~')) {
            throw new NoCredentialsException(
                    "no token: " + settings.url() + " answers with what cannot be one (more than " + LONGEST_TOKEN
                            + " characters, or others than may stand in a header)",
                    false);
        }
    }

    /** Whether the same question may be answered later. */
    private static boolean passes(HttpStatusCode status) {
        return status.is5xxServerError() || status.value() == TOO_MANY_REQUESTS || status.value() == REQUEST_TIMEOUT;
    }

    private NoCredentialsException explained(OAuth2AuthorizationException failure) {
        if (failure.getCause() instanceof HttpServerErrorException down) {
            return new NoCredentialsException(
                    "no token: " + settings.url() + " answers HTTP "
                            + down.getStatusCode().value(),
                    false);
        }
        if (failure.getCause() instanceof ResourceAccessException unreachable) {
            Throwable why = unreachable.getMostSpecificCause();
            if (unreachable.getCause() instanceof TlsRefusedException untrusted) {
                return new NoCredentialsException("no token: " + untrusted.why(), false);
            }
            return new NoCredentialsException(
                    "no token: " + settings.url() + " cannot be reached, or does not answer within its bounds ("
                            + why.getClass().getSimpleName() + ")",
                    false);
        }
        if (failure.getCause() instanceof RestClientException
                || INVALID_ANSWER.equals(failure.getError().getErrorCode())) {
            return new NoCredentialsException(
                    "no token: " + settings.url()
                            + " answers, and not as a token endpoint does (a redirect, a page, or JSON without a token);"
                            + " something may stand in between",
                    false);
        }
        OAuth2Error error = failure.getError();
        String theirs = error.getErrorCode() + (error.getDescription() == null ? "" : ": " + error.getDescription());
        return new NoCredentialsException(
                "no token: " + settings.url() + " refuses it (" + bounded(withoutSecret(theirs)) + "); " + sent(),
                true);
    }

    /** What was sent, so that it can be compared with what was registered; nothing secret. */
    private String sent() {
        TokenClient.Signing signing = settings.signing();
        String who = TokenClient.shown(settings.clientId());
        if (signing == null) {
            return "sent was client id " + who + " with its secret";
        }
        return "sent was iss and sub " + who + " (both must be the API key that was registered), aud "
                + signing.audience()
                + " (must be the token endpoint to the letter), kid " + signing.keyId()
                + " (must be in the JWKS that was registered), alg " + signing.algorithm() + ", exp in "
                + ASSERTION_LIFE.toMinutes() + " minutes by this machine's clock, " + clock.instant();
    }

    /** An endpoint may quote what it was sent. */
    private String withoutSecret(String text) {
        String secret = settings.clientSecret();
        return secret == null || secret.isEmpty() ? text : text.replace(secret, "…");
    }

    /** The endpoint's own text is not ours: one line of it, and not too long. */
    private static String bounded(String text) {
        String line = text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ").strip();
        return line.length() > MOST_OF_THEIR_TEXT ? line.substring(0, MOST_OF_THEIR_TEXT) + "…" : line;
    }
}
