package org.barscancel.access;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.CsrfToken;

/**
 * Takes a form of the console only with the token that its page was given, which a page of another site cannot know. The
 * token lies in a cookie and in the form, so it outlives a restart, and any instance knows it.
 */
public final class FormGuard {
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");
    private static final int FORBIDDEN = 403;

    private FormGuard() {}

    /** The filter, for the console's paths. */
    public static Filter of(Denials denials) {
        CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName("bars-form");
        tokens.setCookiePath(SignedIn.CONSOLE);
        tokens.setCookieCustomizer(cookie -> cookie.httpOnly(true).sameSite("Strict"));
        CsrfFilter filter = new CsrfFilter(tokens);
        filter.setRequireCsrfProtectionMatcher(request -> !READS.contains(request.getMethod()));
        filter.setAccessDeniedHandler((request, response, refused) -> denials.answer(
                request,
                response,
                new Denial(
                        FORBIDDEN,
                        "The form did not come from a page of this console, or its page is too old. Nothing was done.",
                        "Go back, load the page again, and send the form once more.")));
        return filter;
    }

    /** The token for the forms of the page that is being made. */
    public static String token(HttpServletRequest request) {
        return request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token ? token.getToken() : "";
    }
}
