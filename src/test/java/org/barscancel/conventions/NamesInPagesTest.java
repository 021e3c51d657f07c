package org.barscancel.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.barscancel.cancellation.ProviderOutcome;
import org.barscancel.cancellation.RegistryOutcome;
import org.barscancel.problem.ProblemCode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Settings, queues, metrics, problems and calls that any page names are there. */
class NamesInPagesTest {
    /** {@code bars.…}, but not as a part of another name, such as a package's, a file's or a host's. */
    private static final Pattern NAME =
            Pattern.compile("(?<![\\w./-])bars(?:\\.(?:[a-z][A-Za-z0-9_-]*+|<[a-z]+>))++(?!:\\d)");

    private static final Pattern OF_BUILD = Pattern.compile("-D(bars\\.[a-z.-]+[a-z])");
    private static final Pattern VARIABLE = Pattern.compile("\\bBARS_[A-Z0-9_]*[A-Z0-9]\\b");
    private static final Pattern SERIES = Pattern.compile("\\bbars_[a-z_]+");
    private static final Pattern METRIC = Pattern.compile("(?m)^\\| `(bars\\.[a-z.]+)` \\| \\w+ \\|");
    private static final Pattern LISTED = Pattern.compile("`([^`]+)`");

    private static final Pattern PROBLEM =
            Pattern.compile("(?:problem=|\"problem\": ?\"|(?:parked|parks|rejected|refused|park) as `)([a-z][a-z-]+)");

    private static final Pattern CALL = Pattern.compile(
            "(?:(GET|POST|PUT|DELETE) |https?://127\\.0\\.0\\.1:80\\d\\d)(/[^\\s`'\",;)>…]*(?:<n[a-z]*>)?)");

    /** What is served and not described by OpenAPI: Spring Boot's own, pages, and the simulator's. */
    private static final Pattern OTHER_CALL = Pattern.compile(
            "/|/docs|/openapi\\.json|/cancellation-request\\.schema\\.json|/console|/actuator/(?:prometheus|routes"
                    + "|health(?:/[a-zA-Z]+)?|metrics/[a-z.{}]+)|/simulator(?:/(?:fhir|token))?");

    private static String sources;

    @BeforeAll
    static void readSources() {
        sources = Pages.textBelow("src/main/java");
    }

    @Test
    void everyNameIsASettingAQueueOrAMetric() throws IOException {
        Set<String> known = new HashSet<>();
        Setting.all().forEach(setting -> addWithGroups("bars." + setting.name(), known));
        Setting.shown().values().stream()
                .filter(value -> value.startsWith("bars."))
                .forEach(known::add);
        // MetricsTest holds this table to a run.
        metrics().forEach(known::add);
        Set<String> farSides = Set.of("bars.requests.", "bars.pointers.", "bars.deliveries.");

        assertThat(named(
                        NAME,
                        0,
                        name -> known.contains(name)
                                || known.stream().anyMatch(setting -> isOfAName(setting, name))
                                || farSides.stream().anyMatch(name::startsWith)
                                || name.startsWith("bars.program")
                                || sources.contains('"' + name + '"')))
                .isEmpty();
    }

    @Test
    void everyPropertyOfTheBuildIsAskedFor() {
        String build = Pages.textBelow("src/test/java") + Pages.textBelow("src/jmh") + Pages.read(Path.of("pom.xml"));

        assertThat(named(OF_BUILD, 1, name -> build.contains(name) || sources.contains(name)))
                .isEmpty();
    }

    @Test
    void everyVariableIsASettingOrIsAskedFor() {
        String examples = Pages.textBelow("examples");

        assertThat(named(
                        VARIABLE,
                        0,
                        name -> GivenSettings.isVariable(name)
                                || sources.contains('"' + name + '"')
                                || examples.contains("${" + name)))
                .isEmpty();
    }

    @Test
    void everySeriesOfPrometheusIsAMetric() {
        List<String> known = metrics().map(metric -> metric.replace('.', '_')).toList();

        assertThat(named(SERIES, 0, series -> known.stream().anyMatch(series::startsWith)))
                .isEmpty();
    }

    @Test
    void everyProblemIsOne() {
        Set<String> codes =
                Arrays.stream(ProblemCode.values()).map(ProblemCode::code).collect(Collectors.toSet());

        assertThat(named(PROBLEM, 1, codes::contains)).isEmpty();
    }

