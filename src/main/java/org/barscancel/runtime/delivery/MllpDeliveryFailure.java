package org.barscancel.runtime.delivery;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.barscancel.answer.CallbackAnswers;
import org.barscancel.runtime.farside.Failures;

/** What it means that a message could not be sent by MLLP: the same as of a call. */
final class MllpDeliveryFailure implements Processor {
    private final CallbackAnswers answers;

    MllpDeliveryFailure(CallbackAnswers answers) {
        this.answers = answers;
    }

    @Override
    public void process(Exchange exchange) {
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        exchange.getMessage().setBody(answers.judge(Failures.of(failure)));
    }
}
