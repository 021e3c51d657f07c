package org.barscancel.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.RoutePolicySupport;
import org.barscancel.BarsSettings;
import org.barscancel.bars.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CircuitsTest {
    private static final int FAILURES = 3;
    private static final Duration FOR_LONG = Duration.ofHours(1);
    private static final Duration BRIEFLY = Duration.ofMillis(50);
    private static final Answer DOWN = new Answer.Unavailable("HTTP 503", null);
    private static final Answer FINE = new Answer.Success("HTTP 200", new byte[0], null);

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final List<String> switched = new CopyOnWriteArrayList<>();
    private Circuits circuits;

    @BeforeEach
    void setUp() throws Exception {
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:cancel").routeId("cancel").routePolicy(recorder()).to("log:cancel");
                from("direct:registry")
                        .routeId("registry")
                        .routePolicy(recorder())
                        .to("log:registry");
            }
        });
        camel.start();
    }

    @AfterEach
    void tearDown() {
        circuits.close();
        camel.stop();
    }

    @Test
    void pausesTheLegAfterSoManyFailuresInARow() {
        circuits = circuits(FOR_LONG);
        times(FAILURES, "provider", DOWN);

        await().until(() -> status("cancel") == ServiceStatus.Suspended);
        assertThat(status("registry")).isEqualTo(ServiceStatus.Started);
    }

    @Test
    void countsAnAnswerThatMayHaveBeenAppliedAsAFailure() {
        circuits = circuits(FOR_LONG);
        times(FAILURES, "registry", new Answer.MaybeApplied("no answer in time"));

        await().until(() -> status("registry") == ServiceStatus.Suspended);
    }

    @Test
    void goesOnAsLongAsSomethingIsAnswered() {
        circuits = circuits(FOR_LONG);
        for (int i = 0; i < 10; i++) {
            times(FAILURES - 1, "provider", DOWN);
            circuits.record("provider", new Answer.Refused("HTTP 422"));
        }
        // The registry's pause comes after whatever the provider's answers might have led to.
        times(FAILURES, "registry", DOWN);

        await().until(() -> status("registry") == ServiceStatus.Suspended);
        assertThat(status("cancel")).isEqualTo(ServiceStatus.Started);
    }

    @Test
    void probesAfterThePauseAndGoesOnWhenTheFarSideWorksAgain() {
        circuits = circuits(BRIEFLY);
        times(FAILURES, "provider", DOWN);
        await().untilAsserted(() -> assertThat(switched).containsExactly("suspended cancel", "resumed cancel"));

        times(3, "provider", FINE);
        times(FAILURES - 1, "provider", DOWN);
        times(FAILURES, "registry", DOWN);

        await().until(() -> switched.contains("suspended registry"));
        assertThat(switched).filteredOn(what -> what.endsWith("cancel")).hasSize(2);
    }

    @Test
    void pausesAgainWhenTheProbesFail() {
        circuits = circuits(BRIEFLY);
        times(FAILURES, "provider", DOWN);
        await().until(() -> switched.size() == 2);

        times(3, "provider", DOWN);

        await().untilAsserted(() -> assertThat(switched)
                .containsExactly("suspended cancel", "resumed cancel", "suspended cancel", "resumed cancel"));
    }

    @Test
    void pausesAtOnceWhenTheFarSideAsksForLessHoweverManyAnswersSaySo() {
        circuits = circuits(BRIEFLY);

        times(20, "provider", new Answer.TooManyRequests("HTTP 429", FOR_LONG));

        await().until(() -> status("cancel") == ServiceStatus.Suspended);
        times(20, "provider", DOWN);
        assertThat(status("cancel")).isEqualTo(ServiceStatus.Suspended);
    }

    @Test
    void goesOnAfterAsLongAsTheFarSideAsked() {
        circuits = circuits(FOR_LONG);

        circuits.record("provider", new Answer.TooManyRequests("HTTP 429", BRIEFLY));

        await().untilAsserted(() -> assertThat(switched).containsExactly("suspended cancel", "resumed cancel"));
    }

    @Test
    void doesNotShortenALongerPauseByAShorterOne() {
        circuits = circuits(BRIEFLY);
        circuits.record("provider", new Answer.TooManyRequests("HTTP 429", FOR_LONG));
        await().until(() -> status("cancel") == ServiceStatus.Suspended);

        times(20, "provider", new Answer.TooManyRequests("HTTP 429", BRIEFLY));
        circuits.record("registry", new Answer.TooManyRequests("HTTP 429", BRIEFLY.multipliedBy(4)));

        await().until(() -> switched.contains("resumed registry"));
        assertThat(switched).doesNotContain("resumed cancel");
    }

    @Test
    void leavesUnknownFarSidesAlone() {
        circuits = circuits(BRIEFLY);

        times(FAILURES, "nobody", DOWN);

        assertThat(switched).isEmpty();
    }

    private Circuits circuits(Duration pause) {
        return new Circuits(
                camel, new BarsSettings.Circuit(FAILURES, pause), Map.of("provider", "cancel", "registry", "registry"));
    }

    private void times(int times, String farSide, Answer answer) {
        for (int i = 0; i < times; i++) {
            circuits.record(farSide, answer);
        }
    }

    private ServiceStatus status(String route) {
        return camel.getRouteController().getRouteStatus(route);
    }

    private RoutePolicySupport recorder() {
        return new RoutePolicySupport() {
            @Override
            public void onSuspend(Route route) {
                switched.add("suspended " + route.getRouteId());
            }

            @Override
            public void onResume(Route route) {
                switched.add("resumed " + route.getRouteId());
            }
        };
    }
}
