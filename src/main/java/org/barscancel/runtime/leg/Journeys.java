package org.barscancel.runtime.leg;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.util.Locale;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;
import org.barscancel.cancellation.Cancellation;
import org.barscancel.ledger.Settled;
import org.barscancel.leg.Verdict;
import org.barscancel.runtime.broker.Waybill;
import org.barscancel.runtime.watch.Journey;
import org.barscancel.runtime.watch.Traces;
import org.jspecify.annotations.Nullable;

/**
 * Follows each cancellation through the routes: a span for each stage, all of one trace, and its ids on each log line. What a stage
 * sends is of the trace that it came by: so acceptance, attempts, outcome and deliveries stand side by side below the acceptance,
 * however often a leg is tried.
 */
public final class Journeys implements RoutePolicyFactory {
    private static final String INTAKE = "intake-";
    private static final String ACCEPT = "accept";

    private final Traces traces;

    /** @param traces where spans are begun */
    public Journeys(Traces traces) {
        this.traces = traces;
    }

    @Override
    public @Nullable RoutePolicy createRoutePolicy(CamelContext camel, String routeId, NamedNode route) {
        if (routeId.startsWith(INTAKE)) {
            return new Stage(routeId.replace('-', ' '), Came.FROM_OUTSIDE);
        }
        if (routeId.startsWith("replay-")) {
            return new Stage("replay", Came.FROM_OUTSIDE);
        }
        if (routeId.equals(ACCEPT)) {
            return new Stage(ACCEPT, Came.FROM_STAGE);
        }
        if (isOf(routeId, "cancel")) {
            return new Stage("provider leg", Came.BY_QUEUE);
        }
        if (isOf(routeId, "registry")) {
            return new Stage("registry leg", Came.BY_QUEUE);
        }
        if (isOf(routeId, "call-back") || isOf(routeId, "notify")) {
            return new Stage("delivery", Came.BY_QUEUE);
        }
        if (routeId.equals("answer")) {
            return new Stage("outcome", Came.IN_BATCH);
        }
        return routeId.equals("open") ? new Opened() : null;
    }

    private static boolean isOf(String routeId, String template) {
        return routeId.equals(template) || routeId.startsWith(template + "-");
    }

    /**
     * A row is accepted: what is sent from here on is of it. One of many begins a trace of its own, which points to that of the list.
     *
     * @param rows how many are accepted together
     */
    public void row(Exchange exchange, int rows, UUID cancellationId, UUID correlationId) {
        Journey accept = Journey.of(exchange);
        if (accept == null) {
            return;
        }
        Span span = rows == 1 ? accept.span() : traces.beginLinked("accept row", accept.span());
        Journey row = new Journey(
                accept, span, rows == 1 ? accept.onward() : Context.root().with(span));
        row.of(cancellationId.toString(), correlationId.toString());
        row.begin(exchange);
        if (rows > 1) {
            span.end();
        }
    }

    /** How an exchange came to a stage. */
    private enum Came {
        FROM_OUTSIDE,
        FROM_STAGE,
        BY_QUEUE,
        IN_BATCH
    }

    private final class Stage extends RoutePolicySupport {
        private final String name;
        private final Came came;

        Stage(String name, Came came) {
            this.name = name;
            this.came = came;
        }

