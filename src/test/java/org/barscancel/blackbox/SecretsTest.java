package org.barscancel.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    @Test
    void findsANumberAmongOthers() {
        assertThat(Secrets.tells("nhs-number%7C" + Clinic.nhsNumber(1) + "&type="))
                .isTrue();
        assertThat(Secrets.tells("took 1" + Clinic.nhsNumber(1) + " ns")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "xy", "xyz"})
    void findsWhatIsHiddenInBase64AtAnyPlace(String before) {
        String hidden = Base64.getEncoder()
                .encodeToString((before + " " + Clinic.familyName(1) + " here").getBytes(StandardCharsets.UTF_8));

        assertThat(Secrets.tells("body=" + hidden)).isTrue();
    }

    @Test
    void passesWhatTellsOfNobody() {
        assertThat(Secrets.tells("Route cancel started; org.barscancel.blackbox.SecretsTest"))
                .isFalse();
    }
}
