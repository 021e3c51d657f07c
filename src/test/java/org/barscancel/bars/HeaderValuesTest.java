package org.barscancel.bars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderValuesTest {
    @Test
    void takesPrintableAsciiFromTheFirstToTheLast() {
        assertThat(HeaderValues.require("X-Any", " !az~")).isEqualTo(" !az~");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nb", "a\u001f", "a\u007f", "é"})
    void refusesAllElseNamingTheHeaderAndNotTheValue(String value) {
        assertThatThrownBy(() -> HeaderValues.require("X-Any", value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("X-Any may hold printable ASCII characters only");
    }
}
