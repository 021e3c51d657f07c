package org.barscancel.conventions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The pages that people read. */
final class Pages {
    private Pages() {}

    /** All of them: those at the top, the documentation, those beside examples and packaging. */
    static List<Path> all() {
        try (Stream<Path> top = Files.list(Path.of(""));
                Stream<Path> below = Stream.of("docs", "examples", "packaging").flatMap(Pages::walk)) {
            return Stream.concat(top, below)
                    .filter(path -> path.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of all files below a folder. */
    static String textBelow(String folder) {
        StringBuilder text = new StringBuilder();
        walk(folder).filter(Files::isRegularFile).map(Pages::read).forEach(text::append);
        return text.toString();
    }

    private static Stream<Path> walk(String folder) {
        try (Stream<Path> all = Files.walk(Path.of(folder))) {
            return all.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
