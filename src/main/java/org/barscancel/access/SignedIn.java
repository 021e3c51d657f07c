package org.barscancel.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who has signed in to the console. A browser cannot show an API key with each call, so it shows it once, and is known by
 * its session from then on: for the console's pages only, never for the interface of machines.
 */
public final class SignedIn {
    /** Where sessions count. */
    public static final String CONSOLE = "/console";

    /** A session ends when nobody has asked for anything for so long; a page that brings itself up to date is nobody. */
    public static final Duration IDLE = Duration.ofMinutes(15);

    /** And so long after the sign-in, whatever was asked. */
    public static final Duration LONGEST = Duration.ofHours(8);

    private static final String ATTRIBUTE = SignedIn.class.getName();
    private static final String SEEN = ATTRIBUTE + ".seen";

    /** What the script of a page sends with its own calls. */
    private static final String BY_ITSELF = "HX-Request";

    private SignedIn() {}

    private record Entry(Caller caller, Instant since) implements Serializable {}

    /** Begins a session for a caller whose credential was found right; a session that was there before ends. */
    public static void begin(HttpServletRequest request, Caller caller, Clock clock) {
        end(request);
        HttpSession session = request.getSession(true);
        session.setAttribute(ATTRIBUTE, new Entry(caller, clock.instant()));
        session.setAttribute(SEEN, clock.instant());
    }

    /** Ends the session, if there is one. */
    public static void end(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    /** Whether a call is one for the console's pages. */
    public static boolean isForConsole(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.equals(CONSOLE) || path.startsWith(CONSOLE + "/");
    }

    /** Whether a call is for the sign-in, or for the style and script that it needs. */
    static boolean isOpen(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.equals(CONSOLE + "/sign-in") || path.startsWith(CONSOLE + "/files/");
    }

    /** Who has signed in; null when nobody has, when the session is too old, or when the call is not for the console. */
    public static @Nullable Caller of(HttpServletRequest request, Clock clock) {
        HttpSession session = isForConsole(request) ? request.getSession(false) : null;
        if (session == null || !(session.getAttribute(ATTRIBUTE) instanceof Entry entry)) {
            return null;
        }
        Instant now = clock.instant();
        if (entry.since().plus(LONGEST).isBefore(now)
                || !(session.getAttribute(SEEN) instanceof Instant seen)
                || seen.plus(IDLE).isBefore(now)) {
            session.invalidate();
            return null;
        }
        if (request.getHeader(BY_ITSELF) == null) {
            session.setAttribute(SEEN, now);
        }
        return entry.caller();
    }
}
