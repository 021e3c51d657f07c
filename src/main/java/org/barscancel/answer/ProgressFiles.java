package org.barscancel.answer;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes how far a batch is, at most once a second for each: a file of 100,000 requests ends in thousands of steps.
 * What comes too soon is held, so that the last step is not left untold.
 */
final class ProgressFiles {
    static final String PROGRESS = ".progress.json";
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Folder results;
    private final Clock clock;
    private final ObjectWriter writer;
    private final BatchResults batches;
    private final Map<String, Instant> written = new ConcurrentHashMap<>();
    private final Set<String> held = ConcurrentHashMap.newKeySet();

    ProgressFiles(Folder results, Clock clock, ObjectMapper mapper, BatchResults batches) {
        this.results = results;
        this.clock = clock;
        this.writer = mapper.writerWithDefaultPrettyPrinter();
        this.batches = batches;
    }

    void update(BatchSummary batch) {
        Instant now = clock.instant();
        Instant last = written.get(batch.batchId());
        // A clock set back must not silence it.
        if (last != null && !now.isBefore(last) && now.isBefore(last.plus(PAUSE))) {
            held.add(batch.batchId());
            return;
        }
        held.remove(batch.batchId());
        written.put(batch.batchId(), now);
        write(batch, now);
    }

    List<String> held() {
        return List.copyOf(held);
    }

    void remove(BatchSummary batch) {
        held.remove(batch.batchId());
        written.remove(batch.batchId());
        try {
            CompleteFile.delete(results.place(batch.requester(), batch.resultName() + PROGRESS));
        } catch (IOException e) {
            throw new UncheckedIOException("A progress file cannot be deleted", e);
        }
    }

    private void write(BatchSummary batch, Instant now) {
        BatchCounts counts = batches.counts(batch);
        Progress progress = new Progress(
                batch.name(),
                batch.size(),
                counts.pending(),
                counts.done(),
                counts.alreadyDone(),
                counts.rejected(),
                counts.parked(),
                counts.wouldCancel(),
                now);
        try {
            Path place = results.prepare(batch.requester(), batch.resultName() + PROGRESS);
            CompleteFile.writeFleeting(place, out -> out.write(writer.writeValueAsBytes(progress)));
        } catch (IOException e) {
            throw new UncheckedIOException("A progress file cannot be written", e);
        }
    }

    /** The content of a progress file. */
    @JsonPropertyOrder({
        "name",
        "size",
        "pending",
        "done",
        "alreadyDone",
        "rejected",
        "parked",
        "wouldCancel",
        "updatedAt"
    })
    record Progress(
            String name,
            int size,
            int pending,
            int done,
            int alreadyDone,
            int rejected,
            int parked,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) int wouldCancel,
            @JsonFormat(shape = JsonFormat.Shape.STRING) Instant updatedAt) {}
}
