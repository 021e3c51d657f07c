package org.barscancel.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;

class PreferredTest {
    private static final MediaType FIRST = MediaType.parseMediaType("text/csv");
    private static final MediaType SECOND = MediaType.APPLICATION_JSON;

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "*/*!text/csv",
                "application/json!application/json",
                "Application/JSON; charset=utf-8!application/json",
                "application/json;q=0.2, text/csv;q=0.9!text/csv",
                "*/*;q=0.1, application/*!application/json",
                "text/csv;q=0, application/json;q=0.1!application/json",
                "image/png!text/csv",
                "nonsense!text/csv",
                "''!text/csv"
            })
    void isTheBestThatCanBeHadElseTheFirst(String accept, String expected) {
        assertThat(Preferred.of(accept, List.of(FIRST, SECOND))).hasToString(expected);
    }

    @Test
    void isTheFirstForWhoDoesNotMind() {
        assertThat(Preferred.of(null, List.of(FIRST, SECOND))).isEqualTo(FIRST);
    }
}
