package org.barscancel.runtime.leg;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.ConnectionFactory;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.stream.Collectors;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
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
import org.barscancel.runtime.farside.FarSideClients;
import org.barscancel.runtime.farside.FarSideSetUp;
import org.barscancel.runtime.farside.FarSides;
import org.barscancel.runtime.farside.Identities;
import org.barscancel.runtime.start.HomeFolders;
import org.barscancel.runtime.watch.Measures;
import org.barscancel.runtime.watch.Traces;
import org.springframework.beans.factory.ObjectProvider;
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

    @Bean
    VerdictMessage verdictMessage(ObjectMapper messageMapper, LegQueues legQueues) {
        return new VerdictMessage(messageMapper, legQueues);
    }

    @Bean
    RefusalMessage refusalMessage() {
        return new RefusalMessage();
    }

    @Bean
    LegQueues legQueues(BarsSettings settings) {
        return new LegQueues(settings.queue(), settings.providers());
    }

    @Bean
    FormerQueues formerQueues(
            BarsSettings settings, ObjectProvider<EmbeddedActiveMQ> embedded, ConnectionFactory connectionFactory) {
        EmbeddedActiveMQ own = embedded.getIfAvailable();
        return new FormerQueues(
                HomeFolders.home(settings).resolve("far-side-queues.txt"),
                FarSideSetUp.of(settings).stream().map(FarSideSetUp::queue).collect(Collectors.toSet()),
                own == null
                        ? queue -> QueueContent.seen(connectionFactory, queue)
                        : queue -> QueueContent.of(own, queue));
    }

    @Bean
    LegRoutes legRoutes(BarsSettings settings, FarSideClients farSideClients) {
        return new LegRoutes(FarSideSetUp.of(settings), farSideClients);
    }

    @Bean
    MeasuredLegs measuredLegs(BarsSettings settings, Measures measures) {
        return new MeasuredLegs(FarSideSetUp.of(settings), measures);
    }

    @Bean
    Journeys journeys(Traces traces) {
        return new Journeys(traces);
    }
}
