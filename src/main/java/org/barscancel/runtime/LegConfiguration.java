package org.barscancel.runtime;

import java.security.SecureRandom;
import java.time.Clock;
import org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy;
import org.barscancel.BarsSettings;
import org.barscancel.appointment.CancellationPolicy;
import org.barscancel.appointment.CancellationRules;
import org.barscancel.appointment.LateRequests;
import org.barscancel.leg.ProviderLeg;
import org.barscancel.leg.RegistryLeg;
import org.barscancel.leg.ResolveLeg;
import org.barscancel.leg.RetryPolicy;
import org.barscancel.leg.Unsettled;
import org.barscancel.leg.VerdictEvents;
import org.barscancel.registry.PointerLookup;
import org.barscancel.registry.PointerRules;
import org.barscancel.registry.RegistryAction;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The rules of both legs, as the settings have them. */
@Configuration(proxyBeanMethods = false)
class LegConfiguration {
    @Bean
    RetryPolicy retryPolicy(BarsSettings settings) {
        BarsSettings.Retry retry = settings.retry();
        return new RetryPolicy(
                retry.initialDelay(), retry.multiplier(), retry.maxDelay(), retry.giveUpAfter(), new SecureRandom());
    }

    @Bean
    ProviderLeg providerLeg(
            BarsSettings settings, RetryPolicy retryPolicy, Identities identities, FarSides farSides, Clock clock) {
        return new ProviderLeg(
                new CancellationRules(
                        new CancellationPolicy(
                                settings.currentStatuses(),
                                settings.pastAppointments(),
                                settings.patientCheck(),
                                settings.reasonElement(),
                                settings.dropStatusExtension()),
                        new LateRequests(settings.lateAfter(), settings.changedAppointments()),
                        clock),
                settings.confirm(),
                new Unsettled(
                        retryPolicy, cancellation -> identities.renewable(farSides.provider(cancellation)), clock),
                // Of a provider that is no longer set up the registry leg parks it.
                cancellation -> farSides.find(cancellation)
                        .map(pair -> pair.pointers().action() != RegistryAction.NONE)
                        .orElse(true),
                clock);
    }

    @Bean
    RegistryLeg registryLeg(RetryPolicy retryPolicy, Identities identities, FarSides farSides, Clock clock) {
        return new RegistryLeg(
                cancellation -> farSides.find(cancellation).map(pair -> new PointerRules(pair.pointers())),
                new Unsettled(
                        retryPolicy, cancellation -> identities.renewable(farSides.registry(cancellation)), clock));
    }

    @Bean
    ResolveLeg resolveLeg(
            BarsSettings settings, RetryPolicy retryPolicy, Identities identities, FarSides farSides, Clock clock) {
        return new ResolveLeg(
                settings.resolve().patientAndStart(),
                settings.resolve().bookingNumber(),
                cancellation -> farSides.find(cancellation).map(pair -> new PointerLookup(pair.lookedUp())),
                new Unsettled(
                        retryPolicy, cancellation -> identities.renewable(farSides.provider(cancellation)), clock),
                new Unsettled(
                        retryPolicy, cancellation -> identities.renewable(farSides.registry(cancellation)), clock));
    }

    @Bean
    WriteGuard writeGuard(BarsSettings settings) {
        return new WriteGuard(settings.dryRun(), settings.retry().maxDelay());
    }

    @Bean
    VerdictEvents verdictEvents(Clock clock) {
        return new VerdictEvents(clock);
    }

    /** Gathers what became of each pointer. */
    @Bean
    GroupedBodyAggregationStrategy pointerSteps() {
        return new GroupedBodyAggregationStrategy();
    }
}
