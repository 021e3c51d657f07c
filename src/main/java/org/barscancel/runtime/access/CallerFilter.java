package org.barscancel.runtime.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.barscancel.console.Callers;
import org.springframework.web.filter.OncePerRequestFilter;

/** Notes who makes each call. */
final class CallerFilter extends OncePerRequestFilter {
    /** Behind access control, which stands at -100, and before all else. */
    static final int ORDER = 0;

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Callers.note(request);
        chain.doFilter(request, response);
    }
}
