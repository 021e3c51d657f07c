package org.barscancel.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.barscancel.answer.BatchCounts;
import org.barscancel.answer.CancellationResult;
import org.barscancel.cancellation.Leg;
import org.barscancel.cancellation.ProviderOutcome;
import org.barscancel.cancellation.RegistryOutcome;
import org.barscancel.intake.ReplayReader;
import org.barscancel.ledger.CancellationPage;
import org.barscancel.ledger.ReconciliationReport;
import org.barscancel.ledger.ReconciliationReport.State;
import org.barscancel.problem.ProblemCode;
import org.barscancel.reconciliation.Finding;
import org.barscancel.reconciliation.FindingKind;
import org.barscancel.request.TargetStatus;
import org.barscancel.steering.SteeredItem;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The published description says what the code does. */
class OpenApiTest {
    private final JsonNode document = new PublishedInterface().document();
    private final JsonNode schemas = document.path("components").path("schemas");

    @Test
    void describesEveryPathOfTheApiAndNoOther() throws IOException {
        Set<String> calls = new TreeSet<>();
        document.path("paths")
                .fields()
                .forEachRemaining(path -> path.getValue().fieldNames().forEachRemaining(name -> {
                    if (Set.of("get", "post", "put", "patch", "delete").contains(name)) {
                        calls.add(name + " " + path.getKey());
                    }
                }));
        Set<String> known = new TreeSet<>(reads(CancellationsApi.class));
        known.addAll(reads(BatchesApi.class));
        known.addAll(reads(ReconciliationsApi.class));
        known.addAll(reads(BatchListApi.class));
        known.addAll(writes(BatchListApi.class));
        known.add(door("97-resubmit", "/batches/{batchId}/resubmit"));
        known.addAll(reads(SteeringApi.class));
        known.addAll(writes(SteeringApi.class));
        known.add("post /reconciliations");
        known.add(door("13-intake-http", "/cancellations"));
        known.add(door("13-intake-bars", "/$process-message"));
        known.add(door("91-replay-one", "/cancellations/{cancellationId}/replay"));
        known.add(door("91-replay-group", "/replays"));
        known.add(door("94-discard-one", "/cancellations/{cancellationId}/discard"));
        known.add(door("94-discard-group", "/discards"));

        assertThat(calls).isEqualTo(known);
    }

    private static String door(String route, String path) throws IOException {
        assertThat(Files.readString(Path.of("routes", route + ".camel.yaml")))
                .contains("path: " + path + "\n", "httpMethodRestrict: POST");
        return "post " + path;
    }

    @Test
    void namesEveryParameterOfASearch() {
        List<String> names = new ArrayList<>();
        document.at("/paths/~1cancellations/get/parameters")
                .forEach(one -> names.add(one.path("name").asText()));

        assertThat(names).isEqualTo(SearchParameters.NAMES);
        names.clear();
        document.at("/paths/~1batches/get/parameters")
                .forEach(one -> names.add(one.path("name").asText()));
        assertThat(names).isEqualTo(BatchParameters.NAMES);
    }

    @Test
    void namesEveryCode() {
        assertCodes(schemas.path("Outcome"), ProviderOutcome.values(), ProviderOutcome::code);
        assertCodes(schemas.path("Registry"), RegistryOutcome.values(), RegistryOutcome::code);
        assertCodes(schemas.path("FindingKind"), FindingKind.values(), FindingKind::code);
        assertCodes(schemas.at("/Reconciliation/properties/state"), State.values(), State::code);
        assertCodes(schemas.path("ProblemCode"), ProblemCode.values(), ProblemCode::code);
        assertCodes(schemas.at("/Result/properties/requestedStatus"), TargetStatus.values(), TargetStatus::code);
        assertCodes(schemas.at("/LegProblem/properties/leg"), Leg.values(), Leg::code);
    }

