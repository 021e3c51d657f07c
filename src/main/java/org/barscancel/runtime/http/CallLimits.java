package org.barscancel.runtime.http;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Has so many calls of one address worked on at a time, and so many begin a second; more are answered with 429 before
 * anything of them is read. So one caller that floods, or sends slowly on many connections, has a share of the threads and
 * the others have the rest. Health is always answered.
 */
final class CallLimits extends OncePerRequestFilter {
    private static final Logger LOG = LoggerFactory.getLogger(CallLimits.class);
    private static final int MOST_REMEMBERED = 10_000;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final long NOTE_EVERY_NANOS = Duration.ofMinutes(1).toNanos();

    /** Behind a proxy it is the text of a header. */
    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

    private final int mostAtATime;
    private final @Nullable LoadingCache<String, RateLimiter> rates;
    private final BodyRefusals refusals;
    private final LongSupplier nanoTime;
    private final Map<String, Integer> begun = new ConcurrentHashMap<>();
    private @Nullable Long noted;

    /**
     * @param mostAtATime calls of one address that are worked on
     * @param mostASecond calls of one address that begin; 0 = no cap
     */
    CallLimits(int mostAtATime, int mostASecond, BodyRefusals refusals, LongSupplier nanoTime) {
        this.mostAtATime = mostAtATime;
        this.refusals = refusals;
        this.nanoTime = nanoTime;
        this.rates = mostASecond == 0
                ? null
                : Caffeine.newBuilder()
                        .maximumSize(MOST_REMEMBERED)
                        .expireAfterAccess(SECOND.multipliedBy(2))
                        .build(address -> rate(address, mostASecond));
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getServletPath();
        // The demonstration's far sides stand behind this port too, and are no callers.
        return path.startsWith("/actuator/health") || path.startsWith("/simulator/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String address = request.getRemoteAddr();
        if (rates != null && !rates.get(address).acquirePermission()) {
            refuse(request, response, "more a second than bars.limits.http-rate");
            return;
        }
        if (begun.merge(address, 1, Integer::sum) > mostAtATime) {
            ended(address);
            refuse(request, response, "more at a time than bars.limits.http-calls");
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            AfterCall.of(request, () -> ended(address));
        }
    }

    private void ended(String address) {
        begun.computeIfPresent(address, (same, count) -> count == 1 ? null : Integer.valueOf(count - 1));
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, String why) throws IOException {
        if (isToBeNoted()) {
            String address = request.getRemoteAddr();
            LOG.warn(
                    "Calls of {} are refused with 429: {}; said once a minute",
                    ADDRESS.matcher(address).matches() ? address : "an address",
                    why);
        }
        refusals.tooMany(request, response);
    }

    private synchronized boolean isToBeNoted() {
        long now = nanoTime.getAsLong();
        if (noted != null && now - noted < NOTE_EVERY_NANOS) {
            return false;
        }
        noted = now;
        return true;
    }

    private static RateLimiter rate(String address, int mostASecond) {
        return RateLimiter.of(
                address,
                RateLimiterConfig.custom()
                        .limitForPeriod(mostASecond)
                        .limitRefreshPeriod(SECOND)
                        .timeoutDuration(Duration.ZERO)
                        .build());
    }
}
