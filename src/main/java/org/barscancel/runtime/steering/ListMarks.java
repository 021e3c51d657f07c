package org.barscancel.runtime.steering;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Processor;
import org.barscancel.intake.Arrival;
import org.barscancel.runtime.broker.DelayingJmsConfiguration;
import org.barscancel.runtime.leg.Lists;
import org.barscancel.steering.Hold;

/** Marks a request that is accepted with its list, and has those of a call begin at the pace that it asks for. */
public final class ListMarks implements Processor {
    /** Variable: how many requests of a list by HTTP may begin a second. */
    public static final String RATE = "rate";

    private static final long SECOND = 1_000;

    private final Lists lists;

    /** @param lists tell which are aborted */
    public ListMarks(Lists lists) {
        this.lists = lists;
    }

    @Override
    public void process(Exchange exchange) {
        Arrival arrival = exchange.getVariable("arrival", Arrival.class);
        String batchId = arrival.batchId();
        if (batchId == null) {
            return;
        }
        exchange.getMessage().setHeader(Lists.BATCH, batchId);
        Hold hold = lists.of(batchId);
        if (hold != null && hold.state() == Hold.State.ABORTED) {
            exchange.getMessage().setHeader(Lists.ABORTED_AT_THE_DOOR, true);
        }
        Integer rate = exchange.getVariable(RATE, Integer.class);
        if (rate != null) {
            // A list by HTTP is bounded (bars.limits.request-bytes); CSV waits on disk instead.
            long index = exchange.getProperty(ExchangePropertyKey.SPLIT_INDEX, 0L, Long.class);
            exchange.getMessage().setHeader(DelayingJmsConfiguration.DELAY, index * SECOND / rate);
        }
    }
}
