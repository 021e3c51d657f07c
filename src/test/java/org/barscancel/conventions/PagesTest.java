package org.barscancel.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pages name is there. */
class PagesTest {
    private static final Path CONFORMANCE = Path.of("docs/conformance.md");
    private static final Pattern LINK = Pattern.compile("]\\((?!https?://|#)([^)#]+)");

    private static final Pattern ANCHOR = Pattern.compile("]\\((?!https?://)([^)#\\s]*)#([^)]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
    private static final Pattern CODE = Pattern.compile("(?ms)^ *```.*?^ *```$");

    /** {@code room/Class.method} or {@code Class}. */
    private static final Pattern PLACE = Pattern.compile("`(?:[a-z]+/)*([A-Z][A-Za-z]+)(?:\\.([a-z][A-Za-z]+))?`");

    private static final Pattern ROUTE = Pattern.compile("`routes/(\\d\\d[a-z-]*)`");

    private static final Path FORMATS = Path.of("docs/formats.md");

    @Test
    void everyLinkLeadsToAFile() {
        List<String> broken = Pages.all().stream()
                .flatMap(page -> find(LINK, page).stream()
                        .filter(link -> !Files.exists(page.resolveSibling(link).normalize()))
                        .map(link -> page + " -> " + link))
                .toList();

        assertThat(broken).isEmpty();
    }

    @Test
    void everyAnchorLeadsToAHeading() {
        List<String> broken = Pages.all().stream()
                .flatMap(page -> ANCHOR.matcher(Pages.read(page))
                        .results()
                        .filter(link -> {
                            Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
                            return target.toString().endsWith(".md")
                                    && !anchors(target.normalize()).contains(link.group(2));
                        })
                        .map(link -> page + " -> " + link.group()))
                .toList();

        assertThat(broken).isEmpty();
    }

    /** A page that nobody is led to is not read. The build's own figures are found from where they are explained. */
    @Test
    void theReadmeLeadsToEveryPage() {
        String readme = read(Path.of("README.md"));

        assertThat(Pages.all().stream()
                        .filter(page -> page.startsWith("docs") && page.getNameCount() == 2)
                        .filter(page -> !page.endsWith("allocation.md"))
                        .map(Path::toString))
                .allSatisfy(page -> assertThat(readme).contains("(" + page));
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

    /** Found by their simple names: a class that moves to another room is still where the rule is kept. */
    @Test
    void everyPlaceInTheCodeThatARuleNamesExists() {
        Map<String, String> classes = new HashMap<>();
        try (Stream<Path> all = Files.walk(Path.of("src/main/java"))) {
            all.filter(Files::isRegularFile)
                    .forEach(path -> classes.put(path.getFileName().toString().replace(".java", ""), Pages.read(path)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> rows = read(CONFORMANCE)
                .lines()
                .filter(line -> line.matches("\\| R\\d+ .*"))
                .map(line -> line.split("\\|")[2])
                .toList();

        assertThat(rows.stream()
                        .flatMap(row -> PLACE.matcher(row).results())
                        .filter(place -> {
                            String source = classes.get(place.group(1));
                            return source == null
                                    || (place.group(2) != null && !source.contains(" " + place.group(2) + "("));
                        })
                        .map(MatchResult::group))
                .isEmpty();
        assertThat(rows.stream().flatMap(row -> ROUTE.matcher(row).results()).map(route -> route.group(1)))
                .hasSizeGreaterThan(5)
                .allSatisfy(route -> assertThat(RouteFiles.all().keySet()).anyMatch(file -> file.startsWith(route)));
        assertThat(rows)
                .allMatch(row -> row.contains("not read")
                        || PLACE.matcher(row).find()
                        || ROUTE.matcher(row).find());
    }

    private static List<String> find(Pattern what, Path page) {
        return what.matcher(Pages.read(page))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static Set<String> anchors(Path page) {
        return HEADING.matcher(CODE.matcher(Pages.read(page)).replaceAll(""))
                .results()
                .map(heading -> heading.group(1)
                        .replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}\\- _]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static String read(Path page) {
        return Pages.read(page);
    }
}
