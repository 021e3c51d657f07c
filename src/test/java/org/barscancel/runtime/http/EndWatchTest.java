package org.barscancel.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

class EndWatchTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    private final EndWatch watch = new EndWatch(1, Duration.ofMillis(1));

    @Test
    void looksAgainUntilTheEndIsThere() {
        AtomicInteger looks = new AtomicInteger();

        assertThat(watch.await(() -> looks.incrementAndGet() == 3, LONG)).isTrue();
        assertThat(looks).hasValue(3);
    }

    @Test
    void stopsWhenTheTimeIsUp() {
        assertThat(watch.await(() -> false, Duration.ofMillis(5))).isTrue();
    }

    @Test
    void doesNotLookForACallerWhoDoesNotWait() {
        AtomicInteger looks = new AtomicInteger();

        assertThat(watch.await(() -> looks.incrementAndGet() > 0, Duration.ZERO))
                .isFalse();
        assertThat(looks).hasValue(0);
    }

    @Test
    void stopsWhenTheLedgerCannotBeRead() {
        assertThat(watch.await(
                        () -> {
                            throw new DataAccessResourceFailureException("The database is down");
                        },
                        LONG))
                .isTrue();
    }

    @Test
    void turnsAwayWhoeverFindsNoPlaceAndGivesPlacesBack() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        var threads = Executors.newSingleThreadExecutor();
        try {
            Future<Boolean> first = threads.submit(() -> watch.await(
                    () -> {
                        waiting.countDown();
                        return ended.getCount() == 0;
                    },
                    LONG));
            assertThat(waiting.await(60, TimeUnit.SECONDS)).isTrue();

            assertThat(watch.await(() -> true, LONG)).as("no place").isFalse();
            ended.countDown();
            assertThat(first.get(60, TimeUnit.SECONDS)).isTrue();
            assertThat(watch.await(() -> true, LONG)).as("a place again").isTrue();
        } finally {
            threads.shutdownNow();
        }
    }
}
