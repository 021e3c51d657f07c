package org.barscancel.runtime;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.barscancel.BarsSettings;
import org.barscancel.bars.Answers;
import org.barscancel.bars.Authentication;
import org.barscancel.bars.BarsCalls;
import org.barscancel.bars.CallerIdentity;
import org.barscancel.bars.FarSide;
import org.barscancel.bars.NoAuthentication;
import org.barscancel.bars.UseContext;
import org.barscancel.request.TargetService;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Provider and registry: their addresses and clients. */
@Configuration(proxyBeanMethods = false)
class FarSideConfiguration {
    static final String PROVIDER = "provider";
    static final String REGISTRY = "registry";

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    FarSide provider(BarsSettings settings) {
        return farSide(PROVIDER, settings.provider().url(), settings);
    }

    @Bean
    FarSide registry(BarsSettings settings) {
        return farSide(REGISTRY, settings.registry().url(), settings);
    }

    private static FarSide farSide(String name, @Nullable String url, BarsSettings settings) {
        if (url == null) {
            throw new StartRefusedException(
                    "No provider is set: a cancellation must not be sent to nobody, nor to a simulator by mistake.",
                    "Set bars.provider.url to the FHIR base of the provider or the BaRS proxy, or try the program with"
                            + " the profile demo (--spring.profiles.active=demo).");
        }
        return new FarSide(
                name,
                url.replaceAll("/+$", ""),
                settings.coreVersion(),
                target(settings.targetService()),
                caller(settings),
                new UseContext(
                        settings.useContext().category(),
                        settings.useContext().event(),
                        settings.useContext().reason()));
    }

    private static @Nullable TargetService target(BarsSettings.@Nullable Target target) {
        if (target == null || (target.system() == null && target.value() == null)) {
            return null;
        }
        if (target.system() == null || target.value() == null) {
            throw new StartRefusedException(
                    "The target service is set by half.",
                    "Set both bars.target-service.system and bars.target-service.value, or none of them.");
        }
        return new TargetService(target.system(), target.value());
    }

    private static CallerIdentity caller(BarsSettings settings) {
        BarsSettings.Organisation organisation = settings.organisation();
        BarsSettings.Software software = settings.software();
        BarsSettings.Practitioner practitioner = settings.practitioner();
        return new CallerIdentity(
                organisation == null ? null : organisation.odsCode(),
                organisation == null ? null : organisation.name(),
                software == null ? null : software.id(),
                software == null ? null : software.name(),
                software == null ? null : software.version(),
                practitioner == null ? null : practitioner.roleId(),
                practitioner == null ? null : practitioner.code(),
                practitioner == null ? null : practitioner.display());
    }

    /** Ends exchanges that take too long. */
    @Bean(destroyMethod = "shutdownNow")
    ScheduledExecutorService exchangeTimer() {
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
    CloseableHttpClient providerHttpClient(
            BarsSettings settings, Gate providerGate, ScheduledExecutorService exchangeTimer) {
        return FarSideClient.of(settings.http(), providerGate, exchangeTimer);
    }

    @Bean
    CloseableHttpClient registryHttpClient(
            BarsSettings settings, Gate registryGate, ScheduledExecutorService exchangeTimer) {
        return FarSideClient.of(settings.http(), registryGate, exchangeTimer);
    }

    @Bean
    FarSideFhirComponent fhir(CloseableHttpClient providerHttpClient, CloseableHttpClient registryHttpClient) {
        return new FarSideFhirComponent(Map.of(PROVIDER, providerHttpClient, REGISTRY, registryHttpClient));
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
    Authentication authentication() {
        return new NoAuthentication();
    }

    @Bean
    FarSideCalls farSideCalls(FarSide provider, FarSide registry, Authentication authentication) {
        return new FarSideCalls(provider, registry, new BarsCalls(), authentication);
    }

    @Bean
    Judge judge(Clock clock, Circuits circuits) {
        return new Judge(new Answers(clock), circuits);
    }

    @Bean
    ReadyNote readyNote(BarsSettings settings, FarSide provider, FarSide registry) {
        return new ReadyNote(settings, provider, registry);
    }
}
