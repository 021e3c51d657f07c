package org.barscancel.bars;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class AnswersPropertyTest {
    private static final Pattern PUBLISHED_ONLY = Pattern.compile(
            "HTTP -?[0-9]+(, with the ids of another call|( [A-Z_]+)?( \\([a-z -]+\\))?(, without the ids of the call)?)");
    private static final String PATIENT = "SMITH";
    private static final Call PUT =
            new BarsCalls().putAppointment(Given.farSide(), Given.cancellation(), Given.utf8("{}"), null);

    private final Answers answers = new Answers(Clock.systemUTC());

    @Property
    void neverFailsAndShowsPublishedCodesOnly(@ForAll int status, @ForAll byte[] body, @ForAll String header) {
        judge(status, body, header);
    }

    @Property
    void neverShowsTextOfAnOutcome(
            @ForAll @IntRange(min = 400, max = 599) int status, @ForAll("outcomes") String body) {
        judge(status, Given.utf8(body), "3");
    }

    private void judge(int status, byte[] body, String header) {
        Map<String, List<String>> headers = Map.of("retry-after", List.of(header), "etag", List.of(header));
        Answer answer = answers.judge(PUT, new Received.Response(status, headers, body));

        assertThat(answer.what()).matches(PUBLISHED_ONLY).doesNotContainIgnoringCase(PATIENT);
        assertThat(answer.toString()).doesNotContainIgnoringCase(PATIENT);
    }

    @Provide
    Arbitrary<String> outcomes() {
        Arbitrary<String> values = Arbitraries.of(
                "\"SMITH\"",
                "\"smith\"",
                "\"REC_SMITH\"",
                "\"REC_TIMEOUT\"",
                "\"duplicate\"",
                "\"not-found\"",
                "\"https://fhir.nhs.uk/Codesystem/http-error-codes\"",
                "7",
                "null",
                "[]",
                "{}",
                "[{\"code\":\"SMITH\"}]");
        return values.list()
                .ofSize(5)
                .map(parts ->
                        """
                        {"resourceType":"OperationOutcome","issue":[{"code":%s,"diagnostics":"Smith",
                         "details":{"text":%s,"coding":[{"system":%s,"code":%s,"display":%s}]}}]}"""
                                .formatted(parts.toArray()));
    }
}
