package org.barscancel.access;

import jakarta.servlet.http.HttpServletRequest;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;

/**
 * Finds the one credential that counts for a call: its bearer token or API key, else the client certificate, which may be
 * that of a gateway that hands calls on.
 */
final class ShownCredentials implements AuthenticationConverter {
    private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

    private final BearerTokenResolver tokens = new DefaultBearerTokenResolver();
    private final boolean certificates;

    /** @param certificates whether callers are known by their certificates */
    ShownCredentials(boolean certificates) {
        this.certificates = certificates;
    }

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        String token = tokens.resolve(request);
        List<String> keys = Collections.list(request.getHeaders(ApiKeys.HEADER));
        if (keys.size() + (token == null ? 0 : 1) > 1) {
            throw new BadCredentialsException("The call shows more than one credential.");
        }
        if (token != null) {
            return new BearerTokenAuthenticationToken(token);
        }
        if (!keys.isEmpty()) {
            return UsernamePasswordAuthenticationToken.unauthenticated(ApiKeys.HEADER, keys.get(0));
        }
        return certificates && request.getAttribute(CERTIFICATES) instanceof X509Certificate[] chain && chain.length > 0
                ? new PreAuthenticatedAuthenticationToken(chain[0], "")
                : null;
    }
}
