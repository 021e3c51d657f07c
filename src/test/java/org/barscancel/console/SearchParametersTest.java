package org.barscancel.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.barscancel.cancellation.ProviderOutcome;
import org.barscancel.cancellation.RegistryOutcome;
import org.barscancel.ledger.CancellationFilter;
import org.barscancel.problem.ProblemCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchParametersTest {
    @Test
    void everythingIsAskedForWhenNothingIsNamed() {
        assertThat(SearchParameters.read(Map.of()))
                .isEqualTo(
                        new SearchParameters(new CancellationFilter(null, null, null, null, null, null, null), 0, 50));
    }

    @Test
    void anEmptyParameterCountsAsAbsent() {
        assertThat(SearchParameters.read(Map.of("outcome", List.of(""), "from", List.of(" "), "size", List.of(""))))
                .isEqualTo(SearchParameters.read(Map.of()));
    }

    @Test
    void eachParameterIsRead() {
        Map<String, List<String>> query = Map.ofEntries(
                Map.entry("outcome", List.of("already-done")),
                Map.entry("registry", List.of("already-absent")),
                Map.entry("problem", List.of("not-current")),
                Map.entry("appointmentId", List.of("a1")),
                Map.entry("requester", List.of("pas-1")),
                Map.entry("from", List.of("2026-12-01T09:30:00Z")),
                Map.entry("to", List.of("2026-12-01T09:30:00+01:00")),
                Map.entry("dryRun", List.of("true")),
                Map.entry("discarded", List.of("false")),
                Map.entry("page", List.of("3")),
                Map.entry("size", List.of("500")));

        assertThat(SearchParameters.read(query))
                .isEqualTo(new SearchParameters(
                        new CancellationFilter(
                                ProviderOutcome.ALREADY_DONE,
                                RegistryOutcome.ALREADY_ABSENT,
                                ProblemCode.NOT_CURRENT,
                                "a1",
                                "pas-1",
                                Instant.parse("2026-12-01T09:30:00Z"),
                                Instant.parse("2026-12-01T08:30:00Z"),
                                true,
                                false),
                        3,
                        500));
    }

    @Test
    void aPlusSignThatWasNotEncodedIsUnderstood() {
        assertThat(SearchParameters.read(Map.of("from", List.of("2026-12-01T09:30:00 01:00")))
                        .filter()
                        .from())
                .isEqualTo("2026-12-01T08:30:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "outcome, dune", "outcome, DONE", "registry, done", "problem, broken", "from, yesterday", "to, 2026-12-01",
        "page, -1", "page, 100001", "page, 1e3", "size, 0", "size, 501", "size, 99999999999"
    })
    void aValueThatIsNotAllowedIsNamedByItsParameter(String name, String value) {
        assertThatExceptionOfType(Unanswerable.class)
                .isThrownBy(() -> SearchParameters.read(Map.of(name, List.of(value))))
                .satisfies(refused -> {
                    assertThat(refused.answer().status()).isEqualTo(400);
                    assertThat(refused.answer().detail())
                            .contains(name + " must be")
                            .doesNotContain(value + " ");
                });
    }

    @Test
    void anUnknownOrRepeatedParameterIsRefusedByName() {
        assertThatExceptionOfType(Unanswerable.class)
                .isThrownBy(() -> SearchParameters.read(
                        Map.of("outcom", List.of("done"), "registry", List.of("removed", "updated"))))
                .satisfies(refused -> assertThat(refused.answer().detail())
                        .contains("parameter 'outcom' is not known", "registry stands more than once"));
    }

    @Test
    void aNameThatIsNoWordIsNotRepeated() {
        assertThatExceptionOfType(Unanswerable.class)
                .isThrownBy(() -> SearchParameters.read(Map.of("9990000018", List.of("1"))))
                .satisfies(refused -> assertThat(refused.answer().detail())
                        .contains("a parameter is not known")
                        .doesNotContain("999"));
    }
}
