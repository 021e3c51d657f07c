package org.barscancel.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReplayPaceTest {
    private Instant now = Instant.parse("2026-12-01T08:00:00Z");
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);

    @Test
    void givesEachOfAGroupItsTurn() {
        ReplayPace pace = new ReplayPace(4, clock);

        assertThat(turns(pace, 3)).containsExactly(0L, 250L, 500L);
        now = now.plusMillis(600);
        assertThat(turns(pace, 2)).as("after those before").containsExactly(150L, 400L);
        now = now.plusSeconds(60);
        assertThat(pace.next()).as("what was not used is not saved up").isZero();
    }

    @Test
    void letsAllGoAtOnceWithoutACap() {
        assertThat(turns(new ReplayPace(0, clock), 3)).containsExactly(0L, 0L, 0L);
    }

    private static List<Long> turns(ReplayPace pace, int many) {
        return Stream.generate(pace::next).limit(many).map(Duration::toMillis).toList();
    }
}
