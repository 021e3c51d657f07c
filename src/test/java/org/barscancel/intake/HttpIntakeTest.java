package org.barscancel.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.barscancel.problem.ProblemCode;
import org.barscancel.request.JsonRequestReader;
import org.barscancel.request.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpIntakeTest {
    private static final Instant NOW = Instant.parse("2026-11-30T08:00:00Z");
    private static final String ONE = "{\"appointmentId\":\"a1\"}";

    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final JsonRequestReader json = new JsonRequestReader(10_000);
    private final HttpIntake intake = new HttpIntake(
            Map.of(
                    "application/json",
                    HttpIntake.plain(json::read),
                    "text/plain",
                    HttpIntake.plain(body -> json.read(ONE.getBytes(StandardCharsets.UTF_8))),
                    "application/hl7-v2",
                    Feeds.intake(10_000, CLOCK)::call),
            List.of("text/csv"),
            CLOCK);

    @Test
    void aSingleRequestIsNoBatch() {
        Arrival arrival = taken(ONE, null).arrival();

        assertThat(arrival.channel()).isEqualTo("http");
        assertThat(arrival.batchId()).isNull();
        assertThat(arrival.name()).isNull();
        assertThat(arrival.receivedAt()).isEqualTo(NOW);
        assertThat(requestIds(arrival)).containsOnlyNulls().hasSize(1);
    }

    @Test
    void aListIsABatchOfItsOwnEachTime() {
        Arrival first = taken("[" + ONE + "]", "key").arrival();
        Arrival second = taken("[" + ONE + "]", "key").arrival();

        assertThat(first.batchId()).isNotNull().isNotEqualTo(second.batchId());
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "Application/JSON; charset=utf-8", " application/json ", ""})
    void aMediaTypeIsReadWhateverItsSpelling(String type) {
        assertThat(intake.read(ONE.getBytes(StandardCharsets.UTF_8), type, null, null, null, DryRunWish.NONE))
                .isInstanceOf(HttpArrival.Taken.class);
    }

    @Test
    void eachMediaTypeHasItsReader() {
        assertThat(intake.read(new byte[0], "text/plain", null, null, null, DryRunWish.NONE))
                .isInstanceOfSatisfying(
                        HttpArrival.Taken.class,
                        taken -> assertThat(taken.arrival().rows().rows()).hasSize(1));
        assertThat(intake.mediaTypes())
                .containsExactly("application/hl7-v2", "application/json", "text/csv", "text/plain");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/xml", "application/fhir+json", "9990000018"})
    void anotherMediaTypeIsRefusedWithThoseThatAreRead(String type) {
        assertThat(intake.read(ONE.getBytes(StandardCharsets.UTF_8), type, null, null, null, DryRunWish.NONE))
                .isInstanceOfSatisfying(HttpArrival.Refused.class, refused -> {
                    assertThat(refused.problem().code()).isEqualTo(ProblemCode.UNSUPPORTED_FORMAT);
                    assertThat(refused.problem().nextAction()).contains("application/json, text/csv, text/plain");
                    assertThat(refused.problem().toString()).doesNotContain(type);
                });
    }

    @Test
    void whatCannotBeReadIsARowOfItsOwnWithItsPlace() {
        HttpArrival.Taken taken = taken("{\n\"appointmentId\": }", null);

        assertThat(taken.unreadable()).isNotNull();
        assertThat(taken.unreadable().line()).isEqualTo(2);
        assertThat(taken.arrival().batchId()).isNull();
        assertThat(taken.arrival().rows().rows())
                .singleElement()
                .isInstanceOfSatisfying(
                        Reading.Invalid.class, row -> assertThat(row.original()).isEqualTo("{\n\"appointmentId\": }"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"key-1", "\"key-1\""})
    void theKeyIsTheRequestIdOfASingleRequest(String key) {
        assertThat(requestIds(taken(ONE, key).arrival())).containsExactly("key-1");
    }

    @Test
    void theKeyMayRepeatTheRequestId() {
        assertThat(requestIds(taken("{\"appointmentId\":\"a1\",\"requestId\":\"r1\"}", "r1")
                        .arrival()))
                .containsExactly("r1");
    }

    @Test
    void aKeyThatDiffersFromTheRequestIdIsRefusedAsARow() {
        assertThat(taken("{\"appointmentId\":\"a1\",\"requestId\":\"r1\"}", "r2")
                        .arrival()
                        .rows()
                        .rows())
                .singleElement()
                .isInstanceOfSatisfying(Reading.Invalid.class, row -> {
                    assertThat(row.problem().code()).isEqualTo(ProblemCode.INVALID_FIELD);
                    assertThat(row.problem().message()).contains("requestId", "Idempotency-Key");
                    assertThat(row.appointmentId()).isEqualTo("a1");
                    assertThat(row.requestId()).isEqualTo("r1");
                });
    }

    @Test
    void theKeyNumbersTheRowsOfAListThatHaveNoRequestId() {
        Arrival arrival = taken(
                        "[" + ONE + ",{\"appointmentId\":\"a2\",\"requestId\":\"r2\"},{},{\"appointmentId\":\"a4\"}]",
                        "key")
                .arrival();

        assertThat(requestIds(arrival)).containsExactly("key/1", "r2", "key/4");
        assertThat(arrival.rows().rows()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\"\"", "a, b", "\"a\", \"b\"", "ä", "a\tb"})
    void aKeyThatIsNoneIsRefusedBeforeAnythingIsTaken(String key) {
        assertThat(intake.read(ONE.getBytes(StandardCharsets.UTF_8), null, key, null, null, DryRunWish.NONE))
                .isInstanceOfSatisfying(
                        HttpArrival.Refused.class,
                        refused -> assertThat(refused.problem().code()).isEqualTo(ProblemCode.INVALID_FIELD));
    }

    @Test
    void aKeyLeavesRoomForTheRow() {
        assertThat(IdempotencyKey.parse("k".repeat(100))).isPresent();
        assertThat(IdempotencyKey.parse("k".repeat(101))).isEmpty();
        assertThat(IdempotencyKey.parse("\"" + "k".repeat(100) + "\"")).isPresent();
        assertThat(IdempotencyKey.parse("\"" + "k".repeat(101) + "\"")).isEmpty();
    }

    private HttpArrival.Taken taken(String body, String key) {
        return (HttpArrival.Taken) intake.read(
                body.getBytes(StandardCharsets.UTF_8), "application/json", key, null, null, DryRunWish.NONE);
    }

    private static List<String> requestIds(Arrival arrival) {
        return arrival.rows().rows().stream()
                .filter(Reading.Valid.class::isInstance)
                .map(row -> ((Reading.Valid) row).request().requestId())
                .toList();
    }
}
