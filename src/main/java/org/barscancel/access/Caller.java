package org.barscancel.access;

import jakarta.servlet.http.HttpServletRequest;
import java.io.Serializable;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, by the credential that was shown.
 *
 * @param name of the credential: its name in the settings, or the subject of a token; null = none was shown
 * @param requester whom the credential is of: the only one it sends for and sees; null = it is of no requester
 * @param roles what it may do
 */
public record Caller(@Nullable String name, @Nullable String requester, Set<Role> roles) implements Serializable {
    /** Where no credentials are set up, everybody on this machine may do everything. */
    public static final Caller ANYBODY = new Caller(null, null, Set.of(Role.values()));

    /** Who shows no credential where they are set up, and asks for what is open to everybody. */
    static final Caller NOBODY = new Caller(null, null, Set.of());

    /** What a requester may be called: a folder's name, of several levels with {@code /} between them. */
    public static final String REQUESTER = "[A-Za-z0-9_-][A-Za-z0-9._-]{0,62}(/[A-Za-z0-9_-][A-Za-z0-9._-]{0,62})?";

    private static final String ATTRIBUTE = Caller.class.getName();

    /** Copies the roles. */
    public Caller {
        roles = Set.copyOf(roles);
    }

    /** Who makes a call. */
    public static Caller of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Caller caller ? caller : ANYBODY;
    }

    /** Keeps on the call who makes it: later it may go on on another thread. */
    void keepOn(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** Whether it may see what that requester asked for; null = nobody knows who did. */
    public boolean sees(@Nullable String itsRequester) {
        return requester == null || requester.equals(itsRequester);
    }

    /** Whether it may do this. */
    public boolean may(Role role) {
        return roles.contains(role);
    }

    /** Whether it may see everybody's. */
    boolean seesAll() {
        return requester == null && may(Role.VIEW);
    }
}
