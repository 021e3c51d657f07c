package org.barscancel.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DryRunWishTest {
    @Test
    void isWhatTheParameterSays() {
        assertThat(DryRunWish.in(Map.of("feed", "pas-1"))).isEqualTo(DryRunWish.NONE);
        assertThat(DryRunWish.in(Map.of("dryRun", "true"))).isEqualTo(DryRunWish.ALL);
        assertThat(DryRunWish.in(Map.of("dryRun", true))).isEqualTo(DryRunWish.ALL);
        assertThat(DryRunWish.in(Map.of("dryRun", "False"))).isEqualTo(DryRunWish.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yes", "1", "on", "tru"})
    void doesNotGuessAtAValue(String value) {
        assertThat(DryRunWish.in(Map.of("dryRun", value))).isEqualTo(DryRunWish.UNCLEAR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dryrun", "dry-run", "Dry_Run", "DRYRUN"})
    void doesNotPassOverAnotherSpelling(String name) {
        assertThat(DryRunWish.in(Map.of(name, "true"))).isEqualTo(DryRunWish.UNCLEAR);
        assertThat(DryRunWish.in(Map.of(name, "true", "dryRun", "false"))).isEqualTo(DryRunWish.UNCLEAR);
    }

    @Test
    void doesNotChooseBetweenTwoValues() {
        assertThat(DryRunWish.in(Map.of("dryRun", List.of("true", "false")))).isEqualTo(DryRunWish.UNCLEAR);
    }
}
