package org.barscancel.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each kind of fault, as a caller sees it and as the record tells it. */
class FaultsTest {
    private static final String ONE = "Appointment/demo-0001";
    private static final String PUTS = "{\"method\": \"PUT\"}";

    @RegisterExtension
    static final StrictSimulator host = new StrictSimulator();

    private BarsCaller caller;

    @BeforeEach
    void call() {
        caller = host.caller();
    }

    @Test
    void answersAPublishedOutcomeWithItsStatusAndAppliesNothing() {
        given(PUTS, "{\"outcome\": \"REC/422-REC_UNPROCESSABLE_ENTITY-too-costly\"}");

        HttpResponse<String> answer = cancel();

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("REC_UNPROCESSABLE_ENTITY");
        assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
        assertThat(status()).isEqualTo("booked");
        assertThat(lastCall().fault()).isEqualTo("fault-1");
        assertThat(lastCall().applied()).isFalse();
        assertThat(host.simulator().faultCounts()).containsExactly(new FaultCount("fault-1", 1, 1));
    }

    @Test
    void answersAnOutcomeWithAnotherStatusWhereWanted() {
        given(PUTS, "{\"status\": 200, \"outcome\": \"REC/500-REC_SERVER_ERROR-no-store\"}");

        assertThat(cancel().statusCode()).isEqualTo(200);
    }

