package org.barscancel.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.barscancel.answer.BatchCounts;
import org.barscancel.ledger.KnownBatch;
import org.barscancel.ledger.LedgerOverview;
import org.barscancel.steering.Hold;
import org.barscancel.steering.HoldKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageModelsTest {
    private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");

    @Test
    void aMomentIsThatOfTheClockInEngland() {
        assertThat(Moments.exact(NOW)).isEqualTo("1 Jul 2026, 13:00:00 BST");
        assertThat(Moments.exact(Instant.parse("2026-12-01T12:00:00Z"))).isEqualTo("1 Dec 2026, 12:00:00 GMT");
        assertThat(Moments.exact(null)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, 1 second", "119, 119 seconds", "120, 2 minutes", "7200, 2 hours", "172800, 2 days"})
    void aSpanIsToldInTheUnitThatSaysSomething(long seconds, String told) {
        assertThat(Moments.span(Duration.ofSeconds(seconds))).isEqualTo(told);
    }

    @Test
    void aDayBeginsAndEndsAtMidnightInEngland() {
        assertThat(Moments.day("2026-07-01")).contains(Instant.parse("2026-06-30T23:00:00Z"));
        assertThat(Moments.endOfDay("2026-07-01")).contains(Instant.parse("2026-07-01T23:00:00Z"));
        assertThat(Moments.day("1 July")).isEmpty();
    }

    @Test
    void aSearchForAPatientsNumberInAnAddressIsRefusedAndNotRepeated() {
        SearchForm form = SearchForm.read(Map.of("appointment", "999 000 0018", "requester", "9990000018"));

        assertThat(form.faults()).hasSize(2).allSatisfy(fault -> assertThat(fault.text())
                .contains("NHS number")
                .doesNotContain("999"));
    }

    @Test
    void aFormSaysWhatIsWrongWithIt() {
        SearchForm form = SearchForm.read(Map.of(
                "outcome", "finished", "problem", "bad", "registry", "gone", "from", "2026-07-02", "to", "2026-06-01"));

        assertThat(form.faults())
                .extracting(SearchForm.Fault::field)
                .containsExactly("outcome", "registry", "problem", "to");
        assertThat(SearchForm.read(Map.of("from", "soon")).faults()).hasSize(1);
    }

    @Test
    void whoIsOfARequesterSearchesThatOnesOnly() {
        SearchForm form = SearchForm.read(Map.of("requester", "pas-2", "problem", "not-current"));

        assertThat(form.filter("pas-1").requester()).isEqualTo("pas-1");
        assertThat(form.filter(null).requester()).isEqualTo("pas-2");
    }

    @Test
    void aListTellsItsPlaceAndTheWayOn() {
        Pager middle = Pager.of(1, 25, 80, "/console/cancellations", Map.of("requester", "a b"));

        assertThat(middle.range()).isEqualTo("26 to 50 of 80");
        assertThat(middle.previous()).isEqualTo("/console/cancellations?requester=a%20b&page=0");
        assertThat(middle.next()).isEqualTo("/console/cancellations?requester=a%20b&page=2");
        assertThat(Pager.of(3, 25, 80, "/x", Map.of()).next()).isEmpty();
        assertThat(Pager.of(0, 25, 0, "/x", Map.of()).range()).isEqualTo("None found");
    }

    @Test
    void aBatchTellsHowFarItIs() {
        BatchView half = BatchView.of(
                new KnownBatch("b", "pas-1", null, 1500, false, NOW),
                new BatchCounts(750, 700, 0, 50, 0),
                NOW,
                null,
                new Hold(HoldKind.BATCH, "b", Hold.State.ABORTED, NOW, "jo"));

        assertThat(half.progress()).isEqualTo("750 of 1,500 ended (50 %)");
        assertThat(half.name()).isEqualTo("List by HTTP");
        assertThat(half.held().tag().text()).isEqualTo("Aborted");
        assertThat(half.held().aborted()).isTrue();
        assertThat(half.held().why()).startsWith("since ").endsWith(" by jo");
        assertThat(half.hasFailures()).isTrue();
        assertThat(half.counts()).extracting(BatchView.Count::code).containsExactly("pending", "done", "rejected");
        assertThat(BatchView.of(
                                new KnownBatch("b", null, "x.csv", 0, true, NOW),
                                new BatchCounts(0, 0, 0, 0, 0),
                                NOW,
                                NOW,
                                null)
                        .progress())
                .isEqualTo("0 of 0 ended (100 %)");
    }

    @Test
    void aListThatIsNoFileTellsWhatItIs() {
        assertThat(named("http20261201T080000000deadbeef")).isEqualTo("List by HTTP");
        assertThat(named("console20261201T080000000deadbeef")).isEqualTo("Uploaded list");
        assertThat(named("tried00000000-0000-0001-0000-000000000002")).isEqualTo("Dry run of what stopped");
    }

    private static String named(String batchId) {
        return BatchView.of(
                        new KnownBatch(batchId, null, null, 0, true, NOW),
                        new BatchCounts(0, 0, 0, 0, 0),
                        NOW,
                        NOW,
                        null)
                .name();
    }

    @Test
    void whatWasRefusedAsItCameIsNotOfferedToRunAgain() {
        Overview.Group input = Overview.Group.of(
                new LedgerOverview.Stopped("provider", "rejected", "invalid-field", 2, NOW, "Correct it."), NOW);
        Overview.Group outage = Overview.Group.of(
                new LedgerOverview.Stopped("registry", "parked", "unavailable", 3, NOW.minusSeconds(7200), "Wait."),
                NOW);

        assertThat(input.replayable()).isFalse();
        assertThat(outage.replayable()).isTrue();
        assertThat(outage.oldest()).isEqualTo("2 hours");
        assertThat(outage.leg()).isEqualTo("Registry pointer");
    }

    @Test
    void whatAReplayHasDoneIsToldInFiguresOnly() {
        assertThat(Notice.of(null, false)).isEmpty();
        assertThat(Notice.of("<b>", false)).isEmpty();
        assertThat(Notice.of("0", false)).startsWith("Nothing was run again");
        assertThat(Notice.of("1", false)).isEqualTo("1 cancellation runs again.");
        assertThat(Notice.of("500", true)).startsWith("500 cancellations run again. There may be more");
    }

    @Test
    void theDoctorsQuestionsAreAskedOnceHoweverOftenItIsPressed() {
        List<Boolean> asked = new ArrayList<>();
        java.util.concurrent.CountDownLatch go = new java.util.concurrent.CountDownLatch(1);
        try (DoctorRuns runs = new DoctorRuns(
                () -> {
                    asked.add(true);
                    go.await();
                    return List.of();
                },
                java.time.Clock.fixed(NOW, java.time.ZoneOffset.UTC))) {
            runs.start();
            runs.start();
            assertThat(runs.isRunning()).isTrue();
            go.countDown();
            org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !runs.isRunning());

            assertThat(asked).hasSize(1);
            assertThat(runs.last().orElseThrow().at()).isEqualTo(NOW);
        }
    }
}
