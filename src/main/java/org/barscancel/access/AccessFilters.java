package org.barscancel.access;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.access.ExceptionTranslationFilter;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AuthenticationFilter;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Spring Security's filters for an interface of machines: each call shows its credential. There are no sessions and no
 * cookies, so there is nothing that a page of another site could ride on; but for the console, whose session counts for its
 * own pages only ({@link SignedIn}) and whose forms carry a token ({@link FormGuard}).
 */
public final class AccessFilters {
    private AccessFilters() {}

    /**
     * Puts the filters together.
     *
     * @param providers know what credentials are right
     * @param certificates whether client certificates are among them
     * @param denials answers those who are not let in
     * @param clock tells when a session is too old
     */
    public static Filter of(
            List<AuthenticationProvider> providers, boolean certificates, Denials denials, Clock clock) {
        AuthenticationEntryPoint unknown =
                (request, response, failure) -> denials.answer(request, response, Denial.of(failure));
        AuthenticationFilter credentials =
                new AuthenticationFilter(new ProviderManager(providers), new ShownCredentials(certificates));
        credentials.setSuccessHandler((request, response, caller) -> {});
        credentials.setFailureHandler(unknown::commence);
        // Who shows a credential that is not right must still come to where another one can be shown.
        credentials.setRequestMatcher(
                request -> SecurityContextHolder.getContext().getAuthentication() == null && !SignedIn.isOpen(request));
        ExceptionTranslationFilter translation = new ExceptionTranslationFilter(unknown, new NullRequestCache());
        translation.setAccessDeniedHandler(
                (request, response, denied) -> denials.answer(request, response, Denial.of(denied)));
        return new FilterChainProxy(new DefaultSecurityFilterChain(
                AnyRequestMatcher.INSTANCE,
                new SecurityContextHolderFilter(new RequestAttributeSecurityContextRepository()),
                translation,
                new FromSession(clock),
                credentials,
                new AuthorizationFilter(AccessRules.all()),
                new Keeping()));
    }

    /** Who has signed in to the console is known for its pages. */
    private static final class FromSession extends OncePerRequestFilter {
        private final Clock clock;

        FromSession(Clock clock) {
            this.clock = clock;
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            Caller caller = SignedIn.of(request, clock);
            if (caller != null) {
                SecurityContextHolder.getContext().setAuthentication(new KnownCaller(caller));
            }
            chain.doFilter(request, response);
        }
    }

    /** Keeps the caller on the call. */
    private static final class Keeping extends OncePerRequestFilter {
        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            Caller caller = SecurityContextHolder.getContext().getAuthentication() instanceof KnownCaller known
                    ? known.caller()
                    : Caller.NOBODY;
            caller.keepOn(request);
            chain.doFilter(request, response);
        }
    }
}