    @Test
    void namesEveryField() {
        assertFields(schemas.path("Result"), CancellationResult.class);
        assertFields(schemas.at("/Result/properties/attempts"), CancellationResult.Attempts.class);
        assertFields(schemas.at("/Result/properties/source"), CancellationResult.Origin.class);
        assertFields(schemas.path("LegProblem"), CancellationResult.Trouble.class);
        assertFields(schemas.path("Page"), CancellationPage.class);
        assertFields(schemas.path("Batch"), BatchAnswer.class);
        assertFields(schemas.path("BatchPage"), BatchPage.class);
        assertFields(schemas.path("Counts"), BatchCounts.class);
        assertFields(schemas.path("Reconciliation"), ReconciliationReport.class);
        assertFields(schemas.path("Finding"), Finding.class);
        assertFields(schemas.path("Problem"), ProblemAnswer.class);
        assertFields(schemas.path("Replayed"), ReplayAnswer.class);
        assertFields(schemas.path("Discarded"), DiscardAnswer.class);
        assertFields(schemas.at("/Result/properties/discarded"), CancellationResult.Discarded.class);
        assertFields(schemas.path("SteeredItem"), SteeredItem.class);
        assertThat(schemas.at("/DiscardSelection/properties").fieldNames())
                .toIterable()
                .containsExactlyElementsOf(ReplayReader.DISCARD_FIELDS);
        assertThat(schemas.at("/ReplaySelection/properties").fieldNames())
                .toIterable()
                .containsExactlyElementsOf(ReplayReader.FIELDS);
    }

    @Test
    void refersToTheSchemaOfARequestThatLiesBesideIt() {
        String file = schemas.at("/Request/$ref").asText();

        assertThat(Path.of("docs").resolve(file)).exists();
        assertThat(OpenApiTest.class.getResource("/bars-cancel/schema/" + file)).isNotNull();
        assertThat(OpenApiTest.class.getResource("/bars-cancel/schema/openapi.json"))
                .isNotNull();
    }

    @Test
    void everyReferenceInsideLeadsSomewhere() {
        assertThat(document.findValuesAsText("$ref"))
                .filteredOn(ref -> ref.startsWith("#"))
                .isNotEmpty()
                .allSatisfy(ref -> assertThat(document.at(ref.substring(1)).isMissingNode())
                        .as(ref)
                        .isFalse());
    }

    @Test
    void itsExamplesAreWhatItDescribes() throws IOException {
        PublishedInterface published = new PublishedInterface();
        for (String path : List.of(
                "/cancellations",
                "/cancellations/{cancellationId}",
                "/batches",
                "/batches/{batchId}",
                "/far-sides",
                "/feeds",
                "/reconciliations",
                "/reconciliations/{reconciliationId}",
                "/reconciliations/{reconciliationId}/findings")) {
            published.assertDescribes(
                    "get",
                    path,
                    200,
                    "application/json",
                    document.path("paths")
                            .path(path)
                            .at("/get/responses/200/content/application~1json/example")
                            .toString());
        }
    }

    @Test
    void thePageLoadsNothingFromElsewhere() throws IOException {
        for (String file : List.of("docs.html", "docs.js", "docs.css")) {
            assertThat(Files.readString(Path.of("src/main/resources/console", file)))
                    .as(file)
                    .doesNotContain("http:", "https:", "//cdn", "innerHTML");
        }
    }

    private static <E extends Enum<E>> void assertCodes(JsonNode schema, E[] constants, Function<E, String> code) {
        List<String> named = new ArrayList<>();
        schema.path("enum").forEach(one -> named.add(one.asText()));
        assertThat(named)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(constants).map(code).toList());
    }

    private static void assertFields(JsonNode schema, Class<? extends Record> type) {
        List<String> named = new ArrayList<>();
        schema.path("properties").fieldNames().forEachRemaining(named::add);
        assertThat(named)
                .as(type.getSimpleName())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getName)
                        .toList());
    }

    private static List<String> reads(Class<?> api) {
        String base = api.getAnnotation(RequestMapping.class).path()[0];
        return Stream.of(api.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(GetMapping.class))
                .map(OpenApiTest::path)
                .map(path -> "get " + base + path)
                .toList();
    }

    private static List<String> writes(Class<?> api) {
        String base = api.getAnnotation(RequestMapping.class).path()[0];
        return Stream.of(api.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(PostMapping.class))
                .map(method ->
                        "post " + base + method.getAnnotation(PostMapping.class).value()[0])
                .toList();
    }

    private static String path(Method method) {
        String[] paths = method.getAnnotation(GetMapping.class).value();
        return paths.length == 0 ? "" : paths[0];
    }
}
