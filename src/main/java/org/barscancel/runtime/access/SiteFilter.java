package org.barscancel.runtime.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.barscancel.AccessSettings;
import org.barscancel.access.Denial;
import org.barscancel.runtime.http.BodyRefusals;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps pages of other sites from calling this program by the browser of somebody on this machine: by a request of theirs,
 * which names its origin, or, where no credentials are asked for, under a name of their own that they have pointed here.
 */
final class SiteFilter extends OncePerRequestFilter {
    private static final int FORBIDDEN = 403;
    private static final int MISDIRECTED = 421;
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    private final Optional<Set<String>> names;
    private final BodyRefusals refusals;

    /** @param names by which this program may be called, beside addresses and those of this machine; empty = any */
    SiteFilter(Optional<Set<String>> names, BodyRefusals refusals) {
        this.names = names;
        this.refusals = refusals;
    }

    /** Who shows a credential did not get it from a page, so then any name will do; and so it does when all are let in. */
    static Optional<Set<String>> names(AccessSettings access, @Nullable InetAddress listens) {
        if (access.asksForCredentials() || listens == null || !listens.isLoopbackAddress()) {
            return Optional.empty();
        }
        Set<String> names = new HashSet<>();
        access.hosts().forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
        return Optional.of(names);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String called = Optional.ofNullable(request.getHeader("Host")).orElseGet(request::getServerName);
        String origin = request.getHeader("Origin");
        if (!isOurs(host(called))) {
            refusals.denied(
                    request,
                    response,
                    new Denial(
                            MISDIRECTED,
                            "This program is not called by the name in Host.",
                            "Call localhost, or have the operator of this program list the name in bars.access.hosts."));
        } else if (origin != null && !isSame(origin, called)) {
            refusals.denied(
                    request,
                    response,
                    new Denial(
                            FORBIDDEN,
                            "The call comes from a page of another site, as its header Origin says.",
                            "Call from a program, without Origin."));
        } else {
            chain.doFilter(request, response);
        }
    }

    /** An address is none that somebody else can have pointed here. */
    private boolean isOurs(String host) {
        return names.isEmpty()
                || host.equals("localhost")
                || host.endsWith(".localhost")
                || host.matches("[0-9.]+|\\[[0-9a-f:.%]+]")
                || names.get().contains(host);
    }

    private static String host(String authority) {
        return authority.replaceFirst(":[0-9]*$", "").toLowerCase(Locale.ROOT);
    }

    private static boolean isSame(String origin, String called) {
        try {
            URI page = URI.create(origin);
            int usual = "https".equals(page.getScheme()) ? HTTPS : HTTP;
            String authority = String.valueOf(page.getRawAuthority()).toLowerCase(Locale.ROOT);
            String ours = called.toLowerCase(Locale.ROOT);
            return authority.equals(ours)
                    || (authority + ":" + usual).equals(ours)
                    || authority.equals(ours + ":" + usual);
        } catch (IllegalArgumentException none) {
            return false;
        }
    }
}
