package org.barscancel.credentials;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.barscancel.bars.NoCredentialsException;
import org.jspecify.annotations.Nullable;

/**
 * The token of one far side, for all threads that call it. One of them asks for a new one while the old one is still
 * good, and the others go on with that; only when there is none do they wait for the one that asks.
 */
final class Tokens {
    /** A failure is told to all who ask in this time, so that a crowd does not become a storm. */
    private static final Duration FAILURE_STANDS = Duration.ofSeconds(2);

    /** Of a token's life, that part is left when a new one is asked for; but no more than a minute. */
    private static final int LAST_PART = 5;

    private static final Duration LONGEST_LAST_PART = Duration.ofMinutes(1);

    private final TokenEndpoint endpoint;
    private final Clock clock;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable Token token;
    private volatile @Nullable Failure failure;

    private record Failure(String why, boolean refused, Instant at) {}

    Tokens(TokenEndpoint endpoint, Clock clock) {
        this.endpoint = endpoint;
        this.clock = clock;
    }

    /**
     * A token that is good for a call now.
     *
     * @throws NoCredentialsException when there is none to be had
     */
    String current() throws NoCredentialsException {
        Token held = token;
        Instant now = clock.instant();
        if (held != null && now.isBefore(renewalOf(held))) {
            return held.value();
        }
        if (held != null && now.isBefore(held.until())) {
            return renewedOr(held);
        }
        asking.lock();
        try {
            Token meanwhile = token;
            if (meanwhile != null && clock.instant().isBefore(meanwhile.until())) {
                return meanwhile.value();
            }
            return ask().value();
        } finally {
            asking.unlock();
        }
    }

    /**
     * Drops a token that was refused, unless it is no longer the one that calls are given: then a new one is there already.
     *
     * @param refused the token
     * @param oldEnough a younger one is kept
     */
    void refused(String refused, Duration oldEnough) {
        Token held = token;
        if (held != null
                && held.value().equals(refused)
                && !clock.instant().isBefore(held.since().plus(oldEnough))) {
            token = null;
        }
    }

    private String renewedOr(Token held) {
        if (!asking.tryLock()) {
            return held.value();
        }
        try {
            Token meanwhile = token;
            return meanwhile != null && meanwhile.until().isAfter(held.until()) ? meanwhile.value() : ask().value();
        } catch (NoCredentialsException notNow) {
            // The old one is still good; the next call asks again.
            return held.value();
        } finally {
            asking.unlock();
        }
    }

    private Token ask() throws NoCredentialsException {
        Failure last = failure;
        if (last != null && clock.instant().isBefore(last.at().plus(FAILURE_STANDS))) {
            throw new NoCredentialsException(last.why(), last.refused());
        }
        try {
            Token given = endpoint.get();
            failure = null;
            token = given;
            return given;
        } catch (NoCredentialsException none) {
            failure = new Failure(none.why(), none.refused(), clock.instant());
            throw none;
        }
    }

    private static Instant renewalOf(Token token) {
        Duration part = Duration.between(token.since(), token.until()).dividedBy(LAST_PART);
        return token.until().minus(part.compareTo(LONGEST_LAST_PART) > 0 ? LONGEST_LAST_PART : part);
    }
}
