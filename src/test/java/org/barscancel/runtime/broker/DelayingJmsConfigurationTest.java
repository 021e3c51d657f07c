package org.barscancel.runtime.broker;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DelayingJmsConfigurationTest {
    private static final String QUEUE = "bars.requests";
    private static final long AN_HOUR = Duration.ofHours(1).toMillis();

    @TempDir
    Path home;

    private EmbeddedBrokerFixture broker;
    private ProducerTemplate producer;

    @BeforeEach
    void setUp() throws Exception {
        broker = new EmbeddedBrokerFixture(home);
        broker.camel().start();
        producer = broker.camel().createProducerTemplate();
    }

    @AfterEach
    void tearDown() throws Exception {
        broker.close();
    }

    @Test
    void deliversLaterWhatIsDelayed() throws JMSException {
        send("late", 300);

        Message late = receive();

        assertThat(late.getBody(String.class)).isEqualTo("late");
        assertThat(late.getJMSDeliveryTime() - late.getJMSTimestamp()).isGreaterThanOrEqualTo(290L);
    }

    @Test
    void doesNotDelayTheNextMessageOfTheSameProducer() throws JMSException {
        send("late", AN_HOUR);
        producer.sendBody("jms:" + QUEUE, "now");

        assertThat(receive().getBody(String.class)).isEqualTo("now");
    }

    @Test
    void letsAShorterDelayOvertakeALongerOne() throws JMSException {
        send("late", AN_HOUR);
        send("soon", 1);

        assertThat(receive().getBody(String.class)).isEqualTo("soon");
    }

    @Test
    void takesTheDelayOffTheMessage() throws JMSException {
        send("soon", 1);

        assertThat(receive().propertyExists(DelayingJmsConfiguration.DELAY)).isFalse();
    }

    @Test
    void keepsOtherProperties() throws JMSException {
        producer.send("jms:" + QUEUE, exchange -> {
            exchange.getMessage().setBody("soon");
            exchange.getMessage().setHeader(DelayingJmsConfiguration.DELAY, 1L);
            exchange.getMessage().setHeader("waitingFor", "The provider.");
        });

        assertThat(receive().getStringProperty("waitingFor")).isEqualTo("The provider.");
    }

    private void send(String body, long delay) {
        producer.sendBodyAndHeader("jms:" + QUEUE, body, DelayingJmsConfiguration.DELAY, delay);
    }

    private Message receive() {
        Message message = broker.template().receive(QUEUE);
        assertThat(message).isNotNull();
        return message;
    }
}
