package org.barscancel.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.barscancel.access.TokenDecoders;
import org.barscancel.runtime.HostileServer;
import org.barscancel.runtime.Issuer;
import org.barscancel.runtime.SettingsGiven;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

/** Whoever stands where the keys of callers' tokens should be: nobody is let in by them, and nobody is followed. */
class IssuerKeysTest {
    private static final long MOST_TAKEN = 16L * 1024 * 1024;

    private static final ScheduledExecutorService TIMER = Executors.newSingleThreadScheduledExecutor();
    private static Issuer issuer;
    private static HostileServer elsewhere;
    private static HostileServer hostile;

    @BeforeAll
    static void start() throws Exception {
        issuer = new Issuer();
        elsewhere = new HostileServer("127.0.0.2", "http://127.0.0.3:1");
        hostile = new HostileServer("127.0.0.1", elsewhere.url());
    }

    @AfterAll
    static void stop() throws IOException {
        issuer.close();
        hostile.close();
        elsewhere.close();
        TIMER.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redirect",
                "redirect-with-body",
                "endless-body",
                "trickling-body",
                "trickling-headers",
                "one-huge-header",
                "many-headers",
                "hang",
                "bomb",
                "html",
                "deep"
            })
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void letNobodyInAndAreNotWaitedForLong(String kind) throws Exception {
        JwtDecoder decoder = TokenDecoders.of(
                issuer.url(),
                hostile.url() + "/keys/" + kind,
                Set.of(Issuer.AUDIENCE),
                AccessSetUp.fetching(null, SettingsGiven.NO_BUNDLES, TIMER));
        String token = issuer.token(Map.of("scope", "view"));
        long before = hostile.written();

        assertThatThrownBy(() -> decoder.decode(token)).isInstanceOf(JwtException.class);

        assertThat(hostile.heard(kind)).isNotEmpty();
        assertThat(elsewhere.heard("taken")).isEmpty();
        assertThat(hostile.written() - before)
                .isLessThan(MOST_TAKEN * hostile.heard(kind).size());
    }
}
