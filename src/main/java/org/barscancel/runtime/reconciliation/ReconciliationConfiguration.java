package org.barscancel.runtime.reconciliation;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.ConnectionFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.barscancel.BarsSettings;
import org.barscancel.audit.Audit;
import org.barscancel.cancellation.Cancellation;
import org.barscancel.intake.ProviderChoice;
import org.barscancel.ledger.NhsNumberHash;
import org.barscancel.ledger.Reconciliations;
import org.barscancel.reconciliation.Comparison;
import org.barscancel.reconciliation.Judgement;
import org.barscancel.registry.PointerRules;
import org.barscancel.registry.RegistryAction;
import org.barscancel.runtime.broker.QueueSeals;
import org.barscancel.runtime.circuit.CircuitState;
import org.barscancel.runtime.circuit.Circuits;
import org.barscancel.runtime.farside.FarSideSetUp;
import org.barscancel.runtime.farside.FarSides;
import org.barscancel.runtime.farside.ProviderServices;
import org.barscancel.runtime.leg.LegQueues;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.scheduling.annotation.SchedulingConfigurer;

/** Comparisons of ledger, provider and registry: the rules, the worker, and the hour. */
@Configuration(proxyBeanMethods = false)
class ReconciliationConfiguration {
    private static final Duration BEAT = Duration.ofSeconds(10);

    /** Longer than the longest pause between two beats of a busy machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Bean
    @DependsOnDatabaseInitialization
    Reconciliations reconciliations(DataSource dataSource) {
        return new Reconciliations(dataSource);
    }

    @Bean
    Comparison comparison(BarsSettings settings, FarSides farSides, NhsNumberHash nhsNumberHash, Clock clock) {
        BarsSettings.Reconcile limits = settings.reconcile();
        ProviderChoice providers = ProviderServices.choice(settings);
        return new Comparison(
                cancellation -> farSides.find(cancellation)
                        .map(FarSides.Pair::pointers)
                        .filter(policy -> policy.action() != RegistryAction.NONE)
                        .map(PointerRules::new),
                cancellation -> cancellation.to(provider(providers, cancellation)),
                new Judgement(settings.currentStatuses()),
                new Comparison.Limits(limits.pendingAfter(), limits.openAfter()),
                nhsNumberHash::of,
                clock);
    }

    /** A service that nobody serves any more is asked for where nothing else is known: at the default provider. */
    private static @Nullable String provider(ProviderChoice providers, Cancellation cancellation) {
        return providers.of(
                                cancellation.request().targetService(),
                                cancellation.source().requester())
                        instanceof ProviderChoice.Chosen chosen
                ? chosen.provider()
                : null;
    }

    @Bean
    RepairMessage repairMessage(LegQueues legQueues, ObjectMapper messageMapper) {
        return new RepairMessage(legQueues, messageMapper);
    }

    @Bean
    CallPace callPace(BarsSettings settings) {
        return new CallPace(settings.reconcile().rate());
    }

    @Bean
    ReconciliationBeat reconciliationBeat(Reconciliations reconciliations, Clock clock) {
        return new ReconciliationBeat(reconciliations, clock);
    }

    @Bean
    Reconciler reconciler(
            BarsSettings settings,
            ReconciliationBeat reconciliationBeat,
            Reconciliations reconciliations,
            ConnectionFactory connectionFactory,
            Circuits circuits,
            QueueSeals queueSeals,
            @Lazy CamelContext camel,
            Clock clock) {
        BarsSettings.Queues names = settings.queue();
        QueueLook queues = new QueueLook(
                connectionFactory,
                Stream.concat(
                                FarSideSetUp.of(settings).stream().map(FarSideSetUp::queue),
                                Stream.of(names.events(), names.parked(), names.rejected(), names.held(), names.dead()))
                        .toList(),
                () -> circuits.all().values().stream().allMatch(circuit -> circuit.state() == CircuitState.CLOSED),
                queueSeals);
        return new Reconciler(
                reconciliationBeat.worker(), reconciliations, queues, camel::isStopping, clock, !settings.dryRun());
    }

    @Bean
    ReconciliationHours reconciliationHours(
            BarsSettings settings, Reconciliations reconciliations, Audit audit, Clock clock) {
        return new ReconciliationHours(settings.reconcile(), reconciliations, audit, clock);
    }

    /** A database of one's own is used by no other instance: what runs at the start was broken off. */
    @Bean
    SchedulingConfigurer reconciliationSchedule(
            BarsSettings settings, ReconciliationBeat reconciliationBeat, ReconciliationHours reconciliationHours) {
        if (settings.ledger().url() == null) {
            reconciliationBeat.beat(Duration.ZERO);
        }
        return tasks -> {
            tasks.addFixedDelayTask(() -> reconciliationBeat.beat(PATIENCE), BEAT);
            tasks.addCronTask(reconciliationHours::ask, settings.reconcile().cron());
        };
    }
}
