package org.barscancel.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.barscancel.answer.BatchCounts;
import org.barscancel.answer.CancellationResult;
import org.barscancel.ledger.KnownBatch;
import org.barscancel.ledger.LedgerQueries;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Reads lists of requests, whether they came by HTTP or in a file. */
@RestController
@RequestMapping(path = "/batches/{batchId}", produces = MediaType.APPLICATION_JSON_VALUE)
class BatchesApi {
    private final LedgerQueries ledger;
    private final ObjectWriter results;

    BatchesApi(LedgerQueries ledger, ObjectMapper mapper) {
        this.ledger = ledger;
        this.results = mapper.writer().without(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    }

    /** How a list stands. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonPropertyOrder({"batchId", "name", "requester", "size", "complete", "counts"})
    record Batch(
            String batchId,
            @Nullable String name,
            @Nullable String requester,
            int size,
            boolean complete,
            BatchCounts counts) {}

    @GetMapping
    Batch batch(@PathVariable("batchId") String batchId) {
        KnownBatch known = known(batchId);
        return new Batch(
                known.batchId(), known.name(), known.requester(), known.size(), known.complete(), ledger.counts(known));
    }

    /** Written row by row, since a list may be longer than memory. */
    @GetMapping("/result")
    void result(@PathVariable("batchId") String batchId, HttpServletResponse response) throws IOException {
        KnownBatch batch = known(batchId);
        if (!batch.complete()) {
            throw new Unanswerable(
                    HttpStatus.CONFLICT,
                    "Not every request of this list has ended.",
                    "Look at the counts at /batches/{batchId}, and ask again later.");
        }
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        try (JsonGenerator json = results.createGenerator(response.getOutputStream())) {
            json.writeStartArray();
            ledger.forEachResult(batch.batchId(), result -> write(json, result));
            json.writeEndArray();
        } catch (UncheckedIOException gone) {
            throw gone.getCause();
        }
    }

    private void write(JsonGenerator json, CancellationResult result) {
        try {
            results.writeValue(json, result);
        } catch (IOException e) {
            throw new UncheckedIOException("The caller has gone", e);
        }
    }

    private KnownBatch known(String batchId) {
        return ledger.known(batchId)
                .orElseThrow(
                        () -> new Unanswerable(HttpStatus.NOT_FOUND, "There is no list of this id.", "Check the id."));
    }
}
