package org.barscancel.runtime.watch;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Where an exchange is on its way: what its messages carry on, and, on the thread that works on it, what each log line says of
 * whose way it is. A property of the exchange, which copies of it have too.
 */
public final class Journey {
    /** Message property and key of log lines: the cancellation's id. */
    public static final String CANCELLATION_ID = "cancellationId";

    /** Message property and key of log lines: the correlation id of its conversation. */
    public static final String CORRELATION_ID = "correlationId";

    private static final String TRACE_ID = "traceId";
    private static final String SPAN_ID = "spanId";
    private static final String PROPERTY = "barsJourney";
    private static final String[] KEYS = {CANCELLATION_ID, CORRELATION_ID, TRACE_ID, SPAN_ID};

    private final @Nullable Journey outer;
    private final Span span;
    private final Context onward;
    private final Map<String, String> before = new HashMap<>();
    private @Nullable Scope scope;
    private @Nullable String cancellationId;
    private @Nullable String correlationId;

    /**
     * A stage of the way.
     *
     * @param outer the stage in which it lies
     * @param span of the stage
     * @param onward of which trace the messages are that it sends
     */
    public Journey(@Nullable Journey outer, Span span, Context onward) {
        this.outer = outer;
        this.span = span;
        this.onward = onward;
    }

    /** The stage that an exchange is in; null when it is in none. */
    public static @Nullable Journey of(Exchange exchange) {
        return exchange.getProperty(PROPERTY, Journey.class);
    }

    /** An exchange, and what is split off from it, is in this stage from now on. */
    public void begin(Exchange exchange) {
        exchange.setProperty(PROPERTY, this);
    }

    /** All that is done on this thread until the end is part of it. */
    @SuppressWarnings("MustBeClosedChecker") // The end closes it, which a route reaches whatever happens in it.
    public void bindThread() {
        for (String key : KEYS) {
            String value = MDC.get(key);
            if (value != null) {
                before.put(key, value);
            }
        }
        scope = Context.current().with(span).makeCurrent();
        SpanContext own = span.getSpanContext();
        if (own.isValid()) {
            MDC.put(TRACE_ID, own.getTraceId());
            MDC.put(SPAN_ID, own.getSpanId());
        }
    }

    /** Whose way it is. */
    public void of(@Nullable String cancellation, @Nullable String correlation) {
        cancellationId = cancellation;
        correlationId = correlation;
        if (scope != null || (outer != null && outer.scope != null)) {
            put(CANCELLATION_ID, cancellation);
            put(CORRELATION_ID, correlation);
        }
        if (cancellation != null) {
            span.setAttribute("bars.cancellation_id", cancellation);
        }
        if (correlation != null) {
            span.setAttribute("bars.correlation_id", correlation);
        }
    }

    /** The exchange is in the outer stage again, and so is this thread if it was bound. */
    public void end(Exchange exchange) {
        if (outer == null) {
            exchange.removeProperty(PROPERTY);
        } else {
            outer.begin(exchange);
        }
        span.end();
        if (scope != null) {
            scope.close();
            for (String key : KEYS) {
                put(key, before.get(key));
            }
        }
    }

    /** The span of the stage; one that records nothing when there are no traces. */
    public Span span() {
        return span;
    }

    /** Of which trace the messages are that are sent from here. */
    public Context onward() {
        return onward;
    }

    /** Whose way it is; null as long as nobody has said. */
    @Nullable
    public String cancellationId() {
        return cancellationId;
    }

    /** The conversation that the way belongs to; null as long as nobody has said. */
    @Nullable
    public String correlationId() {
        return correlationId;
    }

    private static void put(String key, @Nullable String value) {
        if (value == null) {
            MDC.remove(key);
        } else {
            MDC.put(key, value);
        }
    }
}
