package org.barscancel.runtime.intake;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.barscancel.blackbox.MllpClient;
import org.barscancel.command.Typed;
import org.barscancel.runtime.Asked;
import org.barscancel.runtime.WholeProgram;
import org.barscancel.simulator.Behaviour;
import org.barscancel.simulator.Simulator;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each format by each door, and how its sender is answered; JSON and MLLP have tests of their own. */
class DoorsTest {
    private static final int APPOINTMENTS = 40;
    private static final int MOST_ROWS = 50;
    private static final String[] CSV = {"Content-Type", "text/csv", "Prefer", "wait=30"};
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path home;

    private static WholeProgram program;

    private final CountDownLatch opened = new CountDownLatch(1);
    private Simulator farSides;

    @BeforeAll
    static void start() {
        program = new WholeProgram(
                home,
                "--bars.hl7.feeds.pas-1.appointment-id=SCH-1",
                "--bars.file.csv-charset=windows-1252",
                "--bars.limits.csv-rows=" + MOST_ROWS,
                "--bars.limits.csv-bytes=1MB",
                "--bars.limits.request-bytes=64KB");
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    @BeforeEach
    void seed() throws IOException {
        farSides = program.farSides(APPOINTMENTS);
    }

    @AfterEach
    void letGo() {
        opened.countDown();
        farSides.behave(Behaviour.FAITHFUL);
    }

    @Nested
    class CsvByHttpTest {
        @Test
        void isAnsweredAsAListAndItsResultAsCsv() throws Exception {
            String body = "appointmentId;requestId\nappointment-1;c-1\na/2;c-2\nappointment-3;\n";

            HttpResponse<String> answer = post(body, CSV);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(json(answer).path("counts").toString())
                    .isEqualTo("{\"pending\":0,\"done\":2,\"alreadyDone\":0,\"rejected\":1,\"parked\":0}");
            String batch = answer.headers().firstValue("Location").orElseThrow();
            assertThat(batch)
                    .isEqualTo("/batches/" + json(answer).path("batchId").asText());
            HttpResponse<String> csv = program.get(batch + "/result", "text/csv");
            assertThat(csv.headers().firstValue("Content-Type")).hasValue("text/csv");
            assertThat(csv.body().lines())
                    .satisfiesExactly(
                            header -> assertThat(header)
                                    .isEqualTo("appointmentId;requestId;row;outcome;registry;problem;message;"
                                            + "cancellationId"),
                            row -> assertThat(row).startsWith("appointment-1;c-1;1;done;removed;"),
                            row -> assertThat(row).startsWith("a/2;c-2;2;rejected;skipped;invalid-field;"),
                            row -> assertThat(row).startsWith("appointment-3;;3;done;removed;"));
            JsonNode results = json(program.get(batch + "/result", "*/*"));
            assertThat(results.findValuesAsText("outcome")).containsExactly("done", "rejected", "done");
            assertThat(results.path(0).path("source").toString()).isEqualTo("{\"channel\":\"http\",\"row\":1}");
            await().until(() -> below("claimed").isEmpty());
            assertThat(below("spool")).isEmpty();
            assertThat(below("results")).as("a call has no result file").noneMatch(file -> file.toString()
                    .contains("body.csv"));
        }

        @Test
        void isKnownAtOnceByItsLocation() throws Exception {
            hold("appointment-4");

            HttpResponse<String> answer = post("appointmentId\nappointment-4\n", "Content-Type", "text/csv");

            assertThat(answer.statusCode()).isEqualTo(202);
            String batch = answer.headers().firstValue("Location").orElseThrow();
            HttpResponse<String> known = program.get(batch, "application/json");
            assertThat(json(known).path("size").asInt()).isEqualTo(1);
            assertThat(json(known).path("complete").asBoolean()).isFalse();
            assertThat(program.get(batch + "/result", "text/csv").statusCode()).isEqualTo(409);
        }

        @Test
        void thatComesAgainUnderTheSameKeyCallsNobody() throws Exception {
            String body = "appointmentId\nappointment-5\nappointment-6\n";
            String[] headers = {"Content-Type", "text/csv", "Prefer", "wait=30", "Idempotency-Key", "csv/key-1"};
            post(body, headers);
            int calls = farSides.calls("PUT", "Appointment").size();

            HttpResponse<String> again = post(body, headers);

            assertThat(again.statusCode()).isEqualTo(200);
            assertThat(json(again).path("counts").path("done").asInt()).isEqualTo(2);
            assertThat(farSides.calls("PUT", "Appointment")).hasSize(calls);
            JsonNode results = json(
                    program.get(again.headers().firstValue("Location").orElseThrow() + "/result", "application/json"));
            assertThat(results.findValuesAsText("requestId")).containsExactly("csv/key-1/1", "csv/key-1/2");
        }

        @Test
        void thatIsBrokenIsAnsweredWithItsPlaceAndKeptWhole() throws Exception {
            String body = "appointmentId,oops\nappointment-7,x\n";

            HttpResponse<String> answer = post(body, CSV);

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(json(answer).path("code").asText()).isEqualTo("malformed");
            assertThat(json(answer).path("line").asInt()).isEqualTo(1);
            // Its error may be told before it lies there itself.
            await().untilAsserted(() -> assertThat(below("rejected"))
                    .anySatisfy(file -> assertThat(file.toString()).endsWith("-body.csv.error.json"))
                    .filteredOn(file -> file.toString().endsWith("-body.csv"))
                    .anySatisfy(file -> assertThat(file).hasContent(body)));
            assertNobodyIsCalled();
        }

        @Test
        void thatIsTooLongOrTooLargeIsRefusedAndNotKept() throws Exception {
            String row = "appointment-8\n";
            HttpResponse<String> tooLong = post("appointmentId\n" + row.repeat(MOST_ROWS + 1), CSV);
            HttpResponse<String> tooLarge = post("appointmentId\n" + " ".repeat(1 << 20) + row, CSV);

            assertThat(List.of(tooLong.statusCode(), tooLarge.statusCode())).containsOnly(413);
            assertThat(json(tooLong).path("detail").asText()).contains("50 rows");
            assertThat(below("spool")).isEmpty();
            assertThat(below("claimed")).isEmpty();
            assertNobodyIsCalled();
        }

        @ParameterizedTest
        @CsvSource({"text/csv, windows-1252", "text/csv;charset=utf-8, UTF-8", "text/csv; charset=\"CP1252\", CP1252"})
        void isReadInTheCharacterSetItNames(String type, String charset) throws Exception {
            byte[] body = "appointmentId,reasonText\nappointment-9,Öffnung\n".getBytes(Charset.forName(charset));

            HttpResponse<String> answer =
                    program.post("/cancellations", body, "Content-Type", type, "Prefer", "wait=30");

            assertThat(answer.statusCode()).isEqualTo(200);
            HttpResponse<String> csv =
                    program.get(answer.headers().firstValue("Location").orElseThrow() + "/result", "text/csv");
            assertThat(csv.body()).contains(charset.equals("UTF-8") ? "Öffnung" : "\uFFFDffnung");
        }

        @Test
        void inACharacterSetThatIsNotReadIsRefused() throws Exception {
            for (String charset : List.of("utf-16", "nonsense", "!!")) {
                assertThat(post("appointmentId\na1\n", "Content-Type", "text/csv; charset=" + charset)
                                .statusCode())
                        .isEqualTo(415);
            }
            assertThat(post("appointmentId\na1\n", "Content-Type", "text/csv", "Idempotency-Key", "a, b")
                            .statusCode())
                    .isEqualTo(400);
            assertThat(below("claimed")).isEmpty();
        }

        @Test
        void ofAListThatCameAsJsonIsAnsweredToo() throws Exception {
            HttpResponse<String> answer = post(
                    "[{\"appointmentId\":\"appointment-10\",\"requestId\":\"=1\"}]",
                    "Content-Type",
                    "application/json",
                    "Prefer",
                    "wait=30");

            HttpResponse<String> csv = program.get(
                    answer.headers().firstValue("Location").orElseThrow() + "/result", "text/csv, */*;q=0.1");

            assertThat(csv.body())
                    .startsWith("requestId,correlationId,appointmentId,status,row,outcome")
                    .contains("\n'=1,");
        }
    }

    @Nested
    class Hl7ByHttpTest {
        @Test
        void isAcknowledgedInHl7() throws Exception {
            HttpResponse<String> answer = hl7(MllpClient.cancellation("H-1", "appointment-11"), "feed=pas-1");

            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/hl7-v2");
            assertThat(answer.body()).startsWith("MSH|^~\\&|TIE|BARS|PAS|RXX|").contains("\rMSA|AA|H-1\r");
            awaitCancelled("appointment-11");
            JsonNode result =
                    json(program.get(answer.headers().firstValue("Location").orElseThrow(), "application/json"));
            assertThat(result.path("requestId").asText()).isEqualTo("H-1");
            assertThat(result.path("source").path("requester").asText()).isEqualTo("pas-1");
        }

        @Test
        void isAnsweredInJsonWhenThatIsAskedFor() throws Exception {
            HttpResponse<String> answer = hl7(
                    MllpClient.cancellation("H-2", "appointment-12"),
                    "feed=pas-1",
                    "Accept",
                    "application/json",
                    "Prefer",
                    "wait=30");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(json(answer).path("outcome").asText()).isEqualTo("done");
        }

        @Test
        void isAcknowledgedMessageByMessage() throws Exception {
            String batch = "BHS|^~\\&\r" + MllpClient.cancellation("H-3", "appointment-13")
                    + MllpClient.cancellation("H-4", "appointment-14").replace("S15", "S12") + "BTS|2\r";

            HttpResponse<String> answer = hl7(batch, "feed=pas-1", "Accept", "application/hl7-v2, application/json");

            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(answer.body()).containsSubsequence("MSA|AA|H-3", "MSH|", "MSA|AR|H-4|unsupported-event");
            awaitCancelled("appointment-13");
        }

        @Test
        void thatIsRefusedIsAcknowledgedSo() throws Exception {
            HttpResponse<String> answer = hl7(MllpClient.cancellation("H-5", ""), "feed=pas-1");

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("MSA|AR|H-5|invalid-field", "\rERR|");
            assertThat(hl7("nothing", "feed=pas-1").body()).contains("MSA|AR", "malformed");
        }

        @Test
        void thatIsCutOffIsRefusedAsAWhole() throws Exception {
            HttpResponse<String> answer =
                    hl7("BHS|^~\\&\r" + MllpClient.cancellation("H-6", "appointment-15") + "BTS|2\r", "feed=pas-1");

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("MSA|AR", "BTS-1");
            assertNobodyIsCalled();
        }

        @Test
        void ofNoFeedIsRefusedAndTheFeedIsAskedFor() throws Exception {
            String message = MllpClient.cancellation("H-7", "appointment-16");

            HttpResponse<String> none = hl7(message, "", "Accept", "application/json");
            HttpResponse<String> unknown = hl7(message, "feed=pas-9", "Accept", "application/json");

            assertThat(none.statusCode()).isEqualTo(415);
            assertThat(json(none).path("nextAction").asText()).contains("feed", "bars.hl7.default-feed");
            assertThat(unknown.statusCode()).isEqualTo(400);
            assertThat(unknown.body()).contains("feed").doesNotContain("pas-9");
            assertNobodyIsCalled();
        }
    }

    @Nested
    class BarsMessageByHttpTest {
        @Test
        void isAnsweredWithAnOutcomeOnceItsAppointmentIsCancelled() throws Exception {
            String id = UUID.randomUUID().toString();

            HttpResponse<String> answer = message(
                    Asked.bundle("appointment-17"),
                    "application/fhir+json; version=1.2.0",
                    "X-Request-Id",
                    id,
                    "X-Correlation-Id",
                    id);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/fhir+json");
            assertThat(answer.headers().firstValue("X-Request-Id")).hasValue(id);
            assertThat(answer.headers().firstValue("X-Correlation-Id")).hasValue(id);
            assertThat(json(answer).at("/issue/0/details/coding/0/code").asText())
                    .isEqualTo("RESOURCE_UPDATED");
            assertThat(farSides.calls("PUT", "Appointment")).singleElement().satisfies(call -> assertThat(
                            call.header("X-Correlation-Id"))
                    .hasValue(id));
        }

        @Test
        void inXmlIsAnsweredInXml() throws Exception {
            HttpResponse<String> answer = message(xml("appointment-18"), "application/fhir+xml;version=1.1.0");
            HttpResponse<String> inJson = message(
                    xml("appointment-19"), "application/fhir+xml", "Accept", "application/fhir+json;version=1.2.0");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/fhir+xml");
            assertThat(answer.body()).startsWith("<OperationOutcome").contains("RESOURCE_UPDATED");
            assertThat(json(inJson).path("resourceType").asText()).isEqualTo("OperationOutcome");
        }

        @Test
        void thatComesAgainIsADuplicateAndCallsNobody() throws Exception {
            String body = Asked.bundle("appointment-20");
            message(body, "application/fhir+json");
            int calls = farSides.calls("PUT", "Appointment").size();

            HttpResponse<String> again = message(body, "application/fhir+json");

            assertThat(again.statusCode()).isEqualTo(409);
            assertOutcome(again, "duplicate", "REC_CONFLICT");
            assertThat(farSides.calls("PUT", "Appointment")).hasSize(calls);
        }

        @Test
        void thatIsStillOnItsWayIsAcceptedAndItsRepeatComesTooEarly() throws Exception {
            hold("appointment-21");
            String body = Asked.bundle("appointment-21");

            HttpResponse<String> first = message(body, "application/fhir+json", "Prefer", "wait=1");
            HttpResponse<String> repeat = message(body, "application/fhir+json");

            assertThat(first.statusCode()).isEqualTo(202);
            assertThat(json(first).at("/issue/0/severity").asText()).isEqualTo("information");
            assertThat(json(first).at("/issue/0/diagnostics").asText()).contains("not cancelled yet");
            String location = first.headers().firstValue("Location").orElseThrow();
            assertThat(json(program.get(location, "application/json"))
                            .path("outcome")
                            .asText())
                    .isEqualTo("pending");
            assertThat(repeat.statusCode()).isEqualTo(425);
            assertOutcome(repeat, "transient", "REC_TOO_EARLY");
        }

        @Test
        void thatCannotBeCarriedOutIsToldWhy() throws Exception {
            HttpResponse<String> unknown = message(Asked.bundle("appointment-none"), "application/fhir+json");
            farSides.seed("{\"resourceType\":\"Appointment\",\"id\":\"fulfilled-1\",\"status\":\"fulfilled\","
                    + "\"participant\":[{\"status\":\"accepted\"}]}");
            HttpResponse<String> notCurrent = message(Asked.bundle("fulfilled-1"), "application/fhir+json");

            assertThat(unknown.statusCode()).isEqualTo(404);
            assertOutcome(unknown, "not-found", "REC_NOT_FOUND");
            assertThat(notCurrent.statusCode()).isEqualTo(422);
            assertOutcome(notCurrent, "business-rule", "REC_UNPROCESSABLE_ENTITY");
        }

        static Stream<Arguments> bad() {
            String good = Asked.bundle("appointment-22");
            return Stream.of(
                    arguments("no JSON", "{\"resourceType\": \"Bundle\",", 400, "REC_BAD_REQUEST"),
                    arguments("deep JSON", "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000), 400, "REC_BAD_REQUEST"),
                    arguments(
                            "a field twice",
                            good.replace(
                                    "{\"resourceType\":\"Bundle\"",
                                    "{\"resourceType\":" + "\"Bundle\",\"resourceType\":\"Bundle\""),
                            400,
                            "REC_BAD_REQUEST"),
                    arguments(
                            "a document type",
                            "<!DOCTYPE Bundle [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + xml("appointment-22"),
                            400,
                            "REC_BAD_REQUEST"),
                    arguments("deep XML", "<a>".repeat(5_000) + "</a>".repeat(5_000), 400, "REC_BAD_REQUEST"),
                    arguments("another encoding", "\uFEFF" + good, 400, "REC_BAD_REQUEST"),
                    arguments("no message", "{\"resourceType\":\"Patient\"}", 415, "REC_UNSUPPORTED_MEDIA_TYPE"),
                    arguments(
                            "another event",
                            good.replace("booking-request\"", "servicerequest-request\""),
                            422,
                            "REC_UNPROCESSABLE_ENTITY"),
                    arguments(
                            "a booking",
                            good.replace("\"status\":\"cancelled\"", "\"status\":\"booked\""),
                            422,
                            "REC_UNPROCESSABLE_ENTITY"),
                    arguments("no id", good.replaceAll("appointment-22", ""), 400, "REC_BAD_REQUEST"),
                    arguments("too large", good + " ".repeat(70_000), 413, "REC_BAD_REQUEST"));
        }

        private static Arguments arguments(Object... all) {
            return Arguments.of(all);
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("bad")
        void thatIsNoneIsRefusedAndCallsNobody(String name, String body, int status, String code) throws Exception {
            HttpResponse<String> answer = message(body, "application/fhir+json");

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
            assertThat(json(answer).at("/issue/0/details/coding/0/code").asText())
                    .isEqualTo(code);
            assertThat(json(answer).at("/issue/0/diagnostics").asText()).isNotBlank();
            assertNobodyIsCalled();
            assertThat(answer.headers().firstValue("Location").isPresent()).isEqualTo(status != 413);
        }

        @ParameterizedTest
        @ValueSource(strings = {"text/csv", "text/plain", "application/hl7-v2", "multipart/form-data; boundary=x"})
        void ofAnotherMediaTypeIsRefused(String type) throws Exception {
            HttpResponse<String> answer = message(Asked.bundle("appointment-23"), type);

            assertThat(answer.statusCode()).isEqualTo(415);
            assertOutcome(answer, "not-supported", "REC_UNSUPPORTED_MEDIA_TYPE");
            assertNobodyIsCalled();
        }

        @Test
        void whoseIdsAreNoneIsRefusedAndTheyAreNotMirrored() throws Exception {
            HttpResponse<String> answer =
                    message(Asked.bundle("appointment-24"), "application/fhir+json", "X-Request-Id", "9990000018");

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.headers().firstValue("X-Request-Id")).isEmpty();
            assertThat(answer.body()).contains("X-Request-Id").doesNotContain("9990000018");
        }

        @Test
        void hasNoOtherMethod() throws Exception {
            assertThat(program.get("/$process-message", "*/*").statusCode()).isEqualTo(405);
        }
    }

    /** Who did what; {@code audit verify} must find it whole while the program goes on writing it. */
    @Nested
    class InTheAuditTrailTest {
        @Test
        void standsWhoeverSubmitsSearchesReadsReplaysOrCompares() throws Exception {
            String id = JSON.readTree(program.call("cancellations", "{\"appointmentId\":\"nowhere-to-be-found\"}")
                            .body())
                    .path("cancellationId")
                    .asText();
            await().atMost(Duration.ofSeconds(30))
                    .until(() ->
                            program.call("cancellations/" + id, null).body().contains("rejected"));
            program.call("cancellations?appointmentId=9990000018&outcome=parked", null);
            program.call("cancellations/" + id + "/replay", "");
            program.call("reconciliations", "{\"from\":\"2026-01-01T00:00:00Z\",\"repair\":true}");

            assertThat(recorded())
                    .anyMatch(line -> line.contains("\"submitted\",\"channel\":\"http\",\"from\":\"127.0.0.1\"")
                            && line.contains("\"on\":{\"cancellationId\":\"" + id + "\",\"requests\":1,"))
                    .anyMatch(line -> line.contains("\"read\"") && line.contains(id))
                    .anyMatch(line -> line.contains("\"searched\"")
                            && line.contains("\"on\":{\"outcome\":\"parked\",\"appointmentId\":\"(withheld)\"}"))
                    .anyMatch(line -> line.contains("\"replay-asked\"") && line.contains(id))
                    .anyMatch(line -> line.contains("\"replayed\"") && line.contains("\"replayed\":1"))
                    .anyMatch(line -> line.contains("\"reconciliation-asked\"") && line.contains("\"repair\":true"))
                    .noneMatch(line -> line.contains("9990000018"));
        }

        @Test
        void aListStandsOnceByItsIdAndWhoeverSentIt() throws Exception {
            String batch = JSON.readTree(
                            program.post("/cancellations", "appointmentId\na/1\na/2\na/3\n".getBytes(US_ASCII), CSV)
                                    .body())
                    .path("batchId")
                    .asText();

            assertThat(recorded())
                    .filteredOn(line -> line.contains(batch) && line.contains("\"from\":\"127.0.0.1\""))
                    .singleElement()
                    .asString()
                    .contains("\"requests\":3");
        }

        /** Verifies it, too. */
        private List<String> recorded() throws IOException {
            Typed verified =
                    Typed.typed("audit", "verify", home.resolve("audit").toString());
            assertThat(verified.code()).as(verified.said()).isZero();
            List<String> lines = new ArrayList<>();
            for (Path file : below("audit")) {
                lines.addAll(Files.readAllLines(file));
            }
            return lines;
        }
    }

    @Nested
    class ByQueueTest {
        @Test
        void csvIsAnsweredRowByRow() throws Exception {
            List<JsonNode> answers = program.ask(
                    "status;appointmentId\n;appointment-25\n;a/1\nentered-in-error;appointment-26\n", "pas-1", 3);

            assertThat(answers)
                    .extracting(answer -> answer.path("source").path("row").asInt() + " "
                            + answer.path("outcome").asText())
                    .containsExactlyInAnyOrder("1 done", "2 rejected", "3 done");
        }

        @Test
        void csvThatIsBrokenIsAnsweredOnce() throws Exception {
            JsonNode answer = program.ask("appointmentId,oops\nappointment-27,1\n", "pas-1");

            assertThat(answer.path("problem").path("code").asText()).isEqualTo("malformed");
            assertNobodyIsCalled();
        }

        @Test
        void aBarsMessageIsRecognisedByItsStart() throws Exception {
            for (String body : List.of(Asked.bundle("appointment-28"), "\n " + xml("appointment-29"))) {
                JsonNode answer = program.ask(body, "pas-1");

                assertThat(answer.path("outcome").asText()).isEqualTo("done");
                assertThat(answer.path("requestId").asText()).startsWith("bundle-");
            }
        }

        @Test
        void aBundleThatCancelsNothingIsRefused() throws Exception {
            JsonNode answer = program.ask("{\"type\":\"collection\",\"resourceType\":\"Bundle\"}", "pas-1");

            assertThat(answer.path("problem").path("code").asText()).isEqualTo("unsupported-format");
            assertNobodyIsCalled();
        }
    }

    @Nested
    class ByFileTest {
        @Test
        void aBarsMessageIsReadInJsonAndXml() throws Exception {
            Path json = program.drop("bars/message.json", Asked.bundle("appointment-30"));
            Path xml = program.drop("bars/message.XML", xml("appointment-31"));

            await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(json) && Files.exists(xml));
            for (Path result : List.of(json, xml)) {
                assertThat(JSON.readTree(result.toFile()).path("outcome").asText())
                        .isEqualTo("done");
            }
        }

        @Test
        void xmlWithADocumentTypeIsRejectedWithItsReason() throws Exception {
            program.drop("bars/entity.xml", "<!DOCTYPE a [<!ENTITY b \"c\">]>" + xml("appointment-32"));

            await().atMost(Duration.ofSeconds(30)).until(() -> below("rejected").stream()
                    .anyMatch(file -> file.toString().endsWith("entity.xml.error.json")));
            assertNobodyIsCalled();
        }
    }

    /** For an appointment that only refused requests name; those of other tests may still be on their way. */
    private void assertNobodyIsCalled() {
        assertThat(farSides.calls())
                .noneMatch(call -> call.path().matches("Appointment/appointment-(7|8|15|16|22|23|27|32)"));
    }

    private static HttpResponse<String> post(String body, String... headers) throws Exception {
        return program.post("/cancellations", body.getBytes(StandardCharsets.UTF_8), headers);
    }

    private static HttpResponse<String> hl7(String body, String query, String... headers) throws Exception {
        String[] all = Stream.concat(Stream.of("Content-Type", "application/hl7-v2"), Stream.of(headers))
                .toArray(String[]::new);
        return program.post("/cancellations?" + query, body.getBytes(StandardCharsets.UTF_8), all);
    }

    /** Waits for the end unless the test says for how long: how busy the machine is decides nothing. */
    private static HttpResponse<String> message(String body, String type, String... headers) throws Exception {
        List<String> all = new ArrayList<>(List.of("Content-Type", type));
        all.addAll(List.of(headers));
        if (!all.contains("Prefer")) {
            all.addAll(List.of("Prefer", "wait=30"));
        }
        return program.post("/$process-message", body.getBytes(StandardCharsets.UTF_8), all.toArray(String[]::new));
    }

    private static String xml(String appointmentId) {
        FhirContext context = FhirContext.forR4Cached();
        return context.newXmlParser()
                .setOverrideResourceIdWithBundleEntryFullUrl(false)
                .encodeResourceToString(context.newJsonParser()
                        .setOverrideResourceIdWithBundleEntryFullUrl(false)
                        .parseResource(Bundle.class, Asked.bundle(appointmentId)));
    }

    private static void assertOutcome(HttpResponse<String> answer, String issue, String code) throws IOException {
        assertThat(json(answer).at("/issue/0/code").asText()).isEqualTo(issue);
        assertThat(json(answer).at("/issue/0/details/coding/0/code").asText()).isEqualTo(code);
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body());
    }

    private static List<Path> below(String folder) throws IOException {
        Path root = home.resolve(folder);
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private void hold(String appointmentId) {
        farSides.behave((call, server) -> {
            if (call.path().endsWith(appointmentId)) {
                try {
                    opened.await(8, TimeUnit.SECONDS);
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            }
            return server.answer();
        });
    }

    private void awaitCancelled(String appointmentId) {
        await().atMost(Duration.ofSeconds(30)).until(() -> farSides.appointments().stream()
                .anyMatch(state ->
                        state.id().equals(appointmentId) && state.status().equals("cancelled")));
    }
}
