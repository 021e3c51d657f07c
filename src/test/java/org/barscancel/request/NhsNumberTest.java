package org.barscancel.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NhsNumberTest {
    @ParameterizedTest
    @ValueSource(strings = {"9990000018", "999 000 0018", "999-000-0018"})
    void readsTenDigitsHoweverTheyAreGrouped(String text) {
        assertThat(NhsNumber.parse(text)).hasValue(new NhsNumber("9990000018"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "999000001", "99900000180", "9990000019"})
    void refusesAnotherLengthAndAnotherCheckDigit(String text) {
        assertThat(NhsNumber.parse(text)).isEmpty();
    }

    /** The nine digits leave ten, for which there is no digit. */
    @Test
    void refusesANumberThatHasNoCheckDigit() {
        assertThat(NhsNumber.parse("9990000000")).isEmpty();
    }

    /** They pass the check. */
    @Test
    void refusesTenZeros() {
        assertThat(NhsNumber.parse("0000000000")).isEmpty();
    }

    /** Neighbours of the digits, and letters, at places where the check would pass. */
    @ParameterizedTest
    @ValueSource(strings = {"999/000006", "999:000006", "999a000008"})
    void refusesWhatIsNoDigitThoughTheCheckWouldPass(String text) {
        assertThat(NhsNumber.parse(text)).isEmpty();
    }

    @Test
    void refusesToBeMadeOfAnotherNumberWithoutRepeatingIt() {
        assertThatThrownBy(() -> new NhsNumber("9990000019"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Not an NHS number");
    }

    @Test
    void isMaskedInItsTextForm() {
        assertThat(new NhsNumber("9990000018")).hasToString("NhsNumber[masked]");
    }
}