    /** The contract promises all of them and no other, each in its own list: some outcomes are of both legs. */
    @Test
    void theContractListsEveryProblemAndOutcome() {
        assertThat(listed("`outcome` (provider leg):"))
                .hasSameElementsAs(Arrays.stream(ProviderOutcome.values())
                        .map(ProviderOutcome::code)
                        .toList());
        assertThat(listed("`registry` (registry leg):"))
                .hasSameElementsAs(Arrays.stream(RegistryOutcome.values())
                        .map(RegistryOutcome::code)
                        .toList());
        assertThat(listed("`problem.code`:"))
                .hasSameElementsAs(Arrays.stream(ProblemCode.values())
                        .map(ProblemCode::code)
                        .toList());
    }

    /** What stands in code from there to the end of the sentence. */
    private static List<String> listed(String after) {
        String contract = Pages.read(Path.of("docs/contract.md"));
        String list = contract.substring(contract.indexOf(after) + after.length());
        return LISTED.matcher(list.substring(0, list.indexOf(".\n")))
                .results()
                .map(code -> code.group(1))
                .toList();
    }

    @Test
    void everyCallIsServed() throws IOException {
        JsonNode paths = new ObjectMapper()
                .readTree(Path.of("docs/openapi.json").toFile())
                .path("paths");

        List<String> missing = new ArrayList<>();
        for (Path page : Pages.all()) {
            // What the example serves is the example's.
            if (!page.startsWith("examples/bundle")) {
                CALL.matcher(Pages.read(page))
                        .results()
                        .filter(call -> !isServed(call, paths))
                        .forEach(call -> missing.add(page + ": " + call.group()));
            }
        }

        assertThat(missing).isEmpty();
    }

    private static boolean isServed(MatchResult call, JsonNode paths) {
        String[] parts = call.group(2).replaceAll("[.:]+$", "").split("\\?", 2);
        if (OTHER_CALL.matcher(parts[0]).matches()
                || (parts[0].startsWith("/simulator/") && sources.contains('"' + parts[0] + '"'))) {
            return true;
        }
        if (parts[0].endsWith("/")) {
            // Of several, such as "/batches/{batchId}/…", the beginning.
            return paths.properties().stream().anyMatch(path -> path.getKey().startsWith(parts[0]));
        }
        List<JsonNode> found = new ArrayList<>();
        paths.fields().forEachRemaining(path -> {
            if (parts[0].matches(path.getKey().replace("$", "\\$").replaceAll("\\{\\w+}", "[^/]+"))) {
                found.add(path.getValue());
            }
        });
        return found.stream().anyMatch(path -> {
            String method = call.group(1) == null ? null : call.group(1).toLowerCase(Locale.ROOT);
            return (method == null || path.has(method))
                    && (parts.length == 1 || parameters(path).containsAll(queried(parts[1])));
        });
    }

    private static Set<String> parameters(JsonNode path) {
        return path.findParents("in").stream()
                .map(parameter -> parameter.path("name").asText())
                .collect(Collectors.toSet());
    }

    private static List<String> queried(String query) {
        return Arrays.stream(query.split("&"))
                .map(part -> part.replaceFirst("=.*", ""))
                .toList();
    }

    private static Stream<String> metrics() {
        return METRIC.matcher(Pages.read(Path.of("docs/operating.md")))
                .results()
                .map(row -> row.group(1));
    }

    private static void addWithGroups(String name, Set<String> known) {
        for (int end = name.length(); end > 4; end = name.lastIndexOf('.', end - 1)) {
            known.add(name.substring(0, end));
        }
    }

    private static boolean isOfAName(String setting, String name) {
        return setting.contains("<name>")
                && name.matches(setting.replace(".", "\\.").replace("<name>", "[^.]+"));
    }

    /** What pages name in this way and is not known, with its page. */
    private static List<String> named(Pattern what, int group, Predicate<String> known) {
        List<String> missing = new ArrayList<>();
        for (Path page : Pages.all()) {
            what.matcher(Pages.read(page))
                    .results()
                    .map(found -> found.group(group))
                    .filter(name -> !known.test(name))
                    .distinct()
                    .forEach(name -> missing.add(page + ": " + name));
        }
        return missing;
    }
}
