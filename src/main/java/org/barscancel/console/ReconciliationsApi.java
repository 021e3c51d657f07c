package org.barscancel.console;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.barscancel.audit.Audit;
import org.barscancel.audit.AuditAction;
import org.barscancel.audit.AuditEntry;
import org.barscancel.ledger.ReconciliationReport;
import org.barscancel.ledger.Reconciliations;
import org.barscancel.reconciliation.Finding;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Asks for comparisons of ledger, provider and registry, and reads their reports. */
@RestController
@RequestMapping(path = "/reconciliations", produces = MediaType.APPLICATION_JSON_VALUE)
class ReconciliationsApi {
    private static final int LATEST = 50;

    private final Reconciliations reconciliations;
    private final ObjectMapper mapper;
    private final ObjectWriter lines;
    private final Clock clock;
    private final Audit audit;

    ReconciliationsApi(Reconciliations reconciliations, ObjectMapper mapper, Clock clock, Audit audit) {
        this.reconciliations = reconciliations;
        this.audit = audit;
        this.mapper = mapper;
        this.lines = mapper.writer().without(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        this.clock = clock;
    }

    /** Some reports, the newest first. */
    record Latest(List<ReconciliationReport> items) {}

    /** Looks at the header itself: the filter that bounds bodies shows no other type. */
    @PostMapping
    ResponseEntity<ReconciliationReport> ask(HttpServletRequest request) throws IOException {
        if (!isJson(request.getHeader(HttpHeaders.CONTENT_TYPE))) {
            throw new Unanswerable(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "The body is not announced as JSON.",
                    "Send it as application/json.");
        }
        ReconciliationQuestion question =
                ReconciliationQuestion.read(request.getInputStream().readAllBytes(), mapper, clock.instant());
        ReadsRecorded.require(
                audit,
                new AuditEntry(
                        Callers.of(request),
                        AuditAction.RECONCILIATION_ASKED,
                        Map.of(
                                "from", question.from().toString(),
                                "to", question.to().toString(),
                                "repair", question.repair())));
        UUID id = reconciliations
                .ask(question.from(), question.to(), question.repair(), clock.instant())
                .orElseThrow(() -> new Unanswerable(
                        HttpStatus.CONFLICT,
                        "Another reconciliation has not ended.",
                        "Look at /reconciliations, and ask again when it has."));
        return ResponseEntity.accepted()
                .location(URI.create("/reconciliations/" + id))
                .body(reconciliations.report(id).orElseThrow());
    }

    @GetMapping
    Latest latest() {
        return new Latest(reconciliations.latest(LATEST));
    }

    @GetMapping("/{reconciliationId}")
    ReconciliationReport one(@PathVariable("reconciliationId") String reconciliationId) {
        return known(reconciliationId);
    }

    /** Written line by line, since there may be more findings than memory. */
    @Audited(AuditAction.READ)
    @GetMapping("/{reconciliationId}/findings")
    void findings(@PathVariable("reconciliationId") String reconciliationId, HttpServletResponse response)
            throws IOException {
        UUID id = known(reconciliationId).reconciliationId();
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        try (JsonGenerator json = lines.createGenerator(response.getOutputStream())) {
            json.writeStartArray();
            reconciliations.forEachFinding(id, finding -> write(json, finding));
            json.writeEndArray();
        } catch (UncheckedIOException gone) {
            throw gone.getCause();
        }
    }

    /** For a person to read. */
    @Audited(AuditAction.READ)
    @GetMapping(value = "/{reconciliationId}/report", produces = MediaType.TEXT_PLAIN_VALUE)
    void report(@PathVariable("reconciliationId") String reconciliationId, HttpServletResponse response)
            throws IOException {
        ReconciliationReport report = known(reconciliationId);
        response.setContentType("text/plain;charset=UTF-8");
        OutputStream text = response.getOutputStream();
        try {
            write(text, ReconciliationText.head(report));
            reconciliations.forEachFinding(
                    report.reconciliationId(), finding -> write(text, ReconciliationText.line(finding)));
        } catch (UncheckedIOException gone) {
            throw gone.getCause();
        }
    }

    private static void write(OutputStream out, String text) {
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("The caller has gone", e);
        }
    }

    private static boolean isJson(@Nullable String contentType) {
        try {
            return contentType != null && MediaType.APPLICATION_JSON.includes(MediaType.parseMediaType(contentType));
        } catch (InvalidMediaTypeException unreadable) {
            return false;
        }
    }

    private void write(JsonGenerator json, Finding finding) {
        try {
            lines.writeValue(json, finding);
        } catch (IOException e) {
            throw new UncheckedIOException("The caller has gone", e);
        }
    }

    private ReconciliationReport known(String reconciliationId) {
        return ExactUuid.parse(reconciliationId)
                .flatMap(reconciliations::report)
                .orElseThrow(() -> new Unanswerable(
                        HttpStatus.NOT_FOUND, "There is no reconciliation of this id.", "Check the id."));
    }
}
