package org.barscancel.runtime.farside;

import java.time.Clock;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.barscancel.BarsSettings;
import org.barscancel.bars.Answers;
import org.barscancel.bars.BarsCalls;
import org.barscancel.runtime.circuit.Circuits;
import org.barscancel.runtime.watch.Measures;
import org.barscancel.runtime.watch.Traces;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Providers and registries: their addresses and clients. */
@Configuration(proxyBeanMethods = false)
public class FarSideConfiguration {
    @Bean
    FarSides farSides(BarsSettings settings) {
        return FarSidePairs.of(settings);
    }

    /** Ends exchanges that take too long. */
    @Bean(destroyMethod = "shutdownNow")
    ScheduledExecutorService exchangeTimer() {
        return timer();
    }

    /** A timer for the ends of exchanges, on a daemon thread. Whoever makes it shuts it down. */
    public static ScheduledExecutorService timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "exchange-timer");
            thread.setDaemon(true);
            return thread;
        });
        // Nearly every deadline is cancelled long before it is due.
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    @Bean
    FarSideClients farSideClients(
            BarsSettings settings,
            Circuits circuits,
            ScheduledExecutorService exchangeTimer,
            Identities identities,
            Measures measures,
            Traces traces) {
        return FarSideClients.of(FarSideSetUp.of(settings), circuits, exchangeTimer, identities, measures, traces);
    }

    @Bean
    FarSideFhirComponent fhir(FarSideClients farSideClients) {
        return new FarSideFhirComponent(farSideClients.clients());
    }

    @Bean
    FhirCall fhirCall() {
        return new FhirCall();
    }

    @Bean
    HttpCall httpCall() {
        return new HttpCall();
    }

    @Bean
    HttpReceived httpReceived() {
        return new HttpReceived();
    }

    @Bean
    Identities identities(
            BarsSettings settings, SslBundles sslBundles, ScheduledExecutorService exchangeTimer, Clock clock) {
        return IdentitySettings.identities(settings, sslBundles, exchangeTimer, clock);
    }

    @Bean
    FarSideCalls farSideCalls(FarSides farSides) {
        return new FarSideCalls(farSides, new BarsCalls());
    }

    @Bean
    Judge judge(Clock clock, Circuits circuits) {
        return new Judge(new Answers(clock), circuits);
    }

    @Bean
    ReadyNote readyNote(BarsSettings settings, FarSides farSides) {
        return new ReadyNote(settings, farSides);
    }
}
