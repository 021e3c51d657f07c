package org.barscancel.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A visual editor such as Kaoto opens every route: it is Camel's own YAML, in the one form that needs no guessing. */
class CanonicalRoutesTest {
    @ParameterizedTest
    @MethodSource("files")
    void isCanonicalYaml(Path file) throws IOException {
        assertThat(CanonicalYaml.faults(Files.readString(file))).isEmpty();
    }

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            return files.sorted().toList();
        }
    }

    @Test
    void theSchemaKnowsACanonicalRoute() {
        assertThat(CanonicalYaml.faults(route("setBody: { expression: { simple: { expression: \"${body}\" } } }")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "log: text",
                "to: direct:a",
                "setBody: { simple: { expression: \"${body}\" } }",
                "setBody: { simple: \"${body}\" }",
                "setBody: { expression: { simple: \"${body}\" } }",
                "split: { simple: { expression: \"${body}\" }, steps: [] }",
                "nonsense: {}"
            })
    void theSchemaKnowsWhatIsNone(String step) {
        assertThat(CanonicalYaml.faults(route(step))).isNotEmpty();
    }

    @Test
    void aRouteIsCalledOne() {
        assertThat(CanonicalYaml.faults("- from: { uri: direct, steps: [] }")).isNotEmpty();
    }

    private static String route(String step) {
        return "- route: { id: a, from: { uri: direct, parameters: { name: a }, steps: [ { " + step + " } ] } }";
    }
}
