package org.barscancel.runtime.replay;

import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.barscancel.audit.AuditUnavailableException;
import org.barscancel.console.ProblemAnswer;
import org.barscancel.intake.ReplayReader;
import org.barscancel.ledger.LedgerQueries;
import org.barscancel.runtime.http.CallersOfRoutes;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** Turns the call for the replay, or the discard, of a group into a selection, or into the problem of the call. */
public final class ReplayGroupCall implements Processor {
    static final byte[] NOTHING = {};

    private final LedgerQueries ledger;
    private final ReplayAudit audit;

    private final Function<byte[], ReplayReader.ReplayReading> reader;

    ReplayGroupCall(LedgerQueries ledger, ReplayAudit audit) {
        this(ledger, ReplayReader::read, audit);
    }

    private ReplayGroupCall(
            LedgerQueries ledger, Function<byte[], ReplayReader.ReplayReading> reader, ReplayAudit audit) {
        this.ledger = ledger;
        this.reader = reader;
        this.audit = audit;
    }

    /** Takes calls for discards. */
    static ReplayGroupCall ofDiscards(LedgerQueries ledger, ReplayAudit audit) {
        return new ReplayGroupCall(ledger, ReplayReader::readDiscard, audit);
    }

    @Override
    public void process(Exchange exchange) throws AuditUnavailableException {
        Message message = exchange.getMessage();
        byte[] body = message.getBody(byte[].class);
        String contentType = message.getHeader(Exchange.CONTENT_TYPE, "", String.class);
        CallersOfRoutes.note(exchange);
        message.removeHeaders("*");
        // It is needed later, and messages that are taken and given back too often would end on the dead queue.
        ledger.requireReadable();
        Object asked = isJson(contentType) ? asked(reader.apply(body == null ? NOTHING : body)) : unsupported();
        audit.asked(exchange, asked);
        message.setBody(asked);
    }

    /** What a body asks for, as the routes take it. */
    static Object asked(ReplayReader.ReplayReading reading) {
        if (reading instanceof ReplayReader.Faulty faulty) {
            return ProblemAnswer.of(HttpStatus.BAD_REQUEST, faulty.why(), "Correct it and send the call again.");
        }
        return reading instanceof ReplayReader.Selected selected ? selected.selection() : reading;
    }

    /** Asked for, since a browser sends no JSON to another site without asking first. */
    static boolean isJson(String contentType) {
        try {
            return MediaType.APPLICATION_JSON.includes(MediaType.parseMediaType(contentType));
        } catch (InvalidMediaTypeException none) {
            return false;
        }
    }

    static ProblemAnswer unsupported() {
        return ProblemAnswer.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE);
    }
}
