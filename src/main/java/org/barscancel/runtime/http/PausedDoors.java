package org.barscancel.runtime.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.barscancel.access.Caller;
import org.barscancel.runtime.steering.Doors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UriComponentsBuilder;

/** Takes no request by HTTP while a person pauses that door, or the feed that HL7 v2 is of; its body is not read. */
final class PausedDoors extends OncePerRequestFilter {
    private final Doors doors;
    private final BodyRefusals refusals;

    PausedDoors(Doors doors, BodyRefusals refusals) {
        this.doors = doors;
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if ("POST".equals(request.getMethod()) && (doors.isPaused(Doors.HTTP) || isOfPausedFeed(request))) {
            refusals.paused(request, response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private boolean isOfPausedFeed(HttpServletRequest request) {
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        return type != null
                && type.regionMatches(true, 0, HttpAnswers.HL7, 0, HttpAnswers.HL7.length())
                && doors.isFeedPaused(feed(request));
    }

    private static @Nullable String feed(HttpServletRequest request) {
        return Optional.ofNullable(UriComponentsBuilder.newInstance()
                        .query(request.getQueryString())
                        .build()
                        .getQueryParams()
                        .getFirst("feed"))
                .orElseGet(() -> Caller.of(request).requester());
    }
}
