package org.barscancel.conventions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tests and scenarios that a page names, and those that there are. */
public final class NamedTests {
    private static final Path SCENARIOS = Path.of("src/test/resources/scenarios");
    private static final Pattern TEST =
            Pattern.compile("`([A-Z][A-Za-z0-9]+(?:Test|IT|Contract))(?:\\.([a-z][A-Za-z0-9]+))?`");
    private static final Pattern SCENARIO = Pattern.compile("\\*([a-z0-9]+(?:-[a-z0-9]+)+-?)(…?)\\*");

    private NamedTests() {}

    /** Whether a text names any test or scenario. */
    static boolean anyIn(String text) {
        return TEST.matcher(text).find() || SCENARIO.matcher(text).find();
    }

    /** What a text names and is not there: {@code Class}, {@code Class.method} or a scenario, whose end may be left out. */
    static List<String> missingIn(String text) {
        Map<String, Path> sources = sources();
        Set<String> scenarios = scenarios();
        return Stream.concat(
                        TEST.matcher(text).results().filter(named -> !isTest(sources, named)),
                        SCENARIO.matcher(text).results().filter(named -> scenarios.stream()
                                .noneMatch(folder -> named.group(2).isEmpty()
                                        ? folder.equals(named.group(1))
                                        : folder.startsWith(named.group(1)))))
                .map(MatchResult::group)
                .toList();
    }

    /** The names of all scenarios and test classes. */
    public static Set<String> all() {
        return Stream.concat(scenarios().stream(), sources().keySet().stream()).collect(Collectors.toSet());
    }

    private static boolean isTest(Map<String, Path> sources, MatchResult named) {
        Path source = sources.get(named.group(1));
        return source != null
                && (named.group(2) == null
                        || Pattern.compile("void " + named.group(2) + "\\(")
                                .matcher(read(source))
                                .find());
    }

    private static Map<String, Path> sources() {
        try (Stream<Path> all = Files.walk(Path.of("src/test/java"))) {
            return all.filter(path -> path.toString().endsWith(".java"))
                    .collect(Collectors.toMap(
                            path -> path.getFileName().toString().replace(".java", ""),
                            path -> path,
                            (one, other) -> one));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> scenarios() {
        try (Stream<Path> folders = Files.list(SCENARIOS)) {
            return folders.map(path -> path.getFileName().toString()).collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path source) {
        try {
            return Files.readString(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
