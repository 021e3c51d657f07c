package org.barscancel.console;

import jakarta.servlet.http.HttpServletRequest;
import org.barscancel.access.Caller;
import org.barscancel.audit.Actor;

/**
 * Who makes a call. It is noted on the server's own thread, behind access control: who somebody is, is not known on the
 * threads of the routes.
 */
public final class Callers {
    private static final String ATTRIBUTE = Actor.class.getName();
    private static final String CHANNEL = "http";

    private Callers() {}

    /** Keeps who makes the call with the call. */
    public static void note(HttpServletRequest call) {
        note(call, Caller.of(call));
    }

    /** Keeps somebody with the call who has become known by it. */
    public static void note(HttpServletRequest call, Caller caller) {
        // An application around this program may have an access control of its own.
        String who = caller.name() == null ? call.getRemoteUser() : caller.name();
        call.setAttribute(ATTRIBUTE, new Actor(who, CHANNEL, caller.requester(), call.getRemoteAddr()));
    }

    /** Who makes the call, as it was noted. */
    public static Actor of(HttpServletRequest call) {
        return call.getAttribute(ATTRIBUTE) instanceof Actor actor ? actor : Actor.of(CHANNEL, null);
    }
}