        @Override
        public void onExchangeBegin(Route route, Exchange exchange) {
            Journey outer = Journey.of(exchange);
            Context parent = parent(exchange, outer);
            Span span = traces.begin(name, kind(), parent);
            span.setAttribute("bars.route", route.getRouteId());
            // What came by a queue goes on in the trace it came by, not below this attempt.
            boolean goesOn = came == Came.BY_QUEUE || came == Came.IN_BATCH;
            boolean known = Span.fromContext(parent).getSpanContext().isValid();
            Journey journey = new Journey(outer, span, goesOn && known ? parent : parent.with(span));
            if (came != Came.FROM_OUTSIDE) {
                // What comes from outside may be answered by another thread.
                journey.bindThread();
            }
            if (came == Came.BY_QUEUE) {
                waited(exchange, span);
                journey.of(Waybill.id(exchange, Journey.CANCELLATION_ID), Waybill.id(exchange, Journey.CORRELATION_ID));
            } else if (exchange.getIn().getBody() instanceof Settled settled) {
                journey.of(
                        settled.result().cancellationId().toString(),
                        String.valueOf(settled.result().correlationId()));
                span.setAttribute("bars.outcome", settled.result().outcome().code());
                span.setAttribute("bars.registry", settled.result().registry().code());
            }
            journey.begin(exchange);
        }

        private Context parent(Exchange exchange, @Nullable Journey outer) {
            return switch (came) {
                case FROM_OUTSIDE -> traces.takeIncoming() ? Traces.read(Waybill.trace(exchange)) : Context.root();
                case FROM_STAGE -> outer == null ? Context.root() : outer.onward();
                case BY_QUEUE -> Traces.read(Waybill.trace(exchange));
                case IN_BATCH ->
                    Traces.read(
                            exchange.getIn().getBody() instanceof Settled settled
                                    ? Waybill.trace(
                                            exchange,
                                            settled.result().cancellationId().toString())
                                    : null);
            };
        }

        private SpanKind kind() {
            return switch (came) {
                case FROM_OUTSIDE -> SpanKind.SERVER;
                case FROM_STAGE -> SpanKind.INTERNAL;
                case BY_QUEUE, IN_BATCH -> SpanKind.CONSUMER;
            };
        }

        /** Since it was sent: in the queue, and for the delay of a retry. */
        private static void waited(Exchange exchange, Span span) {
            Long sent = exchange.getIn().getHeader("JMSTimestamp", Long.class);
            if (sent != null && sent > 0) {
                span.setAttribute(
                        "bars.waited_ms", Math.max(0, exchange.getClock().getCreated() - sent));
            }
        }

        @Override
        public void onExchangeDone(Route route, Exchange exchange) {
            Journey journey = Journey.of(exchange);
            if (journey == null) {
                return;
            }
            Verdict verdict = came == Came.BY_QUEUE ? exchange.getVariable("verdict", Verdict.class) : null;
            if (verdict != null) {
                tell(journey.span(), verdict);
            }
            if (exchange.isFailed()) {
                journey.span().setStatus(StatusCode.ERROR);
            }
            journey.end(exchange);
        }

        private static void tell(Span span, Verdict verdict) {
            span.setAttribute("bars.verdict", verdict.getClass().getSimpleName().toLowerCase(Locale.ROOT));
            if (verdict instanceof Verdict.Again again) {
                span.addEvent(
                        "waits",
                        Attributes.builder()
                                .put("bars.delay_ms", again.delay().toMillis())
                                .put(
                                        "bars.attempts",
                                        Math.max(
                                                verdict.cancellation()
                                                        .provider()
                                                        .attempts(),
                                                verdict.cancellation()
                                                        .registry()
                                                        .attempts()))
                                .build());
            } else if (verdict instanceof Verdict.Park park) {
                span.setAttribute("bars.problem", park.problem().code().code());
            } else if (verdict instanceof Verdict.Reject reject) {
                span.setAttribute("bars.problem", reject.problem().code().code());
            }
        }
    }

    /** A message of an earlier version, or one that was replayed, says of itself which cancellation it is. */
    private static final class Opened extends RoutePolicySupport {
        @Override
        public void onExchangeDone(Route route, Exchange exchange) {
            Journey journey = Journey.of(exchange);
            Cancellation cancellation = exchange.getVariable("cancellation", Cancellation.class);
            if (journey != null && cancellation != null) {
                journey.of(
                        cancellation.cancellationId().toString(),
                        cancellation.correlationId().toString());
            }
        }
    }
}
