package org.barscancel.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.barscancel.conventions.RouteFiles.Route;
import org.barscancel.conventions.RouteFiles.Step;
import org.junit.jupiter.api.Test;

/** How a route is written down, so that {@code ls routes/} retells the flow. */
class RoutesTest {
    private static final Pattern BY_CODE = Pattern.compile("\"(direct:[a-z-]+)\"");

    private static final String ERRORS = "90-errors.camel.yaml";
    private static final String KEBAB_CASE = "[a-z]+(-[a-z]+)*";
    private static final int MOST_STEPS = 15;
    private static final Pattern ADDRESS =
            Pattern.compile("https?:|tcp:|localhost|\\b\\d{1,3}(\\.\\d{1,3}){3}\\b|:\\d{2,5}\\b");

    private final List<Route> routes = RouteFiles.routes();

    @Test
    void oneRouteAFile() {
        RouteFiles.all().forEach((file, items) -> {
            if (!file.equals(ERRORS)) {
                assertThat(items).as(file).singleElement().satisfies(item -> assertThat(item.keySet())
                        .containsAnyOf("route", "routeTemplate")
                        .hasSize(1));
            }
        });
    }

    @Test
    void theErrorsFileHoldsRouteConfigurationsOnly() {
        assertThat(RouteFiles.all().get(ERRORS)).isNotEmpty().allSatisfy(item -> assertThat(item)
                .containsOnlyKeys("routeConfiguration"));
    }

    @Test
    void theFileIsNamedAfterItsPlaceAndItsRoute() {
        assertThat(routes).allSatisfy(route -> assertThat(route.file())
                .matches("\\d\\d-" + Pattern.quote(route.id()) + "\\.camel\\.yaml"));
    }

    @Test
    void aRouteSaysInOneSentenceWhatItDoes() {
        assertThat(routes)
                .allSatisfy(route -> assertThat(String.valueOf(route.settings().get("description")))
                        .as(route.id())
                        .matches("[A-Z][^.\\n]*\\."));
        assertThat(RouteFiles.configurations())
                .allSatisfy(configuration -> assertThat(String.valueOf(configuration.get("description")))
                        .matches("[A-Z][^.\\n]*\\."));
    }

    @Test
    void aRouteNamesAnErrorPolicyThatExists() {
        Set<Object> known = RouteFiles.configurations().stream()
                .map(configuration -> configuration.get("id"))
                .collect(Collectors.toSet());

        assertThat(routes)
                .extracting(route -> route.settings().get("routeConfigurationId"))
                .isSubsetOf(known);
    }

    @Test
    void everyStepHasAnIdThatNoOtherHas() {
        List<String> ids = Stream.concat(
                        routes.stream().map(Route::id),
                        Stream.concat(
                                        routes.stream().map(Route::from),
                                        routes.stream().flatMap(route -> route.steps().stream()))
                                .map(Step::id))
                .toList();

        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches(KEBAB_CASE));
    }

    @Test
    void noFileNamesAnAddress() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            assertThat(files).allSatisfy(file -> assertThat(
                            ADDRESS.matcher(Files.readString(file)).results())
                    .as(file.toString())
                    .isEmpty());
        }
    }

    @Test
    void everyQueueIsNamedByItsSetting() {
        assertThat(endpoints().filter(Step::isJms)).isNotEmpty().allSatisfy(step -> {
            assertThat(step.uri()).as(step.toString()).isEqualTo("jms");
            assertThat(String.valueOf(step.parameters().get("destinationName")))
                    .as(step.toString())
                    // A template is told its queue.
                    .matches("\\{\\{(bars\\.queue\\.[a-z]+|queue)}}(\\.\\{\\{receiver}})?");
        });
    }

    @Test
    void nobodyWaitsForTheAnswerToAQueueMessage() {
        assertThat(steps("to").filter(Step::isJms)).isNotEmpty().allSatisfy(step -> assertThat(step.settings())
                .as(step.toString())
                .containsEntry("pattern", "InOnly"));
        assertThat(routes.stream().map(Route::from).filter(Step::isJms))
                .isNotEmpty()
                .allSatisfy(from ->
                        assertThat(from.parameters()).as(from.toString()).containsEntry("disableReplyTo", true));
    }

    @Test
    void aBeanStepNamesItsMethod() {
        assertThat(steps("bean")).isNotEmpty().allSatisfy(step -> assertThat(step.settings())
                .as(step.toString())
                .containsKeys("ref", "method"));
    }

    @Test
    void aRouteCanBeSeenAtAGlance() {
        assertThat(routes.stream().flatMap(route -> route.levels().stream()))
                .allSatisfy(level -> assertThat(level.steps()).as(level.route()).isBetween(1, MOST_STEPS));
    }

    /** By a route or, where a person asks on a page, by code. */
    @Test
    void whatIsHandedOnIsTaken() throws IOException {
        Set<String> taken = routes.stream()
                .map(route -> route.from().uri())
                .filter(uri -> uri.startsWith("direct:"))
                .collect(Collectors.toSet());

        assertThat(steps("to").map(Step::uri).filter(uri -> uri.startsWith("direct:")))
                .isNotEmpty()
                .allSatisfy(uri -> assertThat(taken).contains(uri));
        Set<String> handedOn =
                Stream.concat(steps("to").map(Step::uri), byCode()).collect(Collectors.toSet());
        assertThat(handedOn).containsAll(taken);
    }

    private static Stream<String> byCode() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java/org/barscancel/runtime"))) {
            List<String> found = new ArrayList<>();
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                BY_CODE.matcher(Files.readString(source)).results().forEach(match -> found.add(match.group(1)));
            }
            return found.stream();
        }
    }

    private Stream<Step> steps(String kind) {
        return routes.stream().flatMap(route -> route.steps().stream()).filter(step -> step.kind()
                .equals(kind));
    }

    private Stream<Step> endpoints() {
        return Stream.concat(routes.stream().map(Route::from), steps("to"));
    }
}
