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

/** What the pages name is there. */
class PagesTest {
    private static final Path CONFORMANCE = Path.of("docs/conformance.md");
    private static final Path SCENARIOS = Path.of("src/test/resources/scenarios");
    private static final Pattern LINK = Pattern.compile("]\\((?!https?://|#)([^)#]+)");
    private static final Pattern SCENARIO = Pattern.compile("\\*([a-z0-9-]+)(…?)\\*");
    private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z]+(?:Test|IT))`");

    @Test
    void everyLinkLeadsToAFile() {
        List<String> broken = pages().stream()
                .flatMap(page -> find(LINK, page).stream()
                        .filter(link -> !Files.exists(page.resolveSibling(link).normalize()))
                        .map(link -> page + " -> " + link))
                .toList();

        assertThat(broken).isEmpty();
    }

    @Test
    void everyScenarioOfTheConformancePageExists() {
        List<String> known = list(SCENARIOS);

        List<String> missing = SCENARIO.matcher(read(CONFORMANCE))
                .results()
                .filter(named -> known.stream()
                        .noneMatch(folder -> named.group(2).isEmpty()
                                ? folder.equals(named.group(1))
                                : folder.startsWith(named.group(1))))
                .map(named -> named.group())
                .toList();

        assertThat(missing).isEmpty();
    }

    @Test
    void everyTestOfTheConformancePageExists() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/test/java"))) {
            List<String> known =
                    sources.map(path -> path.getFileName().toString()).toList();

            assertThat(find(TEST, CONFORMANCE)).isNotEmpty().allSatisfy(test -> assertThat(known)
                    .contains(test + ".java"));
        }
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

    private static List<String> list(Path folder) {
        try (Stream<Path> found = Files.list(folder)) {
            return found.map(path -> path.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
