package org.barscancel.runtime.leg;

import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;
import org.barscancel.leg.Verdict;
import org.barscancel.runtime.farside.FarSideSetUp;
import org.barscancel.runtime.watch.Measures;
import org.jspecify.annotations.Nullable;

/** Times each run of a leg. */
final class MeasuredLegs implements RoutePolicyFactory {
    private final Map<String, String> farSides;
    private final Measures measures;

    MeasuredLegs(Collection<FarSideSetUp> farSides, Measures measures) {
        this.farSides = farSides.stream().collect(Collectors.toMap(FarSideSetUp::route, FarSideSetUp::name));
        this.measures = measures;
    }

    @Override
    public @Nullable RoutePolicy createRoutePolicy(CamelContext camel, String routeId, NamedNode route) {
        String farSide = farSides.get(routeId);
        return farSide == null ? null : new Timing(farSide, measures);
    }

    private static final class Timing extends RoutePolicySupport {
        private final String farSide;
        private final Measures measures;

        Timing(String farSide, Measures measures) {
            this.farSide = farSide;
            this.measures = measures;
        }

        @Override
        public void onExchangeDone(Route route, Exchange exchange) {
            Verdict verdict = exchange.getVariable("verdict", Verdict.class);
            measures.ran(
                    farSide,
                    verdict == null || exchange.isFailed()
                            ? "broken"
                            : verdict.getClass().getSimpleName().toLowerCase(Locale.ROOT),
                    Duration.ofMillis(exchange.getClock().elapsed()));
        }
    }
}
