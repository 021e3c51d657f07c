package org.barscancel.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatorServerTest {
    private static final String NHS_SYSTEM = "https://fhir.nhs.uk/Id/nhs-number|";
    private static final String APPOINTMENT_TYPE = "http://snomed.info/sct|749001000000101";
    private static final String UNUSUAL =
            """
            { "resourceType" : "Appointment", "id":"unusual",
              "meta": {"lastUpdated": "2021-10-11T15:01:30.8185338+00:00"},
              "status": "booked", "_status": {"id": "only-an-id"},
              "extension": [{"url": "https://example.org/number", "valueDecimal": 1E+2}],
              "elementOfR5": [{"x": -0.0}], "participant": [{"status": "accepted",
              "actor": {"reference": "Patient/p1/_history/2"}}] }
            """;

    @RegisterExtension
    static final StrictSimulator host = new StrictSimulator();

    private BarsCaller caller;

    @BeforeEach
    void call() {
        caller = host.caller();
    }

    @Test
    void answersAReadWithVersionAndTheTextThatWasSeeded() {
        host.simulator().seed(UNUSUAL);

        HttpResponse<String> answer = caller.get("Appointment/unusual");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("ETag")).contains("W/\"1\"");
        assertThat(answer.headers().firstValue("Last-Modified")).contains("Mon, 23 Nov 2026 10:15:30 GMT");
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/fhir+json");
        assertThat(answer.body()).isEqualTo(UNUSUAL);
    }

    @Test
    void keepsElementsItDoesNotKnowThroughReadWriteAndRead() {
        host.simulator().seed(UNUSUAL);
        String changed = UNUSUAL.replace("\"booked\"", "\"cancelled\"").replace("11T15:01", "11T16:01");

        HttpResponse<String> answer = caller.put("Appointment/unusual", changed, "If-Match", "W/\"1\"");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("ETag")).contains("W/\"2\"");
        assertThat(answer.body()).isEqualTo(changed);
        assertThat(caller.get("Appointment/unusual").body()).isEqualTo(changed);
    }

    @Test
    void refusesAWriteOfAVersionThatIsNoLongerThere() {
        String booked = caller.get("Appointment/demo-0001").body();
        caller.put("Appointment/demo-0001", cancelled(booked), "If-Match", "W/\"1\"");

        HttpResponse<String> answer = caller.put("Appointment/demo-0001", booked, "If-Match", "W/\"1\"");

        assertRefusal(answer, 412, "conflict", "REC_CONFLICT");
        assertThat(host.simulator().appointment("demo-0001"))
                .contains(new Simulator.AppointmentState("demo-0001", "cancelled", 2));
    }

    @Test
    void letsOneOfManyWritesOfTheSameVersionWin() {
        String body = cancelled(caller.get("Appointment/demo-0001").body());

        List<Integer> answers = IntStream.range(0, 16)
                .parallel()
                .map(i -> caller.put("Appointment/demo-0001", body, "If-Match", "W/\"1\"")
                        .statusCode())
                .boxed()
                .toList();

        assertThat(answers).filteredOn(status -> status == 200).hasSize(1);
        assertThat(answers).filteredOn(status -> status == 412).hasSize(15);
    }

    @Test
    void doesNotKnowAnUnknownId() {
        assertRefusal(caller.get("Appointment/nobody"), 404, "not-found", "REC_NOT_FOUND");
        assertRefusal(caller.get("DocumentReference/nobody"), 404, "not-found", "REC_NOT_FOUND");
    }

    @Test
    void doesNotCreateByAWrite() {
        String other = caller.get("Appointment/demo-0001").body().replace("demo-0001", "demo-9999");

        assertRefusal(caller.put("Appointment/demo-9999", other), 404, "not-found", "REC_NOT_FOUND");
        assertThat(host.simulator().appointment("demo-9999")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Reason for calling, Another reason",
        "\"accepted\", \"declined\"",
        "UKCore-Appointment, UKCore-Other",
    })
    void refusesAWriteThatChangesMoreThanTheStatus(String from, String to) {
        String body = cancelled(caller.get("Appointment/demo-0001").body()).replace(from, to);

        assertRefusal(caller.put("Appointment/demo-0001", body), 422, "processing", "REC_UNPROCESSABLE_ENTITY");
        assertThat(host.simulator().appointment("demo-0001"))
                .contains(new Simulator.AppointmentState("demo-0001", "booked", 1));
    }

    @Test
    void takesAReasonOnlyWhenSetSo() {
        String body = cancelled(caller.get("Appointment/demo-0001").body())
                .replace("\"description\"", "\"cancelationReason\": {\"text\": \"clinic closed\"}, \"description\"");

        assertThat(caller.put("Appointment/demo-0001", body).statusCode()).isEqualTo(422);

        host.simulator().configure(SimulatorSettings.strict().withChangeable("/cancelationReason"));
        assertThat(caller.put("Appointment/demo-0001", body).statusCode()).isEqualTo(200);
    }

    @Test
    void takesAnyChangeWhenSetSo() {
        host.simulator().configure(SimulatorSettings.strict().withStrictChanges(false));
        String body = caller.get("Appointment/demo-0001").body().replace("Reason for calling", "Other");

        assertThat(caller.put("Appointment/demo-0001", body).statusCode()).isEqualTo(200);
    }

    @Test
    void answersAWriteInEachOfTheThreePublishedWays() {
        String body = cancelled(caller.get("Appointment/demo-0001").body());

        assertThat(caller.put("Appointment/demo-0001", body).body()).isEqualTo(body);

        host.simulator()
                .configure(SimulatorSettings.strict().withPutAnswer(SimulatorSettings.PutAnswer.OPERATION_OUTCOME));
        assertThat(caller.put("Appointment/demo-0001", body).body()).contains("RESOURCE_UPDATED");

        host.simulator().configure(SimulatorSettings.strict().withPutAnswer(SimulatorSettings.PutAnswer.EMPTY));
        HttpResponse<String> empty = caller.put("Appointment/demo-0001", body);
        assertThat(empty.statusCode()).isEqualTo(200);
        assertThat(empty.body()).isEmpty();
    }

    @Test
    void refusesABodyThatIsNoResourceOfR4UnlessSetOtherwise() {
        String odd = UNUSUAL.replace(
                "\"status\": \"booked\"",
                "\"text\": {\"status\": \"additional\", \"div\": \"<div>a&nbsp;b</div>\"}, \"start\": \"2026-12-01T09:30Z\", \"status\": \"booked\"");
        host.simulator().seed(odd);
        String body = cancelled(odd);

        assertThat(caller.get("Appointment/unusual").body()).isEqualTo(odd);
        assertThat(caller.put("Appointment/unusual", body).statusCode()).isEqualTo(400);

        host.simulator().configure(SimulatorSettings.strict().withTypedBodies(false));
        assertThat(caller.put("Appointment/unusual", body).statusCode()).isEqualTo(200);
        assertThat(caller.get("Appointment/unusual").body()).isEqualTo(body);
    }

    @Test
    void refusesABodyThatIsNotJson() {
        assertThat(caller.put("Appointment/demo-0001", "{\"resourceType\":").statusCode())
                .isEqualTo(400);
        assertThat(caller.put("Appointment/demo-0001", "").statusCode()).isEqualTo(400);
    }

    @Test
    void tellsThatAWriteWasReceivedBefore() {
        String body = cancelled(caller.get("Appointment/demo-0001").body());
        String id = UUID.randomUUID().toString();
        assertThat(caller.put("Appointment/demo-0001", body, "X-Request-Id", id).statusCode())
                .isEqualTo(200);

        HttpResponse<String> again = caller.put("Appointment/demo-0001", body, "X-Request-Id", id);

        assertRefusal(again, 409, "duplicate", "REC_CONFLICT");
        assertThat(host.simulator().appointment("demo-0001"))
                .contains(new Simulator.AppointmentState("demo-0001", "cancelled", 2));
    }

    @Test
    void takesAWriteAgainThatWasNotApplied() {
        String body = cancelled(caller.get("Appointment/demo-0001").body());
        String id = UUID.randomUUID().toString();
        assertThat(caller.put("Appointment/demo-0001", body, "X-Request-Id", id, "If-Match", "W/\"7\"")
                        .statusCode())
                .isEqualTo(412);

        assertThat(caller.put("Appointment/demo-0001", body, "X-Request-Id", id).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "X-Request-Id, '', 400",
        "X-Request-Id, 17, 400",
        "X-Correlation-Id, '', 400",
        "X-Correlation-Id, not-a-uuid, 400",
        "NHSD-Target-Identifier, '', 400",
        "NHSD-Target-Identifier, '{}', 400",
        "NHSD-Target-Identifier, e30=, 400",
        "NHSD-End-User-Organisation, '', 400",
        "NHSD-Requesting-Software, '', 400",
        "Accept, application/fhir+json, 406",
        "Accept, application/fhir+json; version=1.0.0, 406",
        "Accept, application/json; version=1.2.0, 406",
    })
    void refusesACallWithoutTheBarsHeaders(String header, String value, int status) {
        HttpResponse<String> answer = caller.send("GET", "Appointment/demo-0001", null, Map.of(header, value));

        assertRefusal(
                answer,
                status,
                status == 400 ? "invalid" : "processing",
                status == 400 ? "SEND_BAD_REQUEST" : "SEND_NOT_ACCEPTABLE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a1t1|cancelled|booking-request", "a1t1||booking-request|update"})
    void refusesAWriteWithoutUseContext(String value) {
        String body = cancelled(caller.get("Appointment/demo-0001").body());

        assertRefusal(
                caller.put("Appointment/demo-0001", body, "use-context", value), 400, "required", "SEND_BAD_REQUEST");
    }

    @Test
    void asksTheRegistryForNoTarget() {
        assertThat(caller.send("GET", "DocumentReference/demo-pointer-0001", null, Map.of("NHSD-Target-Identifier", ""))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void asksForNoHeadersWhenSetSo() {
        host.simulator().configure(SimulatorSettings.strict().withStrictHeaders(false));

        assertThat(BarsCaller.plain("GET", host.baseUrl() + "/Appointment/demo-0001", "")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void echoesBothIdsOnceOnEveryAnswer() {
        String request = UUID.randomUUID().toString();
        String correlation = UUID.randomUUID().toString();
        Map<String, String> ids = Map.of("X-Request-Id", request, "X-Correlation-Id", correlation);
        Map<String, String> refused =
                Map.of("X-Request-Id", request, "X-Correlation-Id", correlation, "Accept", "text/html");

        for (HttpResponse<String> answer : List.of(
                caller.send("GET", "Appointment/demo-0001", null, ids),
                caller.send("GET", "Appointment/nobody", null, ids),
                caller.send("GET", "Appointment/demo-0001", null, refused))) {
            assertThat(answer.headers().allValues("X-Request-Id")).containsExactly(request);
            assertThat(answer.headers().allValues("X-Correlation-Id")).containsExactly(correlation);
        }
    }

    @Test
    void findsTheAppointmentsOfAPatientHoweverTheyShowThePatient() throws JsonProcessingException {
        for (int number : new int[] {1, 2, 3}) {
            HttpResponse<String> answer = caller.get(
                    "Appointment?patient:identifier=" + BarsCaller.encoded(NHS_SYSTEM + DemoData.nhsNumber(number)));

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(ids(Json.MAPPER.readTree(answer.body()))).containsExactly(DemoData.appointmentId(number));
        }
        assertThat(caller.get("Appointment").statusCode()).isEqualTo(400);
    }

    @Test
    void findsPointersPageByPageByTheNextLink() throws JsonProcessingException {
        List<String> found = new ArrayList<>();
        String next = pointerSearch(4);
        int pages = 0;
        while (next != null) {
            JsonNode page = Json.MAPPER.readTree(caller.get(next).body());
            assertThat(page.path("total").asInt()).isEqualTo(27);
            found.addAll(ids(page));
            next = link(page);
            pages++;
        }
        assertThat(pages).isEqualTo(2);
        assertThat(found).hasSize(27).doesNotHaveDuplicates().contains("demo-pointer-0004");
    }

    @Test
    void findsPointersPageByPageByTheTokenInTheTag() throws JsonProcessingException {
        JsonNode first = Json.MAPPER.readTree(caller.get(pointerSearch(4)).body());
        JsonNode tag = first.path("meta").path("tag").path(0);
        assertThat(tag.path("display").asText()).isEqualTo("next_page_token");

        JsonNode second = Json.MAPPER.readTree(caller.get(pointerSearch(4) + "&next-page-token="
                        + tag.path("code").asText())
                .body());

        assertThat(ids(first)).hasSize(20);
        assertThat(ids(second)).hasSize(7).contains("demo-pointer-0004");
        assertThat(second.path("meta").isMissingNode()).isTrue();
        assertThat(link(second)).isNull();
    }

    @Test
    void missesNoPointerWhenOneIsDeletedBetweenThePages() throws JsonProcessingException {
        JsonNode first = Json.MAPPER.readTree(caller.get(pointerSearch(4)).body());
        caller.delete("DocumentReference/demo-history-0001");

        assertThat(ids(Json.MAPPER.readTree(caller.get(link(first)).body()))).hasSize(7);
    }

    @Test
    void searchesByTypeAndCustodianToo() throws JsonProcessingException {
        String custodian = "&custodian:identifier="
                + BarsCaller.encoded("https://fhir.nhs.uk/Id/ods-organization-code|" + DemoData.CUSTODIAN);

        assertThat(ids(Json.MAPPER.readTree(
                        caller.get(pointerSearch(5) + custodian).body())))
                .containsExactly("demo-pointer-0005", "demo-pointer-0005-b");
        assertThat(ids(Json.MAPPER.readTree(
                        caller.get(pointerSearch(7) + custodian).body())))
                .isEmpty();
        assertThat(ids(Json.MAPPER.readTree(caller.get(pointerSearch(5).replace("749001000000101", "736253002"))
                        .body())))
                .isEmpty();
        assertRefusal(
                caller.get(pointerSearch(5).replace(BarsCaller.encoded("http://snomed.info/sct"), "x")),
                400,
                "value",
                "SEND_BAD_REQUEST");
        assertRefusal(caller.get("DocumentReference?type=x"), 400, "required", "SEND_BAD_REQUEST");
    }

    @Test
    void deletesAPointerForGood() throws JsonProcessingException {
        HttpResponse<String> answer = caller.delete("DocumentReference/demo-pointer-0001");

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode issue = Json.MAPPER.readTree(answer.body()).path("issue").path(0);
        assertThat(issue.path("details").path("coding").path(0).path("code").asText())
                .isEqualTo("RESOURCE_DELETED");
        assertRefusal(caller.get("DocumentReference/demo-pointer-0001"), 410, "deleted", "REC_NOT_FOUND");
        assertRefusal(caller.delete("DocumentReference/demo-pointer-0001"), 410, "deleted", "REC_NOT_FOUND");
        assertThat(ids(Json.MAPPER.readTree(caller.get(pointerSearch(1)).body())))
                .isEmpty();
        assertThat(host.simulator().pointers()).doesNotContain("demo-pointer-0001");
    }

    @Test
    void refusesAnotherStatusOfAPointerUnlessTheRegistryTakesUpdates() {
        String body = caller.get("DocumentReference/demo-pointer-0001")
                .body()
                .replace("\"status\": \"current\"", "\"status\": \"superseded\"");

        assertRefusal(caller.put("DocumentReference/demo-pointer-0001", body), 400, "invalid", "SEND_BAD_REQUEST");

        host.simulator().configure(SimulatorSettings.strict().withRegistryTakesUpdates(true));
        assertThat(caller.put("DocumentReference/demo-pointer-0001", body).body())
                .contains("RESOURCE_UPDATED");
        assertThat(caller.put(
                                "DocumentReference/demo-pointer-0001",
                                body.replace(DemoData.CUSTODIAN, DemoData.OTHER_CUSTODIAN))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void readsAPatientButNeverWritesOne() {
        host.simulator().seed("{\"resourceType\":\"Patient\",\"id\":\"p1\",\"name\":[{\"family\":\"SYNTHETIC\"}]}");

        assertThat(caller.get("Patient/p1").body()).contains("SYNTHETIC");
        assertThat(caller.put("Patient/p1", "{\"resourceType\":\"Patient\",\"id\":\"p1\"}")
                        .statusCode())
                .isBetween(400, 499);
    }

    @Test
    void remembersEachCallAsItCame() {
        String body = cancelled(caller.get("Appointment/demo-0001").body());
        host.simulator().forgetCalls();

        caller.put("Appointment/demo-0001", body, "If-Match", "W/\"1\"");
        caller.get(pointerSearch(1));

        RecordedCall put = host.simulator().calls("PUT", "Appointment").get(0);
        assertThat(put.path()).isEqualTo("Appointment/demo-0001");
        assertThat(put.status()).isEqualTo(200);
        assertThat(put.header("if-MATCH")).contains("W/\"1\"");
        assertThat(put.bodyText()).isEqualTo(body);
        assertThat(put.at()).isEqualTo(StrictSimulator.CLOCK.instant());
        assertThat(host.simulator().calls()).hasSize(2).last().satisfies(get -> assertThat(get.query())
                .startsWith("subject:identifier=https%3A%2F%2F"));
    }

    @Test
    void forgetsTheOldestCallsFirst() {
        host.simulator().configure(SimulatorSettings.strict().withRecordLimit(2));

        caller.get("Appointment/demo-0001");
        caller.get("Appointment/demo-0002");
        caller.get("Appointment/demo-0003");

        assertThat(host.simulator().calls())
                .extracting(RecordedCall::path)
                .containsExactly("Appointment/demo-0002", "Appointment/demo-0003");
    }

    @Test
    void letsABehaviourHideThatAWriteWasApplied() {
        String body = cancelled(caller.get("Appointment/demo-0001").body());
        host.simulator().behave((call, server) -> {
            SimulatedAnswer answer = server.answer();
            return call.isWrite()
                    ? SimulatedAnswer.refusal(new Refusal(504, "timeout", "REC_TIMEOUT", "late"))
                    : answer;
        });

        assertThat(caller.put("Appointment/demo-0001", body).statusCode()).isEqualTo(504);
        assertThat(caller.get("Appointment/demo-0001").body()).isEqualTo(body);
        assertThat(host.simulator().calls("PUT", "Appointment"))
                .extracting(RecordedCall::status)
                .containsExactly(504);
    }

    @Test
    void tellsWhatItCanDo() {
        assertThat(caller.get("metadata").body()).contains("CapabilityStatement", "DocumentReference");
    }

    private static String cancelled(String appointment) {
        return appointment.replace("\"status\": \"booked\"", "\"status\": \"cancelled\"");
    }

    private static String pointerSearch(int number) {
        return "DocumentReference?subject:identifier=" + BarsCaller.encoded(NHS_SYSTEM + DemoData.nhsNumber(number))
                + "&type=" + BarsCaller.encoded(APPOINTMENT_TYPE);
    }

    private static List<String> ids(JsonNode bundle) {
        return bundle.findValues("resource").stream()
                .map(resource -> resource.path("id").asText())
                .toList();
    }

    private static String link(JsonNode bundle) {
        for (JsonNode link : bundle.path("link")) {
            if ("next".equals(link.path("relation").asText())) {
                return link.path("url").asText();
            }
        }
        return null;
    }

    private static void assertRefusal(HttpResponse<String> answer, int status, String issueCode, String errorCode) {
        assertThat(answer.statusCode()).isEqualTo(status);
        try {
            JsonNode outcome = Json.MAPPER.readTree(answer.body());
            assertThat(outcome.path("resourceType").asText()).isEqualTo("OperationOutcome");
            JsonNode issue = outcome.path("issue").path(0);
            assertThat(issue.path("code").asText()).isEqualTo(issueCode);
            JsonNode coding = issue.path("details").path("coding").path(0);
            assertThat(coding.path("system").asText()).isEqualTo("https://fhir.nhs.uk/Codesystem/http-error-codes");
            assertThat(coding.path("code").asText()).isEqualTo(errorCode);
        } catch (JsonProcessingException noJson) {
            throw new AssertionError(answer.body(), noJson);
        }
    }
}
