package org.barscancel.runtime.delivery;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.barscancel.AnswerToSettings;
import org.barscancel.BarsSettings;
import org.barscancel.CallbackSettings;
import org.barscancel.answer.CallbackAnswers;
import org.barscancel.answer.DeliveryRules;
import org.barscancel.leg.RetryPolicy;
import org.barscancel.runtime.circuit.CircuitTimer;
import org.barscancel.runtime.circuit.Circuits;
import org.barscancel.runtime.circuit.FarSideHealth;
import org.barscancel.runtime.circuit.Gate;
import org.barscancel.runtime.circuit.LegPolicies;
import org.barscancel.runtime.farside.FarSideClient;
import org.barscancel.runtime.start.StartRefusedException;
import org.barscancel.runtime.tls.FarSideTls;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.health.CompositeHealthContributor;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/** Callbacks and HL7 v2 receivers: who they are, and how they are reached. */
@Configuration(proxyBeanMethods = false)
public class DeliveryConfiguration {
    /** It becomes part of a selector, a route's id and a metric. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    @Bean
    Receivers receivers(
            BarsSettings settings,
            RetryPolicy retryPolicy,
            Clock clock,
            CircuitTimer circuitTimer,
            MeterRegistry meterRegistry) {
        List<LegPolicies.Called> called = new ArrayList<>();
        callbacks(settings)
                .keySet()
                .forEach(name -> called.add(new LegPolicies.Called(
                        Receivers.callback(name),
                        DeliveryRoutes.id(DeliveryRoutes.CALL_BACK, name),
                        settings.circuit())));
        answeredFeeds(settings)
                .keySet()
                .forEach(name -> called.add(new LegPolicies.Called(
                        Receivers.feed(name), DeliveryRoutes.id(DeliveryRoutes.NOTIFY, name), settings.circuit())));
        return new Receivers(
                new LegPolicies(called, clock, circuitTimer),
                new DeliveryRules(retryPolicy, clock),
                meterRegistry,
                System::nanoTime);
    }

    @Bean
    RoutePolicyFactory receiverPolicyFactory(Receivers receivers) {
        return (camel, routeId, definition) -> receivers.policy(routeId);
    }

    @Bean
    Deliveries deliveries(BarsSettings settings) {
        return new Deliveries(
                byReceiver(settings).values(), answeredFeeds(settings).keySet());
    }

    @Bean
    DeliveryMessage deliveryMessage(BarsSettings settings, ObjectMapper messageMapper) {
        return new DeliveryMessage(settings.queue().deliveries(), messageMapper);
    }

    @Bean
    CallbackAnswers callbackAnswers(Clock clock) {
        return new CallbackAnswers(clock);
    }

    @Bean
    CallbackCall callbackCall(BarsSettings settings, Receivers receivers, Clock clock) {
        return new CallbackCall(byReceiver(settings), receivers, clock);
    }

    @Bean
    MllpDelivery mllpDelivery(
            BarsSettings settings, Receivers receivers, SslBundles sslBundles, ScheduledExecutorService exchangeTimer) {
        Map<String, MllpCall> calls = new HashMap<>();
        answeredFeeds(settings)
                .forEach((name, to) -> calls.put(
                        Receivers.feed(name),
                        new MllpCall(
                                to,
                                FarSideTls.of(sslBundles, "bars.hl7.feeds." + name + ".answer-to", to.sslBundle()),
                                exchangeTimer)));
        return new MllpDelivery(calls, receivers);
    }

    @Bean
    MllpDeliveryFailure mllpDeliveryFailure(CallbackAnswers callbackAnswers) {
        return new MllpDeliveryFailure(callbackAnswers);
    }

    @Bean
    DeliveryRoutes deliveryRoutes(
            BarsSettings settings, SslBundles sslBundles, ScheduledExecutorService exchangeTimer) {
        Map<String, CloseableHttpClient> clients = new HashMap<>();
        callbacks(settings).forEach((name, callback) -> {
            FarSideTls tls = FarSideTls.of(sslBundles, "bars.callbacks." + name, callback.sslBundle());
            clients.put(
                    name,
                    client(name, callback, tls, exchangeTimer, settings.http().maxResponseBytes()));
        });
        return new DeliveryRoutes(
                callbacks(settings), clients, answeredFeeds(settings).keySet());
    }

    @Bean
    CompositeHealthContributor receiversHealthContributor(Receivers receivers) {
        return FarSideHealth.of(receivers.circuits());
    }

    @Bean
    MeterBinder receiverMetrics(Receivers receivers) {
        return meters -> receivers.circuits().all().forEach((receiver, circuit) -> Gauge.builder(
                        "bars.receiver.state", circuit, one -> one.state().level())
                .tag("receiver", receiver)
                .description("0 closed, 1 probing, 2 paused")
                .register(meters));
    }

    private static Map<String, CallbackSettings> callbacks(BarsSettings settings) {
        settings.callbacks().keySet().forEach(name -> requireName("bars.callbacks.", name));
        return new TreeMap<>(settings.callbacks());
    }

    private static Map<String, Callback> byReceiver(BarsSettings settings) {
        return callbacks(settings).entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> Receivers.callback(entry.getKey()),
                        entry -> new Callback(entry.getKey(), entry.getValue())));
    }

    private static Map<String, AnswerToSettings> answeredFeeds(BarsSettings settings) {
        Map<String, AnswerToSettings> answered = new TreeMap<>();
        settings.hl7().feeds().forEach((name, feed) -> {
            AnswerToSettings to = feed.answerTo();
            if (to != null) {
                requireName("bars.hl7.feeds.", name);
                answered.put(name, to);
            }
        });
        return answered;
    }

    private static void requireName(String prefix, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new StartRefusedException(
                    "'" + prefix + name + "' cannot be the name of a receiver.",
                    "Use letters, digits, hyphens, dots and underscores, at most 64.");
        }
    }

    /**
     * The client of one callback, which reads the status of an answer and nothing else of it. Whoever makes it closes it.
     *
     * @param tls how it is connected to; null = as the Java runtime does
     * @param timer ends calls that take too long
     * @param most bytes of an answer
     */
    public static CloseableHttpClient client(
            String name,
            CallbackSettings callback,
            @Nullable FarSideTls tls,
            ScheduledExecutorService timer,
            DataSize most) {
        BarsSettings.Http http = new BarsSettings.Http(callback.connectTimeout(), callback.responseTimeout(), most);
        Gate gate = new Gate(Receivers.callback(name), new Circuits(Map.of()), callback.concurrency(), 0, http);
        return FarSideClient.builder(http, gate, timer, tls)
                .addExecInterceptorAfter(FarSideClient.BOUNDS, "status-only", new StatusOnly())
                .build();
    }
}
