package org.barscancel.runtime;

import java.security.SecureRandom;
import java.time.Clock;
import org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy;
import org.barscancel.BarsSettings;
import org.barscancel.appointment.CancellationPolicy;
import org.barscancel.appointment.CancellationRules;
import org.barscancel.bars.Authentication;
import org.barscancel.bars.FarSide;
import org.barscancel.cancellation.RegistryOutcome;
import org.barscancel.leg.ProviderLeg;
import org.barscancel.leg.RegistryLeg;
import org.barscancel.leg.RetryPolicy;
import org.barscancel.leg.Unsettled;
import org.barscancel.leg.VerdictEvents;
import org.barscancel.registry.PointerPolicy;
import org.barscancel.registry.PointerRules;
import org.barscancel.registry.RegistryAction;
import org.barscancel.registry.ServiceIdentifier;
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
            BarsSettings settings,
            RetryPolicy retryPolicy,
            Authentication authentication,
            FarSide provider,
            Clock clock) {
        return new ProviderLeg(
                new CancellationRules(
                        new CancellationPolicy(
                                settings.currentStatuses(),
                                settings.pastAppointments(),
                                settings.patientCheck(),
                                settings.reasonElement(),
                                settings.dropStatusExtension()),
                        clock),
                settings.confirm(),
                new Unsettled(retryPolicy, () -> authentication.renew(provider), clock),
                settings.registry().action() != RegistryAction.NONE,
                clock);
    }

    @Bean
    RegistryLeg registryLeg(
            BarsSettings settings,
            RetryPolicy retryPolicy,
            Authentication authentication,
            FarSide registry,
            Clock clock) {
        BarsSettings.Registry chosen = settings.registry();
        return new RegistryLeg(
                new PointerRules(new PointerPolicy(
                        chosen.action(),
                        settings.custodian(),
                        chosen.searchByCustodian(),
                        chosen.service() == null ? null : ServiceIdentifier.parse(chosen.service()))),
                new Unsettled(retryPolicy, () -> authentication.renew(registry), clock),
                chosen.action() == RegistryAction.UPDATE ? RegistryOutcome.UPDATED : RegistryOutcome.REMOVED);
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
