package org.barscancel.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The model of the protocol stands for code that is there. */
class ModelTest {
    private static final Path MODEL = Path.of("src/model/cancellation.pml");
    private static final Path ROOMS = Path.of("src/main/java/org/barscancel");
    private static final Path SETTINGS = Path.of("config/application.yaml");
    private static final Pattern CODE = Pattern.compile("code: ([^;*\\n]+)");

    @Test
    void whatAStepOfTheModelStandsForIsThere() {
        List<String> named = CODE.matcher(read(MODEL))
                .results()
                .flatMap(line -> Stream.of(line.group(1).split(",")))
                .map(String::strip)
                .toList();

        assertThat(named).hasSizeGreaterThan(12).allMatch(ModelTest::isThere);
    }

    private static boolean isThere(String name) {
        String[] placeAndPart = name.split(" ");
        String place = placeAndPart[0];
        if (place.startsWith("routes/")) {
            Path route = Path.of(place + ".camel.yaml");
            return Files.exists(route)
                    && (placeAndPart.length == 1 || read(route).contains("id: " + placeAndPart[1] + "\n"));
        }
        if (place.startsWith("bars.")) {
            return read(SETTINGS).contains(": " + place + "\n");
        }
        Path type = ROOMS.resolve(place + ".java");
        return Files.exists(type) && (placeAndPart.length == 1 || read(type).contains(" " + placeAndPart[1] + "("));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
