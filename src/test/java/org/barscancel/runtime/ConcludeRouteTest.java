package org.barscancel.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.spi.Registry;
import org.barscancel.cancellation.Leg;
import org.barscancel.cancellation.RegistryOutcome;
import org.barscancel.leg.Verdict;
import org.barscancel.leg.VerdictEvents;
import org.barscancel.problem.Problem;
import org.barscancel.problem.ProblemCode;
import org.junit.jupiter.api.Test;

class ConcludeRouteTest extends RouteTestSupport {
    private static final Problem PROBLEM = new Problem(ProblemCode.REFUSED, "The provider refuses the message.");

    @Override
    List<String> files() {
        return List.of("61-conclude", "62-tell");
    }

    @Override
    protected void bindToRegistry(Registry registry) {
        registry.bind("verdictEvents", new VerdictEvents(CLOCK));
        registry.bind("verdictMessage", new VerdictMessage(MAPPER));
        registry.bind("outcomes", new Outcomes(null, null, MAPPER));
    }

    @Test
    void handsADoneCancellationToTheRegistryLeg() throws Exception {
        Message sent = conclude(new Verdict.Proceed(cancelled()), "pointers");

        assertThat(cancellation(sent.getBody(String.class))).isEqualTo(cancelled());
        assertThat(sent.getHeaders()).isEmpty();
        assertThat(told()).contains("\"provider-ended\"", "\"done\"").doesNotContain(PATIENT.value());
    }

    @Test
    void putsAWaitingProviderLegBackOnItsOwnQueue() throws Exception {
        Message sent = conclude(
                new Verdict.Again(cancellation(), Leg.PROVIDER, Duration.ofSeconds(3), "It did not answer."),
                "requests");

        assertThat(sent.getHeaders())
                .containsEntry(DelayingJmsConfiguration.DELAY, 3000L)
                .containsEntry("waitingFor", "It did not answer.");
        assertThat(told()).contains("\"waiting\"");
    }

    @Test
    void putsAWaitingRegistryLegBackOnItsOwnQueue() throws Exception {
        Message sent =
                conclude(new Verdict.Again(cancelled(), Leg.REGISTRY, Duration.ZERO, "It did not answer."), "pointers");

        assertThat(sent.getHeaders()).containsEntry(DelayingJmsConfiguration.DELAY, 0L);
    }

    @Test
    void setsARejectedCancellationAsideWithItsReason() throws Exception {
        Message sent = conclude(new Verdict.Reject(cancellation(), Leg.PROVIDER, PROBLEM), "rejected");

        assertThat(sent.getHeaders())
                .containsEntry("cancellationId", cancellation().cancellationId().toString())
                .containsEntry("leg", "provider")
                .containsEntry("problemCode", "refused")
                .containsEntry("problemMessage", PROBLEM.message())
                .containsEntry("nextAction", PROBLEM.nextAction());
        assertThat(told()).contains("\"provider-ended\"", "\"rejected\"", "\"registry-ended\"", "\"skipped\"");
    }

    @Test
    void parksACancellationAsItStandsWithItsReason() throws Exception {
        Message sent = conclude(new Verdict.Park(cancelled(), Leg.REGISTRY, PROBLEM), "parked");

        assertThat(sent.getHeaders()).containsEntry("leg", "registry").containsEntry("problemCode", "refused");
        assertThat(cancellation(sent.getBody(String.class))).isEqualTo(cancelled());
    }

    @Test
    void onlyTellsOfAFinishedCancellation() throws Exception {
        start();
        tell(new Verdict.Finished(cancelled(), RegistryOutcome.REMOVED, 2));

        assertThat(told()).contains("\"registry-ended\"", "\"removed\"");
        Stream.of("requests", "pointers", "rejected", "parked")
                .forEach(name -> assertThat(queue(name).getExchanges()).isEmpty());
    }

    @Test
    void sendsNothingOnWhenTheLedgerCannotBeTold() throws Exception {
        start();
        queue("events").whenAnyExchangeReceived(exchange -> {
            throw new IllegalStateException("The broker is full");
        });

        Exchange exchange = tell(new Verdict.Proceed(cancelled()));

        assertThat(exchange.getException())
                .as("so that the transaction rolls back")
                .hasMessage("The broker is full");
        assertThat(queue("pointers").getExchanges()).isEmpty();
    }

    private Message conclude(Verdict verdict, String queue) throws Exception {
        start();
        Exchange exchange = tell(verdict);
        assertThat(exchange.getException()).isNull();
        assertThat(Stream.of("requests", "pointers", "rejected", "parked")
                        .flatMap(name -> queue(name).getExchanges().stream()))
                .hasSize(1);
        return queue(queue).getExchanges().get(0).getMessage();
    }

    private Exchange tell(Verdict verdict) {
        return template.send("direct:conclude", exchange -> {
            exchange.getMessage().setHeader("left-over", "of an earlier step");
            exchange.getMessage().setBody(verdict);
        });
    }

    private String told() {
        return texts(queue("events")).get(0);
    }
}
