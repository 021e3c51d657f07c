package org.barscancel.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.barscancel.access.Caller;
import org.barscancel.audit.Audit;
import org.barscancel.audit.AuditAction;
import org.barscancel.audit.AuditEntry;
import org.barscancel.ledger.BatchFilter;
import org.barscancel.ledger.KnownBatch;
import org.barscancel.ledger.LedgerQueries;
import org.barscancel.steering.Hold;
import org.barscancel.steering.HoldKind;
import org.barscancel.steering.Steered;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lists files and lists of requests, and pauses, resumes and aborts them. */
@RestController
@RequestMapping(path = "/batches", produces = MediaType.APPLICATION_JSON_VALUE)
class BatchListApi {
    private final LedgerQueries ledger;
    private final Steered steered;
    private final Audit audit;

    BatchListApi(LedgerQueries ledger, Steered steered, Audit audit) {
        this.ledger = ledger;
        this.steered = steered;
        this.audit = audit;
    }

    @GetMapping
    BatchPage search(@RequestParam MultiValueMap<String, String> parameters, HttpServletRequest call) {
        BatchParameters asked = BatchParameters.read(parameters);
        String own = Caller.of(call).requester();
        BatchFilter filter = own == null ? asked.filter() : of(own, asked.filter());
        return new BatchPage(
                ledger.batches(filter, asked.page(), asked.size()).stream()
                        .map(this::answer)
                        .toList(),
                asked.page(),
                asked.size(),
                ledger.total(filter));
    }

    @PostMapping("/{batchId}/pause")
    BatchAnswer pause(@PathVariable("batchId") String batchId, HttpServletRequest call) {
        KnownBatch batch = open(batchId);
        if (state(batchId) == Hold.State.ABORTED) {
            throw aborted();
        }
        record(batchId, AuditAction.PAUSED, call);
        steered.hold(
                HoldKind.BATCH, batchId, Hold.State.PAUSED, Callers.of(call).who());
        return answer(batch);
    }

    @PostMapping("/{batchId}/resume")
    BatchAnswer resume(@PathVariable("batchId") String batchId, HttpServletRequest call) {
        KnownBatch batch = known(batchId);
        if (state(batchId) == Hold.State.ABORTED) {
            throw aborted();
        }
        record(batchId, AuditAction.RESUMED, call);
        steered.release(HoldKind.BATCH, batchId);
        return answer(batch);
    }

    @PostMapping("/{batchId}/abort")
    BatchAnswer abort(@PathVariable("batchId") String batchId, HttpServletRequest call) {
        if (state(batchId) == Hold.State.ABORTED) {
            return answer(known(batchId));
        }
        KnownBatch batch = open(batchId);
        record(batchId, AuditAction.ABORTED, call);
        steered.hold(
                HoldKind.BATCH, batchId, Hold.State.ABORTED, Callers.of(call).who());
        return answer(batch);
    }

    /** A credential of one requester sees its own only. */
    private static BatchFilter of(String own, BatchFilter asked) {
        if (asked.requester() != null && !asked.requester().equals(own)) {
            throw new Unanswerable(
                    HttpStatus.FORBIDDEN,
                    "The credential sees the requests of its own requester only.",
                    "Leave the parameter requester out.");
        }
        return new BatchFilter(own, asked.complete(), asked.from(), asked.to());
    }

    private BatchAnswer answer(KnownBatch batch) {
        return BatchAnswer.of(batch, ledger.counts(batch), steered.held(HoldKind.BATCH, batch.batchId()));
    }

    private Hold.@Nullable State state(String batchId) {
        Hold hold = steered.held(HoldKind.BATCH, batchId);
        return hold == null ? null : hold.state();
    }

    private void record(String batchId, AuditAction action, HttpServletRequest call) {
        ReadsRecorded.require(audit, new AuditEntry(Callers.of(call), action, Map.of("batchId", batchId)));
    }

    private KnownBatch open(String batchId) {
        KnownBatch batch = known(batchId);
        if (batch.complete()) {
            throw new Unanswerable(HttpStatus.CONFLICT, "Every request of this list has ended.", "Look at its result.");
        }
        return batch;
    }

    private KnownBatch known(String batchId) {
        return ledger.known(batchId)
                .orElseThrow(() ->
                        new Unanswerable(HttpStatus.NOT_FOUND, "There is no list of this id.", "Look at /batches."));
    }

    private static Unanswerable aborted() {
        return new Unanswerable(
                HttpStatus.CONFLICT,
                "The list was aborted, which is for good.",
                "Resubmit it if its requests are to be carried out after all.");
    }
}
