package org.barscancel.console.page;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.barscancel.access.Caller;
import org.barscancel.access.FormGuard;
import org.barscancel.access.SignedIn;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What every page of the console shows: who looks at it, which part it belongs to, and the token for its forms. */
@ControllerAdvice(basePackageClasses = EveryPage.class)
class EveryPage {
    private final Clock clock;

    EveryPage(Clock clock) {
        this.clock = clock;
    }

    @ModelAttribute("who")
    Who who(HttpServletRequest request) {
        return Who.of(Caller.of(request), SignedIn.of(request, clock) != null);
    }

    @ModelAttribute("form")
    String form(HttpServletRequest request) {
        return FormGuard.token(request);
    }

    /** The first step of the path below {@code /console}; empty = the overview. */
    @ModelAttribute("part")
    String part(HttpServletRequest request) {
        String path = request.getRequestURI();
        String below = path.substring(Math.min(path.length(), SignedIn.CONSOLE.length() + 1));
        return below.replaceFirst("/.*", "");
    }

    /** What the form before this page has done; empty = there was none. */
    @ModelAttribute("notice")
    String notice(HttpServletRequest request) {
        boolean more = request.getParameter("more") != null;
        String again = Notice.of(request.getParameter("again"), more);
        return again.isEmpty() ? Notice.ofDiscard(request.getParameter("discarded"), more) : again;
    }

    /** Whether the page is to stay as it is, and not bring itself up to date. */
    @ModelAttribute("hold")
    boolean hold(HttpServletRequest request) {
        return request.getParameter("hold") != null;
    }
}
