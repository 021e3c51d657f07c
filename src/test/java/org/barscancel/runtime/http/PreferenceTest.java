package org.barscancel.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreferenceTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wait=10|10",
                "WAIT = 3|3",
                "respond-async, wait=10|10",
                "wait=\"7\"; foo=bar|7",
                "wait=31|30",
                "wait=999999999|30",
                "wait=0|0",
                "await=10|0",
                "wait=-1|0",
                "wait=ten|0",
                "wait=10s|0",
                "wait|0",
                "''|0"
            })
    void waitsAsLongAsTheCallerLikesAndNoLongerThanAllowed(String prefer, int seconds) {
        assertThat(Preference.read(prefer)).isEqualTo(new Preference(Duration.ofSeconds(seconds)));
    }

    @Test
    void doesNotWaitWhenNothingIsPreferred() {
        assertThat(Preference.read(null).patience()).isZero();
    }

    @Test
    void isThatOfTheDoorWhereTheCallerDoesNotSpeakOfIt() {
        assertThat(Preference.read(null, BarsReader.PATIENCE).patience())
                .isEqualTo(BarsReader.PATIENCE)
                .isLessThan(java.time.Duration.ofSeconds(5));
        assertThat(Preference.read("wait=0", BarsReader.PATIENCE).patience()).isZero();
    }
}
