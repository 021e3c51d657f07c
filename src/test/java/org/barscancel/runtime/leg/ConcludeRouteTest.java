package org.barscancel.runtime.leg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.jms.JmsConstants;
import org.apache.camel.spi.Registry;
import org.barscancel.cancellation.Cancellation;
import org.barscancel.cancellation.Leg;
import org.barscancel.cancellation.RegistryOutcome;
import org.barscancel.leg.Verdict;
import org.barscancel.leg.VerdictEvents;
import org.barscancel.problem.Problem;
import org.barscancel.problem.ProblemCode;
import org.barscancel.runtime.RouteTestSupport;
import org.barscancel.runtime.Unread;
import org.barscancel.runtime.broker.DelayingJmsConfiguration;
import org.barscancel.runtime.ledger.Outcomes;
import org.junit.jupiter.api.Test;

class ConcludeRouteTest extends RouteTestSupport {
    private static final Problem PROBLEM = new Problem(ProblemCode.REFUSED, "The provider refuses the message.");

    /** To the first of them go the messages of both legs, with their queue in a header. */
    private static final List<String> ENDPOINTS = List.of("requests", "rejected", "parked");

    @Override
    public List<String> files() {
        return List.of("61-conclude", "62-tell");
    }

    @Override
    protected void bindToRegistry(Registry registry) {
        registry.bind("verdictEvents", new VerdictEvents(CLOCK));
        registry.bind("verdictMessage", new VerdictMessage(MAPPER, QUEUES_OF_LEGS));
        registry.bind("outcomes", new Outcomes(null, null, MAPPER, Unread.measures()));
    }

    @Test
    void handsADoneCancellationToTheRegistryLeg() throws Exception {
        Message sent = conclude(new Verdict.Proceed(cancelled()), "pointers");

        assertThat(cancellation(sent.getBody(String.class))).isEqualTo(cancelled());
        assertThat(sent.getHeaders()).containsExactly(entry("CamelJmsDestinationName", "bars.pointers"));
        assertThat(told()).contains("\"provider-ended\"", "\"done\"").doesNotContain(PATIENT.value());
    }

    /** The message goes to the endpoint of the default far side; this header outranks its queue. */
    @Test
    void keepsToTheQueuesOfTheFarSidesThatTheCancellationIsFor() throws Exception {
        start();
        Cancellation north = cancelled().to("north");

        tell(new Verdict.Again(north, Leg.PROVIDER, Duration.ZERO, "Why."));
        tell(new Verdict.Proceed(north));
        tell(new Verdict.Again(north, Leg.REGISTRY, Duration.ZERO, "Why."));

        assertThat(queue("requests").getExchanges())
                .extracting(sent -> sent.getMessage().getHeader("CamelJmsDestinationName"))
                .containsExactly("bars.requests.north", "bars.pointers.pointers-north", "bars.pointers.pointers-north");
        assertThat(cancellation(texts(queue("requests")).get(0)).providerName()).isEqualTo("north");
    }

    /** As an earlier version of this program wrote it. */
    @Test
    void takesACancellationThatNamesNoProviderForOneOfTheDefault() throws Exception {
        assertThat(json(cancellation())).doesNotContain("providerName");
        assertThat(cancellation(json(cancellation())).providerName()).isNull();
    }

    /** As an earlier version of this program wrote it: what it queued was meant. */
    @Test
    void takesACancellationThatSaysNothingOfDryRunsForOneThatIsMeant() throws Exception {
        String earlier =
                json(cancellation()).replace("\"dryRun\":false", "\"x\":1").replace("\"changes\":[]", "\"y\":1");
        assertThat(earlier).doesNotContain("dryRun", "changes");

        assertThat(cancellation(earlier).isDryRun()).isFalse();
        assertThat(cancellation(earlier).provider().changes()).isEmpty();
    }

    @Test
    void putsACancellationWhoseAppointmentIsFoundBackAtOnceWithItsId() throws Exception {
        Message sent = conclude(new Verdict.Found(cancellation().found("a7")), "requests");

        assertThat(cancellation(sent.getBody(String.class)).foundAppointmentId())
                .isEqualTo("a7");
        assertThat(sent.getHeaders()).doesNotContainKeys(DelayingJmsConfiguration.DELAY, "waitingFor");
        assertThat(told()).contains("\"found\"", "\"a1\"").doesNotContain(PATIENT.value());
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
                .containsEntry("replayable", true)
                .containsEntry("requester", "pas-1")
                .containsEntry("receivedAt", NOW.toEpochMilli())
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
        ENDPOINTS.forEach(name -> assertThat(queue(name).getExchanges()).isEmpty());
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
        assertThat(queue("requests").getExchanges()).isEmpty();
    }

    private Message conclude(Verdict verdict, String queue) throws Exception {
        start();
        Exchange exchange = tell(verdict);
        assertThat(exchange.getException()).isNull();
        List<Message> sent = new ArrayList<>();
        List<String> addresses = new ArrayList<>();
        for (String endpoint : ENDPOINTS) {
            queue(endpoint).getExchanges().forEach(one -> {
                sent.add(one.getMessage());
                addresses.add(one.getMessage()
                        .getHeader(JmsConstants.JMS_DESTINATION_NAME, "bars." + endpoint, String.class));
            });
        }
        assertThat(addresses).containsExactly("bars." + queue);
        return sent.get(0);
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
