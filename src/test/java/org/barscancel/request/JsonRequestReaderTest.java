package org.barscancel.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.barscancel.problem.ProblemCode;
import org.barscancel.request.Reading.Invalid;
import org.barscancel.request.Reading.Row;
import org.barscancel.request.Reading.Rows;
import org.barscancel.request.Reading.Unreadable;
import org.barscancel.request.Reading.Valid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRequestReaderTest {
    private static final int MAX_BYTES = 20 * 1024 * 1024;
    private static final String FULL =
            """
            { "requestId": "4f0c…", "correlationId": "9562466f-c982-4bd5-bb0e-255e9f5e6689",
              "appointmentId": "aca94bdb-2e38-4399-9ece-2ba083ce65b5", "status": "entered-in-error",
              "reason": { "system": "urn:reasons", "code": "7", "display": "Illness", "text": "Kann nicht\\nkommen 😷" },
              "nhsNumber": "969 389-3123", "start": "2026-12-01T09:30:00+01:00",
              "targetService": { "system": "https://fhir.nhs.uk/Id/dos-service-id", "value": "2000072491" } }""";

    private final JsonRequestReader reader = new JsonRequestReader(MAX_BYTES);

    @Test
    void readsEveryField() {
        Rows rows = rows("  " + FULL + "\n");

        assertThat(rows.many()).isFalse();
        Valid row = (Valid) rows.rows().get(0);
        assertThat(row.number()).isEqualTo(1);
        assertThat(row.original()).isEqualTo(FULL);
        assertThat(row.request())
                .isEqualTo(new CancellationRequest(
                        "4f0c…",
                        UUID.fromString("9562466f-c982-4bd5-bb0e-255e9f5e6689"),
                        "aca94bdb-2e38-4399-9ece-2ba083ce65b5",
                        TargetStatus.ENTERED_IN_ERROR,
                        new Reason("urn:reasons", "7", "Illness", "Kann nicht\nkommen 😷"),
                        new NhsNumber("9693893123"),
                        Instant.parse("2026-12-01T08:30:00Z"),
                        new TargetService("https://fhir.nhs.uk/Id/dos-service-id", "2000072491")));
    }

    @Test
    void needsNoMoreThanTheAppointment() {
        assertThat(valid("{\"appointmentId\":\"a1\"}"))
                .isEqualTo(new CancellationRequest(null, null, "a1", TargetStatus.CANCELLED, null, null, null, null));
    }

    @Test
    void takesAnEmptyReasonAsNone() {
        assertThat(valid("{\"appointmentId\":\"a1\",\"reason\":{\"text\":\" \",\"code\":\"\"}}")
                        .reason())
                .isNull();
        assertThat(valid("{\"appointmentId\":\"a1\",\"reason\":{}}").reason()).isNull();
    }

    @Test
    void readsAListRowByRow() {
        Rows rows = rows(
                """
                [ {"appointmentId":"a1"} ,{"appointmentId" : "a/2"},
                  7.50, "x\\"y", null,[ {"appointmentId":"a3"} ], {"appointmentId":"ä"},{"appointmentId":"a4"}]""");

        assertThat(rows.many()).isTrue();
        assertThat(rows.rows()).extracting(Row::number).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(rows.rows())
                .extracting(Row::original)
                .containsExactly(
                        "{\"appointmentId\":\"a1\"}",
                        "{\"appointmentId\" : \"a/2\"}",
                        "7.50",
                        "\"x\\\"y\"",
                        "null",
                        "[ {\"appointmentId\":\"a3\"} ]",
                        "{\"appointmentId\":\"ä\"}",
                        "{\"appointmentId\":\"a4\"}");
        assertThat(rows.rows())
                .filteredOn(row -> row instanceof Valid)
                .extracting(Row::number)
                .containsExactly(1, 8);
        assertThat(message(rows.rows().get(2))).isEqualTo("Not valid: a request must be a JSON object.");
        assertThat(message(rows.rows().get(5))).isEqualTo("Not valid: a request must be a JSON object.");
    }

    @Test
    void aListOfOneIsAList() {
        assertThat(rows("[{\"appointmentId\":\"a1\"}]").many()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../Patient/1",
                "a/b",
                "x?y=1",
                "a\\r\\nX: y",
                "a\\n",
                "",
                ".",
                "..",
                "a b",
                "a%2Fb",
                "12345678901234567890123456789012345678901234567890123456789012345"
            })
    void refusesAnIdThatIsNone(String id) {
        Invalid row = invalid("{\"requestId\":\"r1\",\"appointmentId\":\"" + id + "\"}");

        assertThat(row.problem().code()).isEqualTo(ProblemCode.INVALID_FIELD);
        assertThat(row.problem().message())
                .isEqualTo("Not valid: appointmentId must be a FHIR id: 1 to 64 letters A to Z, digits, hyphens and"
                        + " dots.");
        assertThat(row.appointmentId()).isNull();
        assertThat(row.requestId()).isEqualTo("r1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "\"status\":\"booked\"~status must be cancelled or entered-in-error",
                "\"status\":\"CANCELLED\"~status must be cancelled or entered-in-error",
                "\"status\":null~status must be cancelled or entered-in-error",
                "\"correlationId\":\"4711\"~correlationId must be a UUID",
                "\"correlationId\":\"9562466f-c982-4bd5-bb0e-255e9f5e6689\\n\"~correlationId must be a UUID",
                "\"reason\":\"ill\"~reason must be a JSON object",
                "\"reason\":[]~reason must be a JSON object",
                "\"reason\":null~reason must be a JSON object",
                "\"reason\":{\"code\":7}~reason.code must be a code of at most 128 printable characters",
                "\"reason\":{\"system\":\"a b\"}~reason.system must be a URI of at most 256 characters",
                "\"reason\":{\"note\":\"x\"}~field 'note' of reason is not known",
                "\"reason\":{\"text\":\"a\\u0000\"}~reason.text must be a text of at most 1000 characters without control"
                        + " characters but tabs and line ends",
                "\"reason\":{\"display\":\"a\\n\"}~reason.display must be a text of at most 256 characters without control"
                        + " characters",
                "\"start\":\"2026-12-01T09:30:00\"~start must be a date and time with its offset, such as"
                        + " 2026-12-01T09:30:00+00:00",
                "\"start\":\"2026-02-30T09:30:00Z\"~start must be a date and time with its offset, such as"
                        + " 2026-12-01T09:30:00+00:00",
                "\"start\":\"2026-12-01T09:30:00+25:00\"~start must be a date and time with its offset, such as"
                        + " 2026-12-01T09:30:00+00:00",
                "\"targetService\":{\"system\":\"s\"}~targetService.value is missing",
                "\"targetService\":{\"system\":\"s\",\"value\":\"\"}~targetService.value must be an identifier of 1 to 128"
                        + " printable ASCII characters",
                "\"targetService\":{\"system\":\"s\",\"value\":\"a\\r\\nb\"}~targetService.value must be an identifier of 1"
                        + " to 128 printable ASCII characters",
                "\"apointmentId\":\"a1\"~field 'apointmentId' is not known",
                "\"Müller 9990000018\":1~a field is not known",
                "\"requestId\":\"\"~requestId must be a text of 1 to 128 printable characters",
                "\"requestId\":\"a\\u0007\"~requestId must be a text of 1 to 128 printable characters",
                "\"requestId\":\"a\\u202e\"~requestId must be a text of 1 to 128 printable characters",
                "\"requestId\":\"\\ud800\"~requestId must be a text of 1 to 128 printable characters",
                "\"requestId\":17~requestId must be a text of 1 to 128 printable characters"
            })
    void namesTheFieldAndWhatIsAllowed(String field, String fault) {
        Invalid row = invalid("{\"appointmentId\":\"a1\"," + field + "}");

        assertThat(row.problem().code()).isEqualTo(ProblemCode.INVALID_FIELD);
        assertThat(row.problem().message()).isEqualTo("Not valid: " + fault + ".");
        assertThat(row.appointmentId()).isEqualTo("a1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"9693893124\"",
                "\"969389312\"",
                "\"96938931233\"",
                "9693893123",
                "\"\"",
                "\"969--3893123\"",
                "null"
            })
    void refusesAnNhsNumberThatIsNoneWithoutRepeatingIt(String nhsNumber) {
        Invalid row = invalid("{\"appointmentId\":\"a1\",\"nhsNumber\":" + nhsNumber + "}");

        assertThat(row.problem().message())
                .isEqualTo(
                        "Not valid: nhsNumber must be an NHS number: ten digits, of which the last is a check digit; a"
                                + " blank or hyphen may stand between them.");
    }

    @Test
    void namesAMissingAppointment() {
        assertThat(message(invalid("{}"))).isEqualTo("Not valid: appointmentId is missing.");
    }

    @Test
    void namesAllFaultsOfARowUpToFive() {
        assertThat(message(invalid("{\"status\":1,\"start\":2,\"nhsNumber\":\"9693893124\",\"a\":1,\"b\":2,\"c\":3}")))
                .contains("appointmentId is missing", "; and 2 more faults.")
                .doesNotContain("9693893124");
        assertThat(message(invalid("{\"status\":1,\"start\":2}")))
                .contains("appointmentId", "status", "start must")
                .doesNotContain("more");
        assertThat(message(invalid("{\"status\":1,\"start\":2,\"nhsNumber\":3,\"a\":1}")))
                .as("five faults")
                .doesNotContain("more");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-12-01T09:30Z", "2026-12-01T09:30:00.1234567Z", "2026-12-01T10:30:00+01:00"})
    void takesAStartWithItsOffset(String start) {
        assertThat(valid("{\"appointmentId\":\"a1\",\"start\":\"" + start + "\"}")
                        .start())
                .isBetween(Instant.parse("2026-12-01T09:30:00Z"), Instant.parse("2026-12-01T09:30:01Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t\r\n"})
    void refusesAnEmptyInput(String input) {
        assertThat(unreadable(input)).isEqualTo(malformed("The input is empty.", null, null));
    }

    @Test
    void refusesAnInputThatIsTooLargeUnread() {
        JsonRequestReader small = new JsonRequestReader(10);
        Unreadable unreadable = (Unreadable) small.read("{\"appointmentId\":\"a1\"}".getBytes(StandardCharsets.UTF_8));

        assertThat(unreadable.problem().code()).isEqualTo(ProblemCode.TOO_LARGE);
        assertThat(unreadable.problem().message()).isEqualTo("The input has 22 bytes; at most 10 are read.");
        assertThat(((Unreadable) small.read("[1234567]x".getBytes(StandardCharsets.UTF_8)))
                        .problem()
                        .code())
                .as("as many bytes as are read")
                .isEqualTo(ProblemCode.MALFORMED);
    }

    @Test
    void refusesAByteOrderMark() {
        Unreadable unreadable = unreadable("\uFEFF{\"appointmentId\":\"a1\"}");

        assertThat(unreadable.problem().message()).contains("byte order mark", "UTF-8 without one");
        assertThat(unreadable.line()).isEqualTo(1);
        assertThat(unreadable.column()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-16,UTF-16",
        "UTF-16LE,UTF-16",
        "UTF-16BE,UTF-16",
        "UTF-32,UTF-32",
        "UTF-32LE,UTF-32",
        "UTF-32BE,UTF-32",
        "X-UTF-32LE-BOM,UTF-32",
        "X-UTF-32BE-BOM,UTF-32",
        "x-UTF-16LE-BOM,UTF-16"
    })
    void namesAnotherEncoding(String charset, String named) {
        Reading reading = reader.read("{\"appointmentId\":\"a1\"}".getBytes(Charset.forName(charset)));

        assertThat(reading).isEqualTo(malformed("The input is in " + named + "; save it as UTF-8.", 1, 1));
    }

    @Test
    void saysWhereUtf8Ends() {
        byte[] latin = "{\r\n  \"appointmentId\":\r\n\"a\u00fc\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(reader.read(latin))
                .isEqualTo(malformed("The input is not UTF-8 at byte 26; save it as UTF-8.", 3, 3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "{\"appointmentId\":\"a1\"~The JSON breaks off: its end is missing.~1~22",
                "[{\"appointmentId\":\"a1\"},~The JSON breaks off: its end is missing.~1~25",
                "{\"appointmentId\":\"a1~The JSON breaks off: its end is missing.~1~21",
                "{\"appointmentId\":\"a1\"} x~The input is not JSON.~1~24",
                "{\"appointmentId\":\"a1\"} {}~There is more after the end of the JSON.~1~24",
                "{\"appointmentId\":\"a1\",}~The input is not JSON.~1~23",
                "{appointmentId:\"a1\"}~The input is not JSON.~1~2",
                "{'appointmentId':'a1'}~The input is not JSON.~1~2",
                "[1, NaN]~The input is not JSON.~1~8",
                "[01]~The input is not JSON.~1~3",
                "[]~The array is empty.~1~2",
                "7~The input is neither a JSON object nor an array of objects.~1~1",
                "\"x\"~The input is neither a JSON object nor an array of objects.~1~1",
                "null~The input is neither a JSON object nor an array of objects.~1~1",
                "{\"appointmentId\":\"a1\",\"appointmentId\":\"a2\"}~Of one object, field 'appointmentId' stands"
                        + " twice.~1~23",
                "[{\"appointmentId\":\"a1\",\"reason\":{\"te\\u0078t\":\"\",\"text\":\"\"}}]~Of one object, field 'text'"
                        + " stands twice.~1~49",
                "{\"Mrs Smith\":1,\"Mrs Smith\":2}~Of one object, a field stands twice.~1~16"
            })
    void saysWhereAnInputIsMalformed(String input, String message, int line, int column) {
        assertThat(unreadable(input)).isEqualTo(malformed(message, line, column));
    }

    @Test
    void countsLines() {
        assertThat(unreadable("[\n {\"appointmentId\":\n  oops}]").line()).isEqualTo(3);
    }

    @Test
    void nestsTwentyDeepAtMost() {
        String deepest = "[".repeat(20) + "]".repeat(20);
        assertThat(rows(deepest).rows()).hasSize(1);
        assertThat(unreadable("[" + deepest + "]"))
                .isEqualTo(malformed("The JSON is nested more than 20 deep.", 1, 21));
        assertThat(rows("{\"a\":".repeat(20) + "1" + "}".repeat(20)).rows()).hasSize(1);
        assertThat(unreadable("{\"a\":".repeat(21) + "1" + "}".repeat(21)))
                .isEqualTo(malformed("The JSON is nested more than 20 deep.", 1, 101));
        assertThat(unreadable("[".repeat(20_000))).isInstanceOf(Unreadable.class);
        assertThat(unreadable("{\"a\":".repeat(20_000))).isInstanceOf(Unreadable.class);
    }

    @Test
    @Timeout(60)
    void standsHugeValues() {
        String huge = "x ".repeat(5_000_000);
        for (String field : List.of("requestId", "appointmentId", "nhsNumber", "start", "correlationId", "status")) {
            assertThat(invalid("{\"appointmentId\":\"a1\",\"" + (field.equals("appointmentId") ? "x" : field) + "\":\""
                                    + huge + "\"}")
                            .problem()
                            .message())
                    .hasSizeLessThan(300);
        }
        for (String field : List.of("system", "code", "display", "text")) {
            assertThat(message(invalid("{\"appointmentId\":\"a1\",\"reason\":{\"" + field + "\":\"" + huge + "\"}}")))
                    .hasSizeLessThan(300);
        }
        assertThat(message(invalid("{\"appointmentId\":\"" + "a".repeat(10_000_000) + "\"}")))
                .hasSizeLessThan(300);
        assertThat(message(invalid("{\"appointmentId\":\"a1\",\"start\":1e999999999}")))
                .contains("start must be");
    }

    @Test
    void tellsNothingOfARowInItsTextForm() {
        assertThat(rows(FULL).toString()).doesNotContain("aca94bdb", "kommen", "969");
        assertThat(rows(FULL).rows().get(0)).hasToString("Valid[row 1]");
        assertThat(invalid("{\"reason\":7}")).hasToString("Invalid[row 1]");
        assertThat(valid(FULL).toString()).doesNotContain("kommen", "969");
        assertThat(valid(FULL).reason()).hasToString("Reason[masked]");
    }

    private Reading read(String input) {
        return reader.read(input.getBytes(StandardCharsets.UTF_8));
    }

    private Rows rows(String input) {
        return (Rows) read(input);
    }

    private Unreadable unreadable(String input) {
        return (Unreadable) read(input);
    }

    private CancellationRequest valid(String input) {
        return ((Valid) rows(input).rows().get(0)).request();
    }

    private Invalid invalid(String input) {
        return (Invalid) rows(input).rows().get(0);
    }

    private static String message(Row row) {
        return ((Invalid) row).problem().message();
    }

    private static Unreadable malformed(String message, Integer line, Integer column) {
        return new Unreadable(new org.barscancel.problem.Problem(ProblemCode.MALFORMED, message), line, column);
    }
}
