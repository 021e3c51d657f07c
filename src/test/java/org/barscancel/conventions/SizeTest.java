package org.barscancel.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A class that takes long to read has a second purpose, which is a class of its own. */
class SizeTest {
    private static final int MOST_LINES = 250;

    /** What is longer, with the reason. */
    private static final Map<String, String> LONGER = Map.of(
            "BarsSettings.java",
            "one tree of records, as the settings' names are one tree; the page of the settings is made of its Javadoc");

    @Test
    void noClassIsLongerThanCanBeReadInOneGo() throws IOException {
        List<String> tooLong = new ArrayList<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                int lines = Files.readAllLines(source).size();
                if (lines > MOST_LINES
                        && !LONGER.containsKey(source.getFileName().toString())) {
                    tooLong.add(source + ": " + lines);
                }
            }
        }

        assertThat(tooLong).isEmpty();
    }
}
