package org.barscancel.console;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.barscancel.access.SignedIn;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Headers that keep browsers and caches from doing more with an answer than showing it. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class AnswerHeaders extends OncePerRequestFilter {
    /** Scripts and styles of our own and nothing else: the pages load nothing from elsewhere. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " img-src 'self'; base-uri 'none'; form-action %s; frame-ancestors 'none'";

    private static final String NO_FORMS = POLICY.formatted("'none'");
    private static final String OWN_FORMS = POLICY.formatted("'self'");

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.startsWith("/simulator/") || path.startsWith("/actuator");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cache-Control", "no-store");
        boolean console = SignedIn.isForConsole(request);
        response.setHeader("Content-Security-Policy", console ? OWN_FORMS : NO_FORMS);
        // Without a referrer a browser would call the origin of the console's own forms "null".
        response.setHeader("Referrer-Policy", console ? "same-origin" : "no-referrer");
        chain.doFilter(request, response);
    }
}
