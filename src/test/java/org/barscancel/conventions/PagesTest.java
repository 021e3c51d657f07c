package org.barscancel.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pages name is there. */
class PagesTest {
    private static final Path CONFORMANCE = Path.of("docs/conformance.md");
    private static final Pattern LINK = Pattern.compile("]\\((?!https?://|#)([^)#]+)");

    private static final Path FORMATS = Path.of("docs/formats.md");

    @Test
    void everyLinkLeadsToAFile() {
        List<String> broken = pages().stream()
                .flatMap(page -> find(LINK, page).stream()
                        .filter(link -> !Files.exists(page.resolveSibling(link).normalize()))
                        .map(link -> page + " -> " + link))
                .toList();

        assertThat(broken).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"conformance", "formats", "safety", "security"})
    void everyTestThatAPageNamesExists(String page) {
        String text = read(Path.of("docs", page + ".md"));

        assertThat(NamedTests.anyIn(text)).isTrue();
        assertThat(NamedTests.missingIn(text)).isEmpty();
    }

    /** A cell without a test, or a dash, is a promise that nobody keeps. */
    @Test
    void everyFormatByEveryDoorHasATestOrIsNone() {
        List<String> rows = read(FORMATS)
                .lines()
                .filter(line -> line.startsWith("| JSON") || line.matches("\\| (CSV|HL7|BaRS)( v2| message.*?)? \\|.*"))
                .toList();

        assertThat(rows).hasSize(6).allSatisfy(row -> assertThat(row.split(" \\| ?"))
                .hasSize(5)
                .satisfies(cells -> assertThat(Arrays.stream(cells).skip(1))
                        .allMatch(cell -> cell.equals("–") || NamedTests.anyIn(cell))));
    }

    @Test
    void everyRuleHasARow() {
        assertThat(read(CONFORMANCE).lines().filter(line -> line.startsWith("| R")))
                .hasSize(24);
    }

    private static List<Path> pages() {
        try (Stream<Path> top = Files.list(Path.of("."));
                Stream<Path> docs = Files.walk(Path.of("docs"))) {
            return Stream.concat(top, docs)
                    .filter(path -> path.toString().endsWith(".md"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> find(Pattern what, Path page) {
        return what.matcher(read(page)).results().map(found -> found.group(1)).toList();
    }

    private static String read(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
