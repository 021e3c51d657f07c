package org.barscancel.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceIdentifierTest {
    @Test
    void readsSystemAndValue() {
        assertThat(ServiceIdentifier.parse(" https://fhir.nhs.uk/Id/dos-service-id | 2000072491"))
                .isEqualTo(new ServiceIdentifier("https://fhir.nhs.uk/Id/dos-service-id", "2000072491"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "2000072491", "|2000072491", "https://x|", "https://x| ", "https://x|1|2", "https://x||1"})
    void refusesAnyOtherForm(String text) {
        assertThatThrownBy(() -> ServiceIdentifier.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
