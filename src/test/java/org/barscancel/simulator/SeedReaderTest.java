package org.barscancel.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeedReaderTest {
    @Test
    void keepsASingleResourceToTheByte() {
        assertThat(read("\uFEFF { \"id\" : 1E+2 } ")).containsExactly("\uFEFF { \"id\" : 1E+2 } ");
    }

    @Test
    void cutsAnArray() {
        assertThat(read("[ {\"a\": {\"b\":[{}]}} ,{\"c\":\"é😀\"},{\"d\":-0.0} ]"))
                .containsExactly("{\"a\": {\"b\":[{}]}}", "{\"c\":\"é😀\"}", "{\"d\":-0.0}");
    }

    @Test
    void cutsABundle() {
        assertThat(
                        read(
                                """
                                {"resourceType":"Bundle","meta":{"tag":[{"code":"x"}]},
                                 "entry":[{"fullUrl":"a","search":{"mode":"match"},"resource":{"id": "1"}},
                                          {"resource":{"id":  "2","contained":[{"resource":{}}]}}]}
                                """))
                .containsExactly("{\"id\": \"1\"}", "{\"id\":  \"2\",\"contained\":[{\"resource\":{}}]}");
    }

    @Test
    void refusesWhatIsNotJson() {
        assertThatThrownBy(() -> read("[{]")).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<String> read(String seed) {
        return SeedReader.resources(seed.getBytes(StandardCharsets.UTF_8)).stream()
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .toList();
    }
}
