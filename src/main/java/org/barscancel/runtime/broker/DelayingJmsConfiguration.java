package org.barscancel.runtime.broker;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import org.apache.camel.component.jms.ConsumerType;
import org.apache.camel.component.jms.JmsConfiguration;
import org.apache.camel.component.jms.JmsEndpoint;
import org.apache.camel.component.jms.JmsMessageHelper;
import org.jspecify.annotations.Nullable;
import org.springframework.jms.listener.AbstractMessageListenerContainer;

/**
 * JMS with a delivery delay per message: camel-jms has one per endpoint only. The delay is kept by the broker, so it
 * survives a restart and holds no consumer (R24). What goes to the program's own queues is encrypted here, and decrypted by
 * {@link PlainBinding}, so that no route needs to know.
 */
public final class DelayingJmsConfiguration extends JmsConfiguration {
    /** Message header: delivery not before this long from now, in milliseconds. */
    public static final String DELAY = "barsDeliveryDelay";

    private final @Nullable Redelivery redelivery;
    private final QueueSeals seals;

    /**
     * @param connectionFactory the one that all share
     * @param redelivery what becomes of a message that breaks the program, where the broker is not trusted with it; null =
     *     the broker sees to it
     * @param seals encrypts what is sent
     */
    DelayingJmsConfiguration(ConnectionFactory connectionFactory, @Nullable Redelivery redelivery, QueueSeals seals) {
        super(connectionFactory);
        this.redelivery = redelivery;
        this.seals = seals;
    }

    @Override
    public AbstractMessageListenerContainer chooseMessageListenerContainerImplementation(
            JmsEndpoint endpoint, ConsumerType type) {
        return redelivery == null || type != ConsumerType.Default
                ? super.chooseMessageListenerContainerImplementation(endpoint, type)
                : new CountingContainer(endpoint, redelivery);
    }

    @Override
    protected CamelJmsTemplate createCamelJmsTemplate(ConnectionFactory connectionFactory) {
        return new DelayingTemplate(this, connectionFactory, seals);
    }

    private static final class DelayingTemplate extends CamelJmsTemplate {
        private final QueueSeals seals;

        DelayingTemplate(JmsConfiguration configuration, ConnectionFactory connectionFactory, QueueSeals seals) {
            super(configuration, connectionFactory);
            this.seals = seals;
        }

        /** The delay is set each time, since cached producers remember the last one. */
        @Override
        protected void doSend(MessageProducer producer, Message message) throws JMSException {
            long delay = message.propertyExists(DELAY) ? message.getLongProperty(DELAY) : 0;
            JmsMessageHelper.removeJmsProperty(message, DELAY);
            producer.setDeliveryDelay(delay);
            if (!seals.isOurs(message, producer.getDestination())) {
                Waybill.takeOff(message);
            }
            seals.seal(message, producer.getDestination());
            super.doSend(producer, message);
        }
    }
}
