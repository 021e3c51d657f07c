package org.barscancel.runtime.watch;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Spans, and how a trace is written into a message (W3C {@code traceparent}). Names and attributes of spans are this program's own
 * words, names of the settings and ids of cancellations: no address, nothing of a patient or a far side (R23).
 */
public final class Traces {
    /** Message property: the trace, and the span in it, that a message is of. */
    public static final String TRACEPARENT = "traceparent";

    private static final W3CTraceContextPropagator FORMAT = W3CTraceContextPropagator.getInstance();

    private static final TextMapGetter<Map<String, String>> READ = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Map<String, String> carrier) {
            return List.copyOf(carrier.keySet());
        }

        @Override
        public @Nullable String get(@Nullable Map<String, String> carrier, String key) {
            return carrier == null ? null : carrier.get(key);
        }
    };

    private final Tracer tracer;
    private final boolean takeIncoming;

    Traces(TracerProvider provider, boolean takeIncoming) {
        this.tracer = provider.get("org.barscancel");
        this.takeIncoming = takeIncoming;
    }

    /** None at all. */
    public static Traces off() {
        return new Traces(TracerProvider.noop(), false);
    }

    /** Whether what others say of their trace is taken. */
    public boolean takeIncoming() {
        return takeIncoming;
    }

    /** A span that has begun. Its parent is the one of the context; of the root context none. */
    public Span begin(String name, SpanKind kind, Context parent) {
        return tracer.spanBuilder(name).setSpanKind(kind).setParent(parent).startSpan();
    }

    /** A span that begins a trace of its own, and points to another. */
    public Span beginLinked(String name, Span to) {
        SpanBuilder builder = tracer.spanBuilder(name).setNoParent();
        SpanContext other = to.getSpanContext();
        return (other.isValid() ? builder.addLink(other) : builder).startSpan();
    }

    /** What a text says; the root context when it says nothing. */
    public static Context read(@Nullable String traceparent) {
        return traceparent == null
                ? Context.root()
                : FORMAT.extract(Context.root(), Map.of(TRACEPARENT, traceparent), READ);
    }

    /** The text of a context; null when it is of no trace. */
    public static @Nullable String written(Context context) {
        Map<String, String> carrier = new HashMap<>();
        FORMAT.inject(context, carrier, (map, key, value) -> {
            if (map != null) {
                map.put(key, value);
            }
        });
        return carrier.get(TRACEPARENT);
    }
}
