package org.barscancel.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpSession;

class SignedInTest {
    private static final Instant BEGIN = Instant.parse("2026-11-29T08:00:00Z");
    private static final Caller OPERATOR = new Caller("desk", null, Set.of(Role.VIEW, Role.OPERATE));

    private MockHttpSession session = new MockHttpSession();

    @BeforeEach
    void signIn() {
        MockHttpServletRequest form = call("/console/sign-in");
        SignedIn.begin(form, OPERATOR, at(Duration.ZERO));
        session = (MockHttpSession) Objects.requireNonNull(form.getSession(false));
    }

    @Test
    void standsForTheKeyOnTheConsolesPagesOnly() {
        assertThat(SignedIn.of(call("/console/batches"), at(Duration.ZERO))).isEqualTo(OPERATOR);
        assertThat(SignedIn.of(call("/cancellations"), at(Duration.ZERO))).isNull();
        assertThat(SignedIn.of(call("/console-of-another"), at(Duration.ZERO))).isNull();
    }

    @Test
    void aSessionThatWasThereBeforeTheSignInIsAnother() {
        MockHttpServletRequest form = call("/console/sign-in");
        String before = session.getId();

        SignedIn.begin(form, OPERATOR, at(Duration.ZERO));

        assertThat(session.isInvalid()).isTrue();
        assertThat(Objects.requireNonNull(form.getSession(false)).getId()).isNotEqualTo(before);
    }

    @Test
    void endsWhenNobodyHasAskedForAWhile() {
        assertThat(SignedIn.of(call("/console"), at(SignedIn.IDLE))).isEqualTo(OPERATOR);
        assertThat(SignedIn.of(call("/console"), at(SignedIn.IDLE.multipliedBy(2))))
                .isEqualTo(OPERATOR);

        assertThat(SignedIn.of(
                        call("/console"), at(SignedIn.IDLE.multipliedBy(3).plusSeconds(1))))
                .isNull();
        assertThat(session.isInvalid()).isTrue();
    }

    /** Else a screen that somebody has left would stay open for the day. */
    @Test
    void aPageThatBringsItselfUpToDateIsNobody() {
        MockHttpServletRequest byItself = call("/console");
        byItself.addHeader("HX-Request", "true");

        assertThat(SignedIn.of(byItself, at(SignedIn.IDLE.minusSeconds(1)))).isEqualTo(OPERATOR);

        assertThat(SignedIn.of(call("/console"), at(SignedIn.IDLE.plusSeconds(1))))
                .isNull();
    }

    @Test
    void endsInTheEndHoweverBusySomebodyIs() {
        Duration since = Duration.ZERO;
        while (since.plus(SignedIn.IDLE).compareTo(SignedIn.LONGEST) < 0) {
            since = since.plus(SignedIn.IDLE);
            assertThat(SignedIn.of(call("/console"), at(since)))
                    .as("after %s", since)
                    .isEqualTo(OPERATOR);
        }

        assertThat(SignedIn.of(call("/console"), at(SignedIn.LONGEST.plusSeconds(1))))
                .isNull();
    }

    private MockHttpServletRequest call(String path) {
        MockHttpServletRequest call = new MockHttpServletRequest("GET", path);
        call.setSession(session);
        return call;
    }

    private static Clock at(Duration later) {
        return Clock.fixed(BEGIN.plus(later), ZoneOffset.UTC);
    }
}
