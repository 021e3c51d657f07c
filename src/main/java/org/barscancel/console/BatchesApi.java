package org.barscancel.console;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.barscancel.access.Caller;
import org.barscancel.answer.BatchCsv;
import org.barscancel.answer.CancellationResult;
import org.barscancel.audit.AuditAction;
import org.barscancel.ledger.KnownBatch;
import org.barscancel.ledger.LedgerQueries;
import org.barscancel.steering.HoldKind;
import org.barscancel.steering.Steered;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Reads lists of requests, whether they came by HTTP or in a file. */
@RestController
@RequestMapping(path = "/batches/{batchId}", produces = MediaType.APPLICATION_JSON_VALUE)
class BatchesApi {
    private static final MediaType CSV = MediaType.parseMediaType("text/csv");

    private final LedgerQueries ledger;
    private final BatchCsv csv;
    private final ObjectWriter results;
    private final Steered steered;

    BatchesApi(LedgerQueries ledger, BatchCsv csv, ObjectMapper mapper, Steered steered) {
        this.steered = steered;
        this.ledger = ledger;
        this.csv = csv;
        this.results = mapper.writer().without(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    }

    @GetMapping
    BatchAnswer batch(@PathVariable("batchId") String batchId, HttpServletRequest call) {
        KnownBatch known = known(batchId, call);
        return BatchAnswer.of(known, ledger.counts(known), steered.held(HoldKind.BATCH, batchId));
    }

    /** Written row by row, since a list may be longer than memory. */
    @Audited(AuditAction.READ)
    @GetMapping(
            value = "/result",
            produces = {MediaType.APPLICATION_JSON_VALUE, "text/csv"})
    void result(
            @PathVariable("batchId") String batchId,
            @RequestHeader(value = HttpHeaders.ACCEPT, required = false) @Nullable String accept,
            HttpServletRequest call,
            HttpServletResponse response)
            throws IOException {
        KnownBatch batch = known(batchId, call);
        if (!batch.complete()) {
            throw new Unanswerable(
                    HttpStatus.CONFLICT,
                    "Not every request of this list has ended.",
                    "Look at the counts at /batches/{batchId}, and ask again later.");
        }
        MediaType format = Preferred.of(accept, List.of(MediaType.APPLICATION_JSON, CSV));
        response.setContentType(format.toString());
        try {
            if (format.equals(CSV)) {
                csv.write(batch.batchId(), batch.requester(), batch.name(), response.getOutputStream());
            } else {
                json(batch, response.getOutputStream());
            }
        } catch (UncheckedIOException gone) {
            throw gone.getCause();
        }
    }

    private void json(KnownBatch batch, OutputStream out) throws IOException {
        try (JsonGenerator json = results.createGenerator(out)) {
            json.writeStartArray();
            ledger.forEachResult(batch.batchId(), result -> write(json, result));
            json.writeEndArray();
        }
    }

    private void write(JsonGenerator json, CancellationResult result) {
        try {
            results.writeValue(json, result);
        } catch (IOException e) {
            throw new UncheckedIOException("The caller has gone", e);
        }
    }

    private KnownBatch known(String batchId, HttpServletRequest call) {
        return ledger.known(batchId)
                .filter(batch -> Caller.of(call).sees(batch.requester()))
                .orElseThrow(
                        () -> new Unanswerable(HttpStatus.NOT_FOUND, "There is no list of this id.", "Check the id."));
    }
}
