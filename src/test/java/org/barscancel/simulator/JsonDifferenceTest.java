package org.barscancel.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonDifferenceTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"a\":1E+2}; {\"a\":100}; /a",
                "{\"a\":-0.0}; {\"a\":0.0}; /a",
                "{\"a\":1}; {\"a\":\"1\"}; /a",
                "{\"a\":1}; {\"a\":1,\"b\":null}; /b",
                "{\"a\":[]}; {}; /a",
                "{\"a\":[]}; {\"a\":{}}; /a",
                "{\"a\":[1,2]}; {\"a\":[2,1]}; /a/0",
                "{\"status\":{\"x\":1},\"statusNote\":1}; {\"status\":2,\"statusNote\":2}; /statusNote",
            })
    void seesTheFirstDifference(String before, String after, String pointer) throws IOException {
        assertThat(first(before, after)).contains(pointer);
    }

    @Test
    void seesNoneInOrderAndBlanksAndWhatMayChange() throws IOException {
        assertThat(first("{\"a\":1, \"status\":\"x\", \"b\":{}}", "\uFEFF{\"b\":{},\"status\":\"y\",\"a\" : 1}"))
                .isEmpty();
    }

    @Test
    void looksOnlyWhereItIsTold() throws IOException {
        List<String> where = List.of("/type", "/subject");

        assertThat(JsonDifference.within(bytes("{\"a\":1}"), bytes("{\"a\":2}"), where))
                .isEmpty();
        assertThat(JsonDifference.within(bytes("{\"subject\":{\"x\":1}}"), bytes("{\"subject\":{\"x\":2}}"), where))
                .contains("/subject");
    }

    private static Optional<String> first(String before, String after) throws IOException {
        return JsonDifference.first(bytes(before), bytes(after), List.of("/status"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
