package org.barscancel.bars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.barscancel.bars.Given.answer;
import static org.barscancel.bars.Given.outcome;
import static org.barscancel.bars.Given.utf8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.barscancel.bars.Answer.Absent;
import org.barscancel.bars.Answer.Conflict;
import org.barscancel.bars.Answer.Duplicate;
import org.barscancel.bars.Answer.Invalid;
import org.barscancel.bars.Answer.MaybeApplied;
import org.barscancel.bars.Answer.NotRouted;
import org.barscancel.bars.Answer.Refused;
import org.barscancel.bars.Answer.Success;
import org.barscancel.bars.Answer.TooManyRequests;
import org.barscancel.bars.Answer.Unauthorised;
import org.barscancel.bars.Answer.Unavailable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswersTest {
    private static final Path EXAMPLES = Path.of("src/main/resources/simulator/OperationOutcome");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-01T08:00:00Z"), ZoneOffset.UTC);
    private static final String SPINE = "https://fhir.nhs.uk/ValueSet/Spine-ErrorOrWarningCode-1";
    private static final byte[] NO_BODY = new byte[0];
    private static final byte[] HTML = utf8("<html><body>Mrs Smith</body></html>");

    private static final BarsCalls CALLS = new BarsCalls();
    private static final Call PUT = CALLS.putAppointment(Given.farSide(), Given.cancellation(), utf8("{}"), "W/\"1\"");
    private static final Call GET = CALLS.readAppointment(Given.farSide(), Given.cancellation());
    private static final Call SEARCH =
            CALLS.searchAppointments(Given.farSide(), Given.cancellation(), Given.NHS_NUMBER);
    private static final Call POINTER_SEARCH =
            CALLS.searchPointers(Given.farSide(), Given.cancellation(), "DocumentReference?type=x");
    private static final Call POINTER_GET = CALLS.readPointer(Given.farSide(), Given.cancellation(), "p1");
    private static final Call POINTER_DELETE = CALLS.deletePointer(Given.farSide(), Given.cancellation(), "p1");

    /** Every published example, by its file's name, as an answer to a PUT of the appointment. */
    private static final Map<String, Answer> PUBLISHED = Map.ofEntries(
            Map.entry("400-BAD_REQUEST-invalid", new Refused("HTTP 400 BAD_REQUEST (invalid)")),
            Map.entry("400-BAD_REQUEST-required", new Refused("HTTP 400 BAD_REQUEST (required)")),
            Map.entry("400-BAD_REQUEST-structure", new Refused("HTTP 400 BAD_REQUEST (structure)")),
            Map.entry("404-NOT_FOUND-multiple-matches", new NotRouted("HTTP 404 NOT_FOUND (multiple-matches)")),
            Map.entry("404-NOT_FOUND-not-found", new NotRouted("HTTP 404 NOT_FOUND (not-found)")),
            Map.entry("409-BAD_REQUEST-duplicate", new Duplicate("HTTP 409 BAD_REQUEST (duplicate)")),
            Map.entry("500-SERVER_ERROR-exception", new Unavailable("HTTP 500 SERVER_ERROR (exception)", null)),
            Map.entry("500-SERVER_ERROR-transient", new Unavailable("HTTP 500 SERVER_ERROR (transient)", null)),
            Map.entry(
                    "503-SERVICE_UNAVAILABLE-transient",
                    new Unavailable("HTTP 503 SERVICE_UNAVAILABLE (transient)", null)),
            Map.entry("400-REC_BAD_REQUEST-invalid", new Refused("HTTP 400 REC_BAD_REQUEST (invalid)")),
            Map.entry("400-REC_BAD_REQUEST-invariant", new Refused("HTTP 400 REC_BAD_REQUEST (invariant)")),
            Map.entry("400-REC_BAD_REQUEST-not-supported", new Refused("HTTP 400 REC_BAD_REQUEST (not-supported)")),
            Map.entry("400-REC_BAD_REQUEST-required", new Refused("HTTP 400 REC_BAD_REQUEST (required)")),
            Map.entry("400-REC_BAD_REQUEST-value", new Refused("HTTP 400 REC_BAD_REQUEST (value)")),
            Map.entry(
                    "401-REC_UNAUTHORIZED-forbidden", new Unauthorised("HTTP 401 REC_UNAUTHORIZED (forbidden)", true)),
            Map.entry("403-REC_FORBIDDEN-forbidden", new Unauthorised("HTTP 403 REC_FORBIDDEN (forbidden)", false)),
            Map.entry("403-REC_FORBIDDEN-security", new Unauthorised("HTTP 403 REC_FORBIDDEN (security)", false)),
            Map.entry("404-REC_NOT_FOUND-not-found", new Absent("HTTP 404 REC_NOT_FOUND (not-found)")),
            Map.entry("406-REC_NOT_ACCEPTABLE-processing", new Refused("HTTP 406 REC_NOT_ACCEPTABLE (processing)")),
            Map.entry("408-REC_TIMEOUT-timeout", new MaybeApplied("HTTP 408 REC_TIMEOUT (timeout)")),
            Map.entry("409-REC_CONFLICT-conflict", new Conflict("HTTP 409 REC_CONFLICT (conflict)")),
            Map.entry("409-REC_CONFLICT-duplicate", new Duplicate("HTTP 409 REC_CONFLICT (duplicate)")),
            Map.entry(
                    "422-REC_UNPROCESSABLE_ENTITY-not-supported",
                    new Refused("HTTP 422 REC_UNPROCESSABLE_ENTITY (not-supported)")),
            Map.entry(
                    "422-REC_UNPROCESSABLE_ENTITY-too-costly",
                    new Refused("HTTP 422 REC_UNPROCESSABLE_ENTITY (too-costly)")),
            Map.entry("500-REC_SERVER_ERROR-exception", new Unavailable("HTTP 500 REC_SERVER_ERROR (exception)", null)),
            Map.entry("500-REC_SERVER_ERROR-no-store", new Unavailable("HTTP 500 REC_SERVER_ERROR (no-store)", null)),
            Map.entry(
                    "500-REC_SERVER_ERROR-too costly", new Unavailable("HTTP 500 REC_SERVER_ERROR (too costly)", null)),
            Map.entry("500-REC_SERVER_ERROR-transient", new Unavailable("HTTP 500 REC_SERVER_ERROR (transient)", null)),
            Map.entry(
                    "501-REC_NOT_IMPLEMENTED-not-supported",
                    new Refused("HTTP 501 REC_NOT_IMPLEMENTED (not-supported)")),
            Map.entry(
                    "503-REC_SERVICE_UNAVAILABLE-transient",
                    new Unavailable("HTTP 503 REC_SERVICE_UNAVAILABLE (transient)", null)),
            Map.entry("400-SEND_BAD_REQUEST-invalid", new Refused("HTTP 400 SEND_BAD_REQUEST (invalid)")),
            Map.entry("400-SEND_BAD_REQUEST-required", new Refused("HTTP 400 SEND_BAD_REQUEST (required)")),
            Map.entry("400-SEND_BAD_REQUEST-value", new Refused("HTTP 400 SEND_BAD_REQUEST (value)")),
            Map.entry("401-SEND_UNAUTHORIZED-expired", new Unauthorised("HTTP 401 SEND_UNAUTHORIZED (expired)", true)),
            Map.entry("401-SEND_UNAUTHORIZED-login", new Unauthorised("HTTP 401 SEND_UNAUTHORIZED (login)", true)),
            Map.entry(
                    "401-SEND_UNAUTHORIZED-security", new Unauthorised("HTTP 401 SEND_UNAUTHORIZED (security)", true)),
            Map.entry("401-SEND_UNAUTHORIZED-unknown", new Unauthorised("HTTP 401 SEND_UNAUTHORIZED (unknown)", true)),
            Map.entry("403-SEND_FORBIDDEN-forbidden", new Unauthorised("HTTP 403 SEND_FORBIDDEN (forbidden)", true)),
            Map.entry(
                    "405-SEND_METHOD_NOT_ALLOWED-not-supported",
                    new Refused("HTTP 405 SEND_METHOD_NOT_ALLOWED (not-supported)")),
            Map.entry("406-SEND_NOT_ACCEPTABLE-processing", new Refused("HTTP 406 SEND_NOT_ACCEPTABLE (processing)")),
            Map.entry(
                    "429-SEND_TOO_MANY_REQUESTS-throttled",
                    new TooManyRequests("HTTP 429 SEND_TOO_MANY_REQUESTS (throttled)", null)));

    private final Answers answers = new Answers(CLOCK);

    static Stream<Path> publishedExamples() throws IOException {
        try (Stream<Path> files = Files.walk(EXAMPLES)) {
            return files.filter(Files::isRegularFile).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("publishedExamples")
    void judgesEveryPublishedExample(Path file) throws IOException {
        String name = file.getFileName().toString().replace(".json", "");
        int status = Integer.parseInt(name.substring(0, 3));

        assertThat(PUBLISHED).as("expectations").containsKey(name);
        assertThat(answers.judge(PUT, answer(PUT, status, Files.readAllBytes(file))))
                .isEqualTo(PUBLISHED.get(name));
    }

    @Test
    void hasNoExpectationWithoutItsExample() throws IOException {
        assertThat(publishedExamples()).hasSize(PUBLISHED.size());
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 204})
    void successMayBeEmpty(int status) {
        Success success = (Success) judge(PUT, status, NO_BODY);

        assertThat(success.body()).isEmpty();
        assertThat(success.etag()).isNull();
        assertThat(success.what()).isEqualTo("HTTP " + status);
    }

    @Test
    void successCarriesBodyAndEtag() {
        Success success = (Success) answers.judge(GET, answer(GET, 200, utf8("{}"), "ETag", "W/\"7\""));

        assertThat(success.body()).isEqualTo(utf8("{}"));
        assertThat(success.etag()).isEqualTo("W/\"7\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "W/\"1\r\nX: y\"", "\"ü\""})
    void anEtagThatCannotBeSentBackIsNone(String etag) {
        Success success = (Success) answers.judge(GET, answer(GET, 200, utf8("{}"), "ETag", etag));

        assertThat(success.etag()).isNull();
    }

    @Test
    void aConflictNeedsNoCode() {
        assertThat(judge(PUT, 409, NO_BODY)).isEqualTo(new Conflict("HTTP 409"));
        assertThat(judge(PUT, 412, HTML)).isEqualTo(new Conflict("HTTP 412"));
        assertThat(judge(PUT, 409, outcome("", "processing"))).isEqualTo(new Conflict("HTTP 409 (processing)"));
    }

    @Test
    void aTimeoutIsKnownByItsCodeToo() {
        byte[] timeout = outcome("REC_TIMEOUT", "timeout");

        assertThat(judge(PUT, 409, timeout)).isEqualTo(new MaybeApplied("HTTP 409 REC_TIMEOUT (timeout)"));
        assertThat(judge(GET, 409, timeout)).isEqualTo(new Unavailable("HTTP 409 REC_TIMEOUT (timeout)", null));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425})
    void noWordWhetherTheFarSideActedCountsForWritesOnly(int status) {
        assertThat(judge(PUT, status, utf8("{}"))).isEqualTo(new MaybeApplied("HTTP " + status));
        assertThat(judge(POINTER_DELETE, status, utf8("{}"))).isEqualTo(new MaybeApplied("HTTP " + status));
        assertThat(judge(GET, status, utf8("{}"))).isEqualTo(new Unavailable("HTTP " + status, null));
    }

    @ParameterizedTest
    @EnumSource(
            value = Received.Kind.class,
            names = {"TIMED_OUT", "LOST"})
    void aCallWithoutAnAnswerMayHaveBeenApplied(Received.Kind kind) {
        assertThat(answers.judge(PUT, new Received.Failed(kind))).isInstanceOf(MaybeApplied.class);
        assertThat(answers.judge(GET, new Received.Failed(kind))).isInstanceOf(Unavailable.class);
    }

    @Test
    void aCallThatWasNeverSentIsTriedAgain() {
        assertThat(answers.judge(PUT, new Received.Failed(Received.Kind.NOT_SENT)))
                .isEqualTo(new Answer.NotSent("no connection"));
    }

    @Test
    void saysHowLongACallIsHeldBack() {
        assertThat(answers.judge(PUT, new Received.HeldBack("the provider is paused", Duration.ofSeconds(3))))
                .isEqualTo(new Answer.HeldBack("the provider is paused", Duration.ofSeconds(3)));
    }

    @Test
    void anAnswerLargerThanTheLimitIsNone() {
        assertThat(answers.judge(GET, new Received.Failed(Received.Kind.TOO_LARGE)))
                .isInstanceOf(Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SEND_", "REC_", "PROXY_"})
    void whoSpeaksDoesNotMatter(String speaker) {
        Duration wait = Duration.ofSeconds(7);

        assertThat(answers.judge(
                        PUT, answer(PUT, 400, outcome(speaker + "TOO_MANY_REQUESTS", "throttled"), "Retry-After", "7")))
                .isEqualTo(new TooManyRequests("HTTP 400 " + speaker + "TOO_MANY_REQUESTS (throttled)", wait));
    }

    @Test
    void theCodeSystemIsReadInAnyLetterCase() {
        byte[] body = outcome("HTTPS://FHIR.NHS.UK/CODESYSTEM/HTTP-ERROR-CODES", "REC_TIMEOUT", "timeout");

        assertThat(judge(PUT, 500, body)).isInstanceOf(MaybeApplied.class);
    }

    @Test
    void aCodeOfAnotherSystemDecidesNothing() {
        byte[] body = outcome("https://example.org/codes", "REC_TIMEOUT", "timeout");

        assertThat(judge(PUT, 500, body)).isEqualTo(new Unavailable("HTTP 500 (timeout)", null));
    }

    @Test
    void waitsAsLongAsTheFarSideAsks() {
        assertThat(answers.judge(PUT, answer(PUT, 503, NO_BODY, "Retry-After", "120")))
                .isEqualTo(new Unavailable("HTTP 503", Duration.ofMinutes(2)));
        assertThat(answers.judge(PUT, answer(PUT, 429, HTML, "Retry-After", "Mon, 01 Jun 2026 08:00:30 GMT")))
                .isEqualTo(new TooManyRequests("HTTP 429", Duration.ofSeconds(30)));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504, 507, 599})
    void aServerErrorIsTriedAgain(int status) {
        assertThat(judge(PUT, status, utf8("{}"))).isEqualTo(new Unavailable("HTTP " + status, null));
        assertThat(judge(GET, status, HTML)).isEqualTo(new Unavailable("HTTP " + status, null));
    }

    @Test
    void aTokenMayHelpWhereTheSenderIsMeantOnly() {
        assertThat(judge(PUT, 401, NO_BODY)).isEqualTo(new Unauthorised("HTTP 401", true));
        assertThat(judge(PUT, 403, NO_BODY)).isEqualTo(new Unauthorised("HTTP 403", false));
        assertThat(judge(POINTER_DELETE, 403, outcome(SPINE, "AUTHOR_CREDENTIALS_ERROR", "forbidden")))
                .isEqualTo(new Unauthorised("HTTP 403 AUTHOR_CREDENTIALS_ERROR (forbidden)", false));
    }

    @Test
    void anAppointmentIsAbsentWhenAFhirServerSaysSo() {
        assertThat(judge(GET, 404, outcome("REC_NOT_FOUND", "not-found"))).isInstanceOf(Absent.class);
        assertThat(judge(GET, 404, outcome("", "not-found"))).isEqualTo(new Absent("HTTP 404 (not-found)"));
        assertThat(judge(GET, 404, outcome("https://example.org", "GONE", "400")))
                .isEqualTo(new Absent("HTTP 404"));
        assertThat(judge(PUT, 410, NO_BODY)).isEqualTo(new Absent("HTTP 410"));
    }

    @Test
    void aPlainNotFoundMayBeAWrongAddress() {
        for (Call call : List.of(GET, PUT, SEARCH, POINTER_SEARCH)) {
            assertThat(judge(call, 404, HTML)).isEqualTo(new NotRouted("HTTP 404"));
            assertThat(judge(call, 404, utf8("{}"))).isEqualTo(new NotRouted("HTTP 404"));
        }
    }

    @ParameterizedTest
    @CsvSource({"NOT_FOUND,not-found", "PROXY_NOT_FOUND,not-found", "PROXY_NOT_FOUND,multiple-matches"})
    void theCatalogueNotFindingTheServiceIsNotTheAppointment(String code, String type) {
        assertThat(judge(GET, 404, outcome(code, type)))
                .isEqualTo(new NotRouted("HTTP 404 " + code + " (" + type + ")"));
    }

    @Test
    void aPointerThatIsGoneIsAbsentHoweverItIsSaid() {
        for (Call call : List.of(POINTER_GET, POINTER_DELETE)) {
            for (int status : new int[] {404, 410}) {
                assertThat(judge(call, status, HTML)).isEqualTo(new Absent("HTTP " + status));
                assertThat(judge(call, status, outcome("NOT_FOUND", "not-found")))
                        .isInstanceOf(Absent.class);
                assertThat(judge(call, status, outcome(SPINE, "NO_RECORD_FOUND", "not-found")))
                        .isEqualTo(new Absent("HTTP " + status + " NO_RECORD_FOUND (not-found)"));
            }
        }
    }

    @Test
    void aDuplicateIsAConflictByItsCodeOrByItsStatus() {
        assertThat(judge(PUT, 400, outcome("REC_CONFLICT", "duplicate")))
                .isEqualTo(new Duplicate("HTTP 400 REC_CONFLICT (duplicate)"));
        assertThat(judge(PUT, 409, outcome("BAD_REQUEST", "duplicate")))
                .isEqualTo(new Duplicate("HTTP 409 BAD_REQUEST (duplicate)"));
        assertThat(judge(PUT, 400, outcome("BAD_REQUEST", "duplicate"))).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 402, 405, 406, 413, 415, 422, 451, 501})
    void aRefusalIsTheFarSidesOwnOnlyWithAnOperationOutcome(int status) {
        assertThat(judge(PUT, status, outcome("", "invalid"))).isEqualTo(new Refused("HTTP " + status + " (invalid)"));
        assertThat(judge(PUT, status, HTML)).isEqualTo(new Invalid("HTTP " + status));
        assertThat(judge(PUT, status, utf8("{}"))).isEqualTo(new Invalid("HTTP " + status));
    }

    @Test
    void theRegistrysRefusalsAreRefusals() {
        assertThat(judge(POINTER_SEARCH, 400, outcome(SPINE, "INVALID_NHS_NUMBER", "invalid")))
                .isEqualTo(new Refused("HTTP 400 INVALID_NHS_NUMBER (invalid)"));
        assertThat(judge(POINTER_SEARCH, 500, outcome(SPINE, "INTERNAL_SERVER_ERROR", "exception")))
                .isEqualTo(new Unavailable("HTTP 500 INTERNAL_SERVER_ERROR (exception)", null));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 100, 199, 301, 302, 304, 307, 600, 999})
    void aRedirectOrAnOddStatusIsNoAnswer(int status) {
        assertThat(judge(PUT, status, outcome("REC_TIMEOUT", "timeout"))).isEqualTo(new Invalid("HTTP " + status));
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Request-Id", "X-Correlation-Id"})
    void anotherCallsIdsMakeTheAnswerInvalid(String header) {
        String other = "00000000-0000-4000-8000-000000000000";

        assertThat(answers.judge(PUT, answer(PUT, 200, NO_BODY, header, other))).isInstanceOf(Invalid.class);
        assertThat(answers.judge(PUT, answer(PUT, 503, NO_BODY, header, other))).isInstanceOf(Invalid.class);
    }

    @Test
    void idsMayComeBackInAnyLetterCase() {
        String upper = PUT.headers().get("X-Request-Id").toUpperCase(java.util.Locale.ROOT);

        assertThat(answers.judge(PUT, answer(PUT, 200, NO_BODY, "X-Request-Id", upper)))
                .isInstanceOf(Success.class);
    }

    @Test
    void aGatewaysOwnIdBesideOursDoesNoHarm() {
        String both = "gateway-17, " + PUT.headers().get("X-Request-Id");

        assertThat(answers.judge(PUT, answer(PUT, 200, NO_BODY, "X-Request-Id", both)))
                .isInstanceOf(Success.class);
    }

    @Test
    void anEmptyEchoIsAMissingOne() {
        assertThat(answers.judge(PUT, answer(PUT, 503, NO_BODY, "X-Request-Id", " , ")))
                .isEqualTo(new Unavailable("HTTP 503, without the ids of the call", null));
    }

    @Test
    void aMissingEchoIsMentionedOnErrorsOnly() {
        assertThat(answers.judge(PUT, new Received.Response(200, Map.of(), NO_BODY))
                        .what())
                .isEqualTo("HTTP 200");
        assertThat(answers.judge(PUT, new Received.Response(503, Map.of(), NO_BODY)))
                .isEqualTo(new Unavailable("HTTP 503, without the ids of the call", null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{}",
                "[]",
                "[[[[",
                "null",
                "17",
                "\"x\"",
                "<html>",
                "{\"resourceType\":7}",
                "{\"resourceType\":\"OperationOutcome\",\"issue\":{\"code\":\"duplicate\"}}",
                "{\"resourceType\":\"OperationOutcome\",\"issue\":[null,7,\"x\",[],{\"code\":400},{\"code\":\"429\"}]}",
                "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"details\":{\"coding\":{\"code\":\"REC_TIMEOUT\"}}}]}",
                "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"details\":{\"coding\":[{\"code\":{}}]}}]}"
            })
    void aMalformedBodyLeavesTheStatusToDecide(String body) {
        assertThat(judge(PUT, 500, utf8(body))).isEqualTo(new Unavailable("HTTP 500", null));
    }

    @Test
    void aDeepOrHugeBodyLeavesTheStatusToDecide() {
        assertThat(judge(PUT, 503, utf8("[".repeat(200_000)))).isEqualTo(new Unavailable("HTTP 503", null));
        assertThat(judge(PUT, 503, utf8("{\"a\":".repeat(200_000)))).isEqualTo(new Unavailable("HTTP 503", null));
        assertThat(judge(PUT, 503, new byte[10_000_000])).isEqualTo(new Unavailable("HTTP 503", null));
    }

    @Test
    void anUnpublishedCodeIsNotShown() {
        assertThat(judge(PUT, 400, outcome("MRS_SMITH", "mrs smith"))).isEqualTo(new Refused("HTTP 400"));
    }

    private Answer judge(Call call, int status, byte[] body) {
        return answers.judge(call, answer(call, status, body));
    }
}
