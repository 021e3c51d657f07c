package org.barscancel.console.page;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.barscancel.answer.BatchCounts;
import org.barscancel.cancellation.ProviderOutcome;
import org.barscancel.cancellation.Source;
import org.barscancel.ledger.KnownBatch;
import org.barscancel.steering.Hold;
import org.jspecify.annotations.Nullable;

/**
 * A list or file and how far it is.
 *
 * @param id its own
 * @param name the file's name, or what it is instead
 * @param requester who asked
 * @param size how many requests it holds
 * @param ended how many of them have ended
 * @param complete whether all have
 * @param progress in words
 * @param counts how many stand where, without those of which there is none
 * @param opened when it came; empty = not asked for
 * @param finished when all had ended; empty = not yet
 * @param held how a person holds it; null = nobody does
 */
record BatchView(
        String id,
        String name,
        String requester,
        int size,
        int ended,
        boolean complete,
        String progress,
        List<Count> counts,
        String opened,
        String finished,
        @Nullable HeldView held) {
    private static final int ALL = 100;

    /**
     * How many stand there.
     *
     * @param tag where
     * @param code as the interface names it
     * @param number how many, 1 or more
     */
    record Count(Tag tag, String code, int number) {}

    static BatchView of(
            KnownBatch batch,
            BatchCounts counts,
            @Nullable Instant opened,
            @Nullable Instant finished,
            @Nullable Hold hold) {
        int ended = Math.max(0, batch.size() - counts.pending());
        int percent = batch.size() == 0 ? ALL : (int) ((long) ended * ALL / batch.size());
        return new BatchView(
                batch.batchId(),
                name(batch),
                Words.orNobody(batch.requester()),
                batch.size(),
                ended,
                batch.complete(),
                String.format(java.util.Locale.UK, "%,d of %,d ended (%d %%)", ended, batch.size(), percent),
                counts(counts),
                Moments.exact(opened),
                Moments.exact(finished),
                HeldView.of(hold));
    }

    /** The name of an uploaded file is not kept, since it might name a patient. */
    private static String name(KnownBatch batch) {
        if (batch.name() != null) {
            return batch.name();
        }
        return batch.batchId().startsWith(Source.CONSOLE)
                ? "Uploaded list"
                : batch.batchId().startsWith(Source.TRIED) ? "Dry run of what stopped" : "List by HTTP";
    }

    /** Whether it may be that some of it can run again. */
    public boolean hasFailures() {
        return counts.stream()
                .anyMatch(count -> count.code().equals(ProviderOutcome.REJECTED.code())
                        || count.code().equals(ProviderOutcome.PARKED.code()));
    }

    private static List<Count> counts(BatchCounts counts) {
        List<Count> all = new ArrayList<>();
        add(all, ProviderOutcome.PENDING, counts.pending());
        add(all, ProviderOutcome.DONE, counts.done());
        add(all, ProviderOutcome.ALREADY_DONE, counts.alreadyDone());
        add(all, ProviderOutcome.WOULD_CANCEL, counts.wouldCancel());
        add(all, ProviderOutcome.REJECTED, counts.rejected());
        add(all, ProviderOutcome.PARKED, counts.parked());
        return all;
    }

    private static void add(List<Count> all, ProviderOutcome outcome, int number) {
        if (number > 0) {
            all.add(new Count(Tag.of(outcome), outcome.code(), number));
        }
    }
}
