package org.barscancel.runtime.farside;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import org.apache.camel.spi.RoutePolicyFactory;
import org.barscancel.BarsSettings;
import org.barscancel.runtime.circuit.CircuitTimer;
import org.barscancel.runtime.circuit.Circuits;
import org.barscancel.runtime.circuit.FarSideHealth;
import org.barscancel.runtime.circuit.Gate;
import org.barscancel.runtime.circuit.LegPolicies;
import org.springframework.boot.actuate.health.CompositeHealthContributor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What holds calls back: per far side a circuit and a gate; and where they can be seen. */
@Configuration(proxyBeanMethods = false)
class CircuitConfiguration {
    @Bean
    CircuitTimer circuitTimer() {
        return new CircuitTimer();
    }

    @Bean
    LegPolicies legPolicies(BarsSettings settings, Clock clock, CircuitTimer circuitTimer) {
        return new LegPolicies(
                FarSideSetUp.of(settings).stream().map(FarSideSetUp::called).toList(), clock, circuitTimer);
    }

    @Bean
    Circuits circuits(LegPolicies legPolicies) {
        return legPolicies.circuits();
    }

    /** Camel asks it for the policies of each route. */
    @Bean
    RoutePolicyFactory routePolicyFactory(LegPolicies legPolicies) {
        return (camel, routeId, definition) -> legPolicies.of(routeId);
    }

    @Bean
    CompositeHealthContributor farSidesHealthContributor(Circuits circuits) {
        return FarSideHealth.of(circuits);
    }

    @Bean
    MeterBinder farSideMetrics(Circuits circuits, FarSideClients farSideClients) {
        return meters -> {
            circuits.all().forEach((farSide, circuit) -> Gauge.builder(
                            "bars.circuit.state", circuit, one -> one.ownState().level())
                    .tag("farSide", farSide)
                    .description("0 closed, 1 probing, 2 paused")
                    .register(meters));
            farSideClients.gates().forEach(gate -> Gauge.builder("bars.calls.inflight", gate, Gate::inFlight)
                    .tag("farSide", gate.farSide())
                    .description("Calls that were begun and have not ended")
                    .register(meters));
        };
    }
}
