package org.barscancel.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.jms.Destination;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.barscancel.simulator.RecordedCall;
import org.barscancel.simulator.SimulatorHost;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests and answers by JMS, from outside of the program. */
abstract class QueueAnswersContract {
    private final SimulatorHost farSide = HealthyFarSideIT.farSideWith(30);
    private final RunningProgram program = HealthyFarSideIT.program();

    private Requester requester;

    @BeforeEach
    void connect() throws Exception {
        requester = program.requester();
    }

    @AfterEach
    void disconnect() throws Exception {
        requester.close();
    }

    @Test
    void aTextIsAnsweredToATemporaryQueue() throws Exception {
        Destination replies = requester.session().createTemporaryQueue();
        MessageConsumer consumer = requester.listenTo(replies);
        Message message = requester.text(Clinic.request(1));
        message.setStringProperty("requester", "pas-1");

        requester.send(message, replies, "our-own-id-1");
        Message answer = Requester.next(consumer);

        assertThat(answer.getJMSCorrelationID()).isEqualTo("our-own-id-1");
        JsonNode result = Requester.json(answer);
        assertThat(result.path("appointmentId").asText()).isEqualTo(Clinic.id(1));
        assertThat(result.path("outcome").asText()).isEqualTo("done");
        assertThat(result.path("registry").asText()).isEqualTo("removed");
        assertThat(result.path("source").path("channel").asText()).isEqualTo("queue");
        assertThat(result.path("source").path("requester").asText()).isEqualTo("pas-1");
        assertThat(result.toString()).doesNotContain(Clinic.nhsNumber(1));
        assertThat(consumer.receiveNoWait()).as("one request, one answer").isNull();
    }

    @Test
    void bytesAreAnsweredToANamedQueue() throws Exception {
        Destination replies = requester.session().createQueue("pas.replies");
        MessageConsumer consumer = requester.listenTo(replies);

        requester.send(requester.bytes(Clinic.request(2)), replies, "our-own-id-2");
        Message answer = Requester.next(consumer);

        assertThat(answer.getJMSCorrelationID()).isEqualTo("our-own-id-2");
        JsonNode result = Requester.json(answer);
        assertThat(result.path("appointmentId").asText()).isEqualTo(Clinic.id(2));
        assertThat(result.path("outcome").asText()).isEqualTo("done");
        assertThat(result.path("source").has("requester")).isFalse();
    }

    @Test
    void aListIsAnsweredRequestByRequest() throws Exception {
        Destination replies = requester.session().createTemporaryQueue();
        MessageConsumer consumer = requester.listenTo(replies);

        requester.send(requester.text(Clinic.requests(3, 7)), replies, "our-own-id-3");
        Set<String> answered = new HashSet<>();
        for (int n = 3; n <= 7; n++) {
            Message answer = Requester.next(consumer);
            assertThat(answer.getJMSCorrelationID()).isEqualTo("our-own-id-3");
            assertThat(Requester.json(answer).path("outcome").asText()).isEqualTo("done");
            answered.add(Requester.json(answer).path("appointmentId").asText());
        }

        assertThat(answered)
                .containsExactlyInAnyOrder(Clinic.id(3), Clinic.id(4), Clinic.id(5), Clinic.id(6), Clinic.id(7));
        assertThat(consumer.receiveNoWait()).isNull();
    }

    @Test
    void everyOutcomeIsPublishedOnTheTopic() throws Exception {
        MessageConsumer subscriber = requester.listenTo(requester.session().createTopic("bars.outcomes"));

        requester.send(requester.text(Clinic.request(8)), null, null);
        JsonNode result = Requester.json(Requester.next(subscriber));

        assertThat(result.path("appointmentId").asText()).isEqualTo(Clinic.id(8));
        assertThat(result.path("outcome").asText()).isEqualTo("done");
        assertThat(result.path("registry").asText()).isEqualTo("removed");
    }

    @Test
    void whatIsNoJsonIsAnsweredAndKeptAsReceived() throws Exception {
        String broken = "{\"appointmentId\": \"" + Clinic.id(9) + "\", \"reason\": " + Clinic.MARKER;
        Destination replies = requester.session().createTemporaryQueue();
        MessageConsumer consumer = requester.listenTo(replies);

        requester.send(requester.text(broken), replies, "our-own-id-4");
        Message answer = Requester.next(consumer);

        assertThat(answer.getJMSCorrelationID()).isEqualTo("our-own-id-4");
        JsonNode result = Requester.json(answer);
        assertThat(result.path("outcome").asText()).isEqualTo("rejected");
        assertThat(result.path("registry").asText()).isEqualTo("skipped");
        assertThat(result.path("problem").path("code").asText()).isEqualTo("malformed");
        assertThat(requester.lyingOn("bars.rejected")).contains(broken);
        assertThat(callsFor(9)).isZero();
    }

    @Test
    void theSameRequestAgainIsAnsweredFromTheLedger() throws Exception {
        Destination replies = requester.session().createTemporaryQueue();
        MessageConsumer consumer = requester.listenTo(replies);

        requester.send(requester.text(Clinic.request(10, "pas-message-10")), replies, "first");
        JsonNode first = Requester.json(Requester.next(consumer));
        long calls = farSide.simulator().calls().size();
        requester.send(requester.text(Clinic.request(10, "pas-message-10")), replies, "second");
        Message again = Requester.next(consumer);

        assertThat(again.getJMSCorrelationID()).isEqualTo("second");
        JsonNode second = Requester.json(again);
        assertThat(second.path("cancellationId")).isEqualTo(first.path("cancellationId"));
        assertThat(second.path("requestId").asText()).isEqualTo("pas-message-10");
        assertThat(second.path("outcome").asText()).isEqualTo("done");
        assertThat(second.path("finishedAt")).isEqualTo(first.path("finishedAt"));
        assertThat(farSide.simulator().calls()).as("nobody is called again").hasSize((int) calls);
        assertThat(consumer.receiveNoWait()).isNull();
    }

    @Test
    void aRequesterThatHasGoneHoldsNobodyUp() throws Exception {
        MessageConsumer subscriber = requester.listenTo(requester.session().createTopic("bars.outcomes"));
        try (Requester gone = program.requester()) {
            gone.send(gone.text(Clinic.request(11)), gone.session().createTemporaryQueue(), "never-read");
        }
        requester.send(requester.text(Clinic.request(12)), null, null);

        Map<String, String> outcomes = new HashMap<>();
        while (outcomes.size() < 2) {
            JsonNode result = Requester.json(Requester.next(subscriber));
            outcomes.put(
                    result.path("appointmentId").asText(),
                    result.path("outcome").asText());
        }
        assertThat(outcomes).isEqualTo(Map.of(Clinic.id(11), "done", Clinic.id(12), "done"));
    }

    private long callsFor(int n) {
        return farSide.simulator().calls().stream()
                .map(RecordedCall::path)
                .filter(path -> path.contains(Clinic.id(n)))
                .count();
    }
}
