package org.barscancel.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.barscancel.bars.NoCredentialsException;
import org.junit.jupiter.api.Test;

class TokensTest {
    private static final Duration LIFE = Duration.ofMinutes(10);

    private volatile Instant now = Instant.parse("2026-11-22T10:00:00Z");
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private final AtomicInteger asked = new AtomicInteger();
    private final TokenEndpoint numbered = () -> new Token(
            "token-" + asked.incrementAndGet(), clock.instant(), clock.instant().plus(LIFE));

    @Test
    void oneTokenServesManyCallsUntilItsLastMinute() throws Exception {
        Tokens tokens = new Tokens(numbered, clock);

        assertThat(tokens.current()).isEqualTo("token-1");
        now = now.plus(Duration.ofMinutes(9).minusSeconds(1));
        assertThat(tokens.current()).isEqualTo("token-1");
        now = now.plus(Duration.ofSeconds(2));
        assertThat(tokens.current()).isEqualTo("token-2");
    }

    @Test
    void manyThreadsThatNeedAFirstTokenAskOnce() throws Exception {
        CountDownLatch all = new CountDownLatch(16);
        Tokens tokens = new Tokens(numbered, clock);
        ExecutorService threads = Executors.newFixedThreadPool(16);
        List<Future<String>> got = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            got.add(threads.submit(() -> {
                all.countDown();
                all.await();
                return tokens.current();
            }));
        }

        for (Future<String> one : got) {
            assertThat(one.get()).isEqualTo("token-1");
        }
        assertThat(asked).hasValue(1);
        threads.shutdown();
    }

    @Test
    void whileOneThreadRenewsTheOthersGoOnWithTheOldToken() throws Exception {
        CountDownLatch renewing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Tokens tokens = new Tokens(
                () -> {
                    if (asked.get() > 0) {
                        renewing.countDown();
                        await(goOn);
                    }
                    return numbered.get();
                },
                clock);
        tokens.current();
        now = now.plus(LIFE.minusSeconds(30));
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Future<String> renewed = thread.submit(tokens::current);
        renewing.await();

        assertThat(tokens.current()).isEqualTo("token-1");

        goOn.countDown();
        assertThat(renewed.get()).isEqualTo("token-2");
        thread.shutdown();
    }

    @Test
    void aTokenThatIsStillGoodOutlivesAnEndpointThatIsDown() throws Exception {
        Tokens tokens = new Tokens(downAfterTheFirst(), clock);
        tokens.current();
        now = now.plus(LIFE.minusSeconds(30));

        assertThat(tokens.current()).isEqualTo("token-1");

        now = now.plus(Duration.ofSeconds(31));
        assertThatThrownBy(tokens::current).isInstanceOf(NoCredentialsException.class);
    }

    @Test
    void aCrowdDoesNotStormAnEndpointThatIsDown() throws Exception {
        AtomicInteger tried = new AtomicInteger();
        Tokens tokens = new Tokens(
                () -> {
                    tried.incrementAndGet();
                    throw new NoCredentialsException("down", false);
                },
                clock);

        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(tokens::current).hasMessage("down");
        }
        assertThat(tried).hasValue(1);
        now = now.plus(Duration.ofSeconds(3));
        assertThatThrownBy(tokens::current).hasMessage("down");
        assertThat(tried).hasValue(2);
    }

    @Test
    void aRefusedTokenIsDroppedOnceHoweverManyCallsItWasRefused() throws Exception {
        Tokens tokens = new Tokens(numbered, clock);
        tokens.current();

        tokens.refused("token-1", Duration.ZERO);
        assertThat(tokens.current()).isEqualTo("token-2");
        tokens.refused("token-1", Duration.ZERO);
        assertThat(tokens.current()).isEqualTo("token-2");
    }

    @Test
    void aTokenIsNotDroppedBeforeItIsOldEnough() throws Exception {
        Tokens tokens = new Tokens(numbered, clock);
        tokens.current();

        tokens.refused("token-1", Duration.ofMinutes(1));
        assertThat(tokens.current()).isEqualTo("token-1");
        now = now.plus(Duration.ofMinutes(1));
        tokens.refused("token-1", Duration.ofMinutes(1));
        assertThat(tokens.current()).isEqualTo("token-2");
    }

    private TokenEndpoint downAfterTheFirst() {
        return () -> {
            if (asked.get() > 0) {
                throw new NoCredentialsException("down", false);
            }
            return numbered.get();
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
