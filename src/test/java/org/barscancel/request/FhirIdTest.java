package org.barscancel.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FhirIdTest {
    @ParameterizedTest
    @ValueSource(strings = {"1", "GL0-DZOqD39", "a.b", "...", "aca94bdb-2e38-4399-9ece-2ba083ce65b5"})
    void takesFhirIds(String id) {
        assertThat(FhirId.isValid(id)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "x?y=1", "a b", "a\n", "a\r\n", "é", "a_b"})
    void refusesOthers(String id) {
        assertThat(FhirId.isValid(id)).isFalse();
    }

    @Test
    void takes64CharactersAtMost() {
        assertThat(FhirId.isValid("a".repeat(64))).isTrue();
        assertThat(FhirId.isValid("a".repeat(65))).isFalse();
    }
}