    @Test
    void answersWithoutABody() {
        given(PUTS, "{\"status\": 503}");

        HttpResponse<String> answer = cancel();

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("Content-Type")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"<html>Welcome</html>, text/html", "{}, application/fhir+json"})
    void answersAnyText(String text, String type) {
        given(PUTS, "{\"status\": 504, \"text\": \"%s\", \"contentType\": \"%s\"}".formatted(text, type));

        HttpResponse<String> answer = cancel();

        assertThat(answer.body()).isEqualTo(text);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith(type);
    }

    @Test
    void answersAResourceOfItsOwn() {
        given("{}", "{\"resource\": {\"resourceType\": \"Slot\", \"id\": \"s\"}}");

        assertThat(caller.get(ONE).body()).isEqualTo("{\"resourceType\":\"Slot\",\"id\":\"s\"}");
    }

    @Test
    void hidesThatAWriteWasApplied() {
        given(PUTS, "{\"applied\": true, \"outcome\": \"REC/408-REC_TIMEOUT-timeout\"}");

        assertThat(cancel().statusCode()).isEqualTo(408);
        assertThat(status()).isEqualTo("cancelled");
        assertThat(lastCall().applied()).isTrue();
    }

    @Test
    void isLateAndFaithful() {
        given(PUTS, "{\"delayMillis\": 50}");

        assertThat(cancel().statusCode()).isEqualTo(200);
        assertThat(status()).isEqualTo("cancelled");
        assertThat(lastCall().fault()).isEqualTo("fault-1");
    }

    @ParameterizedTest
    @CsvSource({"true, cancelled", "false, booked"})
    void dropsTheConnectionAfterOrBeforeTheChange(boolean applied, String status) {
        given(PUTS, "{\"drop\": true, \"applied\": %s}".formatted(applied));

        assertThatThrownBy(this::cancel).isInstanceOf(UncheckedIOException.class);

        await().untilAsserted(() -> assertThat(host.simulator().inFlight()).isZero());
        assertThat(status()).isEqualTo(status);
        assertThat(lastCall().status()).isZero();
        assertThat(lastCall().applied()).isEqualTo(applied);
    }

    @ParameterizedTest
    @CsvSource({"true, cancelled", "false, booked"})
    void hangsUntilItIsLetGo(boolean applied, String status) {
        given(PUTS, "{\"hang\": true, \"applied\": %s}".formatted(applied));

        CompletableFuture<HttpResponse<String>> call = CompletableFuture.supplyAsync(this::cancel);
        await().until(() -> host.simulator().faultCounts().get(0).happened() == 1);
        await("made, though not answered")
                .untilAsserted(() -> assertThat(lastCall().applied()).isEqualTo(applied));
        assertThat(lastCall().status()).isZero();
        await("what struck it, on record while it hangs")
                .untilAsserted(() -> assertThat(lastCall().fault()).isNotNull());
        host.simulator().clearFaults();

        assertThat(call).failsWithin(10, TimeUnit.SECONDS);
        await().untilAsserted(() -> assertThat(host.simulator().inFlight()).isZero());
        assertThat(status()).isEqualTo(status);
        assertThat(lastCall().applied()).isEqualTo(applied);
    }

    @Test
    void letsGoWhatHangsWhenItCloses() {
        SimulatorHost another = SimulatorHost.start();
        another.simulator().addFaults("{\"then\": {\"hang\": true}}");
        BarsCaller waiting = new BarsCaller(another.baseUrl() + "/");
        CompletableFuture<HttpResponse<String>> call = CompletableFuture.supplyAsync(() -> waiting.get(ONE));
        await().until(() -> another.simulator().inFlight() == 1);

        another.close();

        assertThat(call).failsWithin(10, TimeUnit.SECONDS);
    }

    @Test
    void breaksOffInTheMiddleOfTheBody() {
        given("{\"method\": \"GET\"}", "{\"truncated\": true}");

        assertThatThrownBy(() -> caller.get(ONE)).isInstanceOf(UncheckedIOException.class);

        assertThat(lastCall().status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "resource-type, '\"resourceType\":\"Basic\"'",
        "id, '\"id\":\"another\"'",
        "not-json, '\"resourceType\": \"Appointment\"'"
    })
    void spoilsTheServersOwnAnswer(String how, String part) {
        String faithful = caller.get(ONE).body();
        given("{}", "{\"wrong\": \"%s\"}".formatted(how));

        assertThat(caller.get(ONE).body()).isNotEqualTo(faithful).contains(part);
    }

    @Test
    void leavesNoJsonEvenWhereBlanksFollow() {
        host.simulator().seed("{\"resourceType\": \"Appointment\", \"id\": \"demo-0001\"}\n");
        given("{}", "{\"wrong\": \"not-json\"}");

        assertThat(caller.get(ONE).body()).isEqualTo("{\"resourceType\": \"Appointment\", \"id\": \"demo-0001\"");
    }

    @Test
    void pretendsThatAnAnswerIsHuge() {
        given("{}", "{\"wrong\": \"too-large\"}");

        assertThat(caller.get(ONE).body()).hasSizeGreaterThan(4 * 1024 * 1024);
    }

    @Test
    void replacesPartsOfTheServersOwnAnswer() {
        given("{}", "{\"replace\": {\"\\\"booked\\\"\": \"\\\"arrived\\\"\"}}");

        assertThat(caller.get(ONE).body()).contains("\"arrived\"").doesNotContain("\"booked\"");
        assertThat(status()).isEqualTo("booked");
    }

    @Test
    void redirects() {
        given(PUTS, "{\"status\": 307, \"headers\": {\"Location\": \"https://elsewhere.example/\"}}");

        HttpResponse<String> answer = cancel();

        assertThat(answer.statusCode()).isEqualTo(307);
        assertThat(answer.headers().firstValue("Location")).contains("https://elsewhere.example/");
    }

    @ParameterizedTest
    @CsvSource({"'\"retryAfterSeconds\": 7', 7", "'\"retryAfterDateSeconds\": 90', 'Mon, 23 Nov 2026 10:17:00 GMT'"})
    void saysWhenToComeAgain(String wish, String header) {
        given(PUTS, "{\"outcome\": \"SEND/429-SEND_TOO_MANY_REQUESTS-throttled\", %s}".formatted(wish));

        assertThat(cancel().headers().firstValue("Retry-After")).contains(header);
    }

    @Test
    void remembersTheIdsOfAChangeItDidNotMake() {
        String body = cancelled(caller.get(ONE).body());
        String id = UUID.randomUUID().toString();
        given("{\"method\": \"PUT\", \"first\": 1}", "{\"status\": 504, \"idStored\": true}");

        assertThat(caller.put(ONE, body, "X-Request-Id", id).statusCode()).isEqualTo(504);
        HttpResponse<String> repeat = caller.put(ONE, body, "X-Request-Id", id);

        assertThat(repeat.statusCode()).isEqualTo(409);
        assertThat(repeat.body()).contains("duplicate");
        assertThat(status()).isEqualTo("booked");
        assertThat(caller.put(ONE, body).statusCode()).isEqualTo(200);
    }

    @Test
    void echoesNothing() {
        given("{}", "{\"echo\": \"none\"}");

        assertThat(caller.get(ONE).headers().map()).doesNotContainKeys("x-request-id", "x-correlation-id");
    }

    @Test
    void echoesForeignIds() {
        given("{}", "{\"echo\": \"foreign\"}");
        String sent = UUID.randomUUID().toString();

        HttpResponse<String> answer = caller.send("GET", ONE, null, Map.of("X-Request-Id", sent));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("X-Request-Id"))
                .isPresent()
                .get()
                .isNotEqualTo(sent);
    }

    @Test
    void letsSomebodyElseWriteMeanwhile() {
        String before = caller.get(ONE).body();
        given(
                PUTS,
                "{\"meanwhile\": {\"put\": [%s], \"delete\": [\"DocumentReference/demo-pointer-0001\", \"Slot/none\"]}}"
                        .formatted(before.replace("\"booked\"", "\"arrived\"")));

        assertThat(caller.put(ONE, cancelled(before), "If-Match", "W/\"1\"").statusCode())
                .isEqualTo(412);
        assertThat(status()).isEqualTo("arrived");
        assertThat(host.simulator().pointers()).doesNotContain("demo-pointer-0001");
    }

    @Test
    void strikesWhomItNames() {
        host.simulator()
                .addFaults(
                        """
                        [{"name": "registry", "match": {"farSide": "registry"}, "then": {"status": 501}},
                         {"name": "prefix", "match": {"idPrefix": "demo-000", "method": "GET", "nth": 2}, "then": {"status": 502}},
                         {"name": "pattern", "match": {"idPattern": "demo-[0-9]{3}1"}, "then": {"status": 503}}]""");

        assertThat(caller.get("DocumentReference/demo-pointer-0001").statusCode())
                .isEqualTo(501);
        assertThat(caller.get("Appointment/demo-0002").statusCode()).isEqualTo(200);
        assertThat(caller.get("Appointment/demo-0003").statusCode()).isEqualTo(502);
        assertThat(caller.get("Appointment/demo-0001").statusCode()).isEqualTo(503);
        assertThat(caller.get("Appointment/demo-0012").statusCode()).isEqualTo(200);
        assertThat(host.simulator().calls())
                .extracting(RecordedCall::fault)
                .containsExactly("registry", null, "prefix", "pattern", null);
    }

    @Test
    void strikesASearchForAPatientOnEitherLeg() {
        given("{\"nhsNumber\": \"%s\"}".formatted(DemoData.nhsNumber(1)), "{\"status\": 504}");
        String system = BarsCaller.encoded("https://fhir.nhs.uk/Id/nhs-number|");

        assertThat(caller.get("DocumentReference?subject:identifier=" + system + DemoData.nhsNumber(1))
                        .statusCode())
                .isEqualTo(504);
        assertThat(caller.get("Appointment?patient:identifier=" + system + DemoData.nhsNumber(1))
                        .statusCode())
                .isEqualTo(504);
        assertThat(caller.get("DocumentReference?subject:identifier=" + system + DemoData.nhsNumber(2))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void strikesTheFirstOfEachIdWhereWanted() {
        given("{\"first\": 1, \"each\": true}", "{\"status\": 504}");

        assertThat(List.of(
                        caller.get("Appointment/demo-0001").statusCode(),
                        caller.get("Appointment/demo-0001").statusCode(),
                        caller.get("Appointment/demo-0002").statusCode(),
                        caller.get("Appointment/demo-0002").statusCode()))
                .containsExactly(504, 200, 504, 200);
    }

    @Test
    void drawsTheSameShareInWhateverOrderCallsCome() {
        String fault = "{\"match\": {\"share\": 0.3, \"seed\": 42}, \"then\": {\"status\": 504}}";
        List<Integer> numbers = new ArrayList<>(IntStream.range(0, 100).boxed().toList());

        host.simulator().addFaults(fault);
        numbers.forEach(number -> caller.get("Appointment/a" + number));
        List<String> forwards = struck();
        host.simulator().clearFaults();
        host.simulator().forgetCalls();
        host.simulator().addFaults(fault);
        Collections.reverse(numbers);
        numbers.forEach(number -> caller.get("Appointment/a" + number));

        assertThat(forwards).hasSizeBetween(15, 45);
        assertThat(struck()).containsExactlyInAnyOrderElementsOf(forwards);
    }

    @Test
    void isForgottenAtAReset() {
        given("{}", "{\"status\": 503}");

        host.simulator().reset();

        assertThat(host.simulator().faultCounts()).isEmpty();
        assertThat(caller.get(ONE).statusCode()).isEqualTo(404);
    }

    private static List<String> struck() {
        return host.simulator().calls().stream()
                .filter(call -> call.fault() != null)
                .map(RecordedCall::path)
                .toList();
    }

    private static void given(String match, String then) {
        host.simulator().addFaults("[{\"match\": %s, \"then\": %s}]".formatted(match, then));
    }

    private HttpResponse<String> cancel() {
        return caller.put(
                ONE,
                cancelled(host.simulator().resource("Appointment", "demo-0001").orElseThrow()));
    }

    private static String cancelled(String appointment) {
        return appointment.replace("\"status\": \"booked\"", "\"status\": \"cancelled\"");
    }

    private static String status() {
        return host.simulator().appointment("demo-0001").orElseThrow().status();
    }

    private static RecordedCall lastCall() {
        List<RecordedCall> calls = host.simulator().calls();
        return calls.get(calls.size() - 1);
    }
}
