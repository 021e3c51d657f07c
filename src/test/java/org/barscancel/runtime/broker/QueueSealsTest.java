package org.barscancel.runtime.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.TextMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.barscancel.atrest.KeysGiven;
import org.barscancel.atrest.SealedTexts;
import org.barscancel.runtime.SettingsGiven;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jms.connection.CachingConnectionFactory;
import org.springframework.jms.core.JmsTemplate;

class QueueSealsTest {
    private static final SealedTexts TEXTS = new SealedTexts(KeysGiven.of(KeysGiven.line("2026", 2)));
    private static final String TEXT = "{\"nhsNumber\":\"9990000018\"}";

    @TempDir
    Path home;

    private final CachingConnectionFactory connections =
            new CachingConnectionFactory(new ActiveMQConnectionFactory(EmbeddedBroker.URL));
    private final JmsTemplate broker = new JmsTemplate(connections);
    private final BlockingQueue<String> taken = new LinkedBlockingQueue<>();
    private EmbeddedActiveMQ server;

    @BeforeEach
    void setUp() throws Exception {
        server = EmbeddedBroker.start(SettingsGiven.brokerBelow(home), SettingsGiven.NO_BUNDLES);
        server.getActiveMQServer()
                .getAddressSettingsRepository()
                .addMatch(
                        "bars.requests.taken",
                        new AddressSettings().setRedeliveryDelay(0).setMaxDeliveryAttempts(-1));
        connections.setCacheConsumers(false);
        broker.setReceiveTimeout(30_000);
    }

    @AfterEach
    void tearDown() throws Exception {
        connections.destroy();
        server.stop();
    }

    @Test
    void encryptsOnTheProgramsOwnQueuesAndNowhereElse() throws Exception {
        try (DefaultCamelContext camel = camel(TEXTS)) {
            camel.start();
            for (Map.Entry<String, String> kind : Map.of(
                            "bars.requests", "cancellation",
                            "bars.requests.north", "cancellation",
                            "bars.pointers", "cancellation",
                            "bars.parked", "cancellation",
                            "bars.rejected", "refusal",
                            "bars.events", "events",
                            "bars.deliveries.callback.pas-1", "delivery",
                            "bars.undelivered", "delivery",
                            "bars.dead", "unreadable")
                    .entrySet()) {
                camel.createProducerTemplate().sendBodyAndHeader("jms:" + kind.getKey(), TEXT, "problemCode", "x");

                TextMessage lying = (TextMessage) broker.receive(kind.getKey());
                assertThat(lying.getText()).startsWith("bars-at-rest:1:" + kind.getValue() + ":2026:");
                assertThat(lying.getStringProperty("problemCode")).isEqualTo("x");
            }
            for (String plain : List.of("bars.cancellations", "answers", "bars.requestsOfOurs")) {
                camel.createProducerTemplate().sendBody("jms:" + plain, TEXT);
                assertThat(broker.receiveAndConvert(plain)).isEqualTo(TEXT);
            }
            assertThatThrownBy(() -> camel.createProducerTemplate().sendBody("jms:bars.parked", new byte[] {1}))
                    .hasStackTraceContaining("convert the body to a String");
        }
    }

    @Test
    void aRefusedRequestIsNotPassedOffAsACancellation() throws Exception {
        try (DefaultCamelContext camel = camel(TEXTS)) {
            camel.start();
            camel.createProducerTemplate().sendBody("jms:bars.rejected", TEXT);
            String refusal = ((TextMessage) broker.receive("bars.rejected")).getText();

            broker.convertAndSend("bars.requests.taken", refusal);

            assertThat(((TextMessage) broker.receive("bars.dead")).getText()).isEqualTo(refusal);
            assertThat(taken).isEmpty();
        }
    }

    @Test
    void readsWhatIsEncryptedAndWhatIsNot() throws Exception {
        try (DefaultCamelContext camel = camel(TEXTS)) {
            camel.start();
            broker.convertAndSend("bars.requests.taken", TEXT);
            assertThat(taken.poll(30, TimeUnit.SECONDS)).isEqualTo(TEXT);
            camel.createProducerTemplate().sendBody("jms:bars.requests.taken", TEXT);
            assertThat(taken.poll(30, TimeUnit.SECONDS)).isEqualTo(TEXT);
        }
    }

    @Test
    void whatCannotBeReadEndsOnTheDeadQueueAsItCame() throws Exception {
        String sealed = TEXTS.seal("cancellation", TEXT);
        try (DefaultCamelContext camel = camel(KeysGiven.NO_TEXTS)) {
            camel.start();
            broker.send("bars.requests.taken", session -> {
                TextMessage message = session.createTextMessage(sealed);
                message.setStringProperty("waitingFor", "The provider.");
                return message;
            });

            TextMessage dead = (TextMessage) broker.receive("bars.dead");
            assertThat(dead.getText()).isEqualTo(sealed);
            assertThat(new QueueSeals(SettingsGiven.brokerBelow(home).queue(), TEXTS).text(dead))
                    .as("what a reconciliation sees with the key")
                    .isEqualTo(TEXT);
            assertThat(dead.getStringProperty("waitingFor")).isEqualTo("The provider.");
            assertThat(taken).isEmpty();
        }
    }

    /** With a broker that is not trusted with what breaks the program, so that nobody waits for its pauses. */
    private DefaultCamelContext camel(SealedTexts texts) throws Exception {
        QueueSeals seals = new QueueSeals(SettingsGiven.brokerBelow(home).queue(), texts);
        DelayingJmsConfiguration configuration =
                new DelayingJmsConfiguration(connections, new Redelivery("bars.dead", Duration.ofMillis(1)), seals);
        configuration.setTransacted(true);
        configuration.setLazyCreateTransactionManager(false);
        DefaultCamelContext camel = new DefaultCamelContext();
        camel.addComponent("jms", new PlainJmsComponent(configuration, 1000, seals));
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("jms:bars.requests.taken")
                        .process(exchange -> taken.add(exchange.getMessage().getBody(String.class)));
            }
        });
        return camel;
    }
}
