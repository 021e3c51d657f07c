package org.barscancel.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.barscancel.cancellation.Change;
import org.barscancel.cancellation.Event;
import org.barscancel.cancellation.ProviderOutcome;
import org.junit.jupiter.api.Test;

class EventJsonTest {
    /** What an earlier version took was meant, and it kept no changes. */
    @Test
    void readsWhatAnEarlierVersionKept() {
        String accepted = EventJson.write(Events.accepted("a", 0, 1)).payload();
        String ended = EventJson.write(Events.provider("a", 0, ProviderOutcome.DONE, 2))
                .payload();
        String earlier = accepted.replaceFirst(",\"dryRun\":false", "");
        String endedEarlier = ended.replaceFirst(",\"change\":\\[]", "");
        assertThat(earlier).doesNotContain("dryRun");
        assertThat(endedEarlier).doesNotContain("change");

        assertThat(EventJson.read(earlier)).isEqualTo(Events.accepted("a", 0, 1));
        assertThat(EventJson.read(endedEarlier)).isEqualTo(Events.provider("a", 0, ProviderOutcome.DONE, 2));
    }

    @Test
    void readsWhatItKeepsOfDryRunsAndChanges() {
        Change removed = new Change("_status", "(extension)", null);
        List<Event> events = List.of(
                Events.dryRun(Events.accepted("a", 0, 1)),
                Events.changing(Events.provider("a", 0, ProviderOutcome.WOULD_CANCEL, 2), removed));

        assertThat(events).allSatisfy(event -> assertThat(
                        EventJson.read(EventJson.write(event).payload()))
                .isEqualTo(event));
        assertThat(EventJson.readChanges(EventJson.changes(List.of(removed)))).containsExactly(removed);
        assertThat(EventJson.changes(List.of())).isNull();
        assertThat(EventJson.readChanges(null)).isEmpty();
    }
}
