package org.barscancel.runtime.http;

import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.barscancel.answer.BarsReply;
import org.barscancel.answer.CancellationResult;
import org.barscancel.intake.Admission;
import org.barscancel.intake.HttpArrival;
import org.barscancel.runtime.intake.Admissions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers BaRS messages that came by HTTP, each with an OperationOutcome. Their senders take a 200 for a cancelled
 * appointment and look no further, so nothing else is answered with it.
 */
public final class BarsAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(BarsAnswers.class);

    private final Receipts receipts;
    private final EndWatch watch;
    private final BarsFormat format;

    BarsAnswers(Receipts receipts, EndWatch watch, BarsFormat format) {
        this.receipts = receipts;
        this.watch = watch;
        this.format = format;
    }

    /** To be called once the message's request, or its refusal, is committed. */
    public void stored(Exchange exchange) {
        HttpArrival.Taken taken = exchange.getVariable("httpArrival", HttpArrival.Taken.class);
        List<Admission> admissions = Admissions.of(exchange);
        CancellationResult result = receipts.of(taken.arrival(), admissions).get(0);
        Admission admission = admissions.get(0);
        BarsReply reply;
        if (admission instanceof Admission.Refusal refused) {
            reply = BarsReply.refused(refused.problem());
        } else if (admission instanceof Admission.Repeated) {
            reply = BarsReply.duplicate();
        } else if (admission instanceof Admission.Queued queued && queued.running()) {
            reply = BarsReply.running();
        } else {
            Preference preference = exchange.getVariable("preference", Preference.class);
            boolean waited = watch.await(() -> receipts.ended(taken.arrival(), admissions), preference.patience());
            reply = BarsReply.of(
                    waited ? receipts.again(taken.arrival(), admissions).get(0) : result);
        }
        write(exchange, reply);
        exchange.getMessage().setHeader("Location", "/cancellations/" + result.cancellationId());
    }

    /** The call says nothing that could be read as a message; nothing is kept of it. */
    public void refused(Exchange exchange) {
        HttpArrival.Refused refused = exchange.getVariable("httpArrival", HttpArrival.Refused.class);
        write(exchange, BarsReply.refused(refused.problem()));
    }

    /** The message is not stored, or it is not known whether it is. */
    public void failed(Exchange exchange) {
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        boolean down = HttpFailure.isDown(failure);
        if (down) {
            LOG.warn("A message is not taken: it cannot be stored at present");
        } else {
            LOG.error("A message failed: {}", failure.getClass().getName());
        }
        write(exchange, down ? BarsReply.unavailable() : BarsReply.failed());
        if (down) {
            exchange.getMessage().setHeader("Retry-After", HttpFailure.RETRY_SECONDS);
        }
    }

    private void write(Exchange exchange, BarsReply reply) {
        Message message = exchange.getMessage();
        BarsCall call = exchange.getVariable("barsCall", BarsCall.class);
        HttpAnswers.write(message, reply.status(), call.mediaType(), format.write(reply, call));
        call.mirrored().forEach(message::setHeader);
    }
}
