package org.barscancel.runtime;

import static org.barscancel.runtime.FarSideConfiguration.PROVIDER;
import static org.barscancel.runtime.FarSideConfiguration.REGISTRY;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.camel.spi.RoutePolicyFactory;
import org.barscancel.BarsSettings;
import org.springframework.boot.actuate.health.CompositeHealthContributor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What holds calls back: per far side a circuit and a gate; and where they can be seen. */
@Configuration(proxyBeanMethods = false)
class CircuitConfiguration {
    /** The route that can do nothing without the far side. */
    private static final Map<String, String> ROUTES = Map.of("cancel", PROVIDER, "registry", REGISTRY);

    @Bean
    CircuitTimer circuitTimer() {
        return new CircuitTimer();
    }

    @Bean
    LegPolicies legPolicies(BarsSettings settings, Clock clock, CircuitTimer circuitTimer) {
        return new LegPolicies(ROUTES, settings.circuit(), clock, circuitTimer);
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

    /** The registry leg asks the provider for Patients too (R16); they share its places. */
    @Bean
    Gate providerGate(BarsSettings settings, Circuits circuits) {
        return new Gate(
                PROVIDER,
                circuits,
                settings.concurrency().provider(),
                settings.rate().provider(),
                settings.http());
    }

    @Bean
    Gate registryGate(BarsSettings settings, Circuits circuits) {
        return new Gate(
                REGISTRY,
                circuits,
                settings.concurrency().registry(),
                settings.rate().registry(),
                settings.http());
    }

    @Bean
    CompositeHealthContributor farSidesHealthContributor(Circuits circuits) {
        return FarSideHealth.of(circuits);
    }

    @Bean
    MeterBinder farSideMetrics(Circuits circuits, List<Gate> gates) {
        return meters -> {
            circuits.all().forEach((farSide, circuit) -> Gauge.builder(
                            "bars.circuit.state", circuit, one -> one.state().level())
                    .tag("farSide", farSide)
                    .description("0 closed, 1 probing, 2 paused")
                    .register(meters));
            gates.forEach(gate -> Gauge.builder("bars.calls.inflight", gate, Gate::inFlight)
                    .tag("farSide", gate.farSide())
                    .description("Calls that were begun and have not ended")
                    .register(meters));
        };
    }
}
