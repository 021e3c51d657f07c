package org.barscancel.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthenticatedAuthorizationManager;
import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.SingleResultAuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.access.intercept.RequestMatcherDelegatingAuthorizationManager;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;

/** Which role each call needs. What is not listed needs one too: the one that may do most, unless it only reads. */
final class AccessRules {
    private static final List<HttpMethod> READS = List.of(HttpMethod.GET, HttpMethod.HEAD);

    /** The description of the interface, which is published, and whether the program runs. */
    private static final List<String> OPEN = List.of(
            "/",
            "/docs",
            "/docs.js",
            "/docs.css",
            "/openapi.json",
            "/cancellation-request.schema.json",
            "/console/sign-in",
            "/console/files/*",
            "/actuator/health/liveness",
            "/actuator/health/readiness");

    private final RequestMatcherDelegatingAuthorizationManager.Builder rules =
            RequestMatcherDelegatingAuthorizationManager.builder();

    private AccessRules() {}

    static RequestMatcherDelegatingAuthorizationManager all() {
        AccessRules all = new AccessRules();
        OPEN.forEach(path -> all.reading(path, SingleResultAuthorizationManager.permitAll()));
        all.on(HttpMethod.POST, "/cancellations", needs(Role.SUBMIT));
        all.on(HttpMethod.POST, "/$process-message", needs(Role.SUBMIT));
        all.on(HttpMethod.POST, "/cancellations/{id}/replay", needs(Role.OPERATE));
        all.on(HttpMethod.POST, "/console/sign-in", SingleResultAuthorizationManager.permitAll());
        all.on(HttpMethod.POST, "/console/sign-out", SingleResultAuthorizationManager.permitAll());
        all.on(HttpMethod.POST, "/console/patient", needs(Role.VIEW));
        all.on(HttpMethod.POST, "/console/batches/upload", needs(Role.SUBMIT));
        all.on(HttpMethod.POST, "/console/batches/{id}/start", needs(Role.SUBMIT));
        all.reading("/console/doctor", needs(Role.OPERATE));
        all.reading("/console/far-sides/**", AuthorityAuthorizationManager.hasAuthority(KnownCaller.VIEW_ALL));
        all.reading("/console", needs(Role.VIEW));
        all.reading("/console/**", needs(Role.VIEW));
        all.reading("/cancellations", needs(Role.VIEW));
        all.reading("/cancellations/{id}", needs(Role.VIEW));
        all.reading("/batches/**", needs(Role.VIEW));
        // They name people.
        all.reading("/far-sides", AuthorityAuthorizationManager.hasAuthority(KnownCaller.VIEW_ALL));
        all.reading("/feeds", AuthorityAuthorizationManager.hasAuthority(KnownCaller.VIEW_ALL));
        all.reading("/actuator/routes/**", needs(Role.OPERATE));
        all.reading("/actuator/**", AuthorityAuthorizationManager.hasAuthority(KnownCaller.VIEW_ALL));
        // The far sides of the demonstration, which the program itself calls.
        all.on(null, "/simulator/fhir/**", AccessRules::ownOrOperates);
        all.on(null, "/simulator/token", AccessRules::ownOrOperates);
        all.on(null, "/simulator/**", needs(Role.OPERATE));
        all.on(null, "/reconciliations/**", needs(Role.OPERATE));
        all.reading("/**", AuthenticatedAuthorizationManager.authenticated());
        all.rules.add(AnyRequestMatcher.INSTANCE, needs(Role.OPERATE));
        return all.rules.build();
    }

    private void reading(String path, AuthorizationManager<RequestAuthorizationContext> rule) {
        READS.forEach(method -> on(method, path, rule));
    }

    private void on(@Nullable HttpMethod method, String path, AuthorizationManager<RequestAuthorizationContext> rule) {
        PathPatternRequestMatcher.Builder matchers = PathPatternRequestMatcher.withDefaults();
        rules.add(method == null ? matchers.matcher(path) : matchers.matcher(method, path), rule);
    }

    private static AuthorizationManager<RequestAuthorizationContext> needs(Role role) {
        return AuthorityAuthorizationManager.hasAuthority(role.code());
    }

    private static AuthorizationDecision ownOrOperates(
            Supplier<Authentication> caller, RequestAuthorizationContext call) {
        return isLoopback(call.getRequest().getRemoteAddr())
                ? new AuthorizationDecision(true)
                : (AuthorizationDecision)
                        Objects.requireNonNull(needs(Role.OPERATE).authorize(caller, call));
    }

    /** An address, which is not looked up. */
    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException none) {
            return false;
        }
    }
}
