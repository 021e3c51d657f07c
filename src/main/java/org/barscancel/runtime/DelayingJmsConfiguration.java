package org.barscancel.runtime;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import org.apache.camel.component.jms.JmsConfiguration;
import org.apache.camel.component.jms.JmsMessageHelper;

/**
 * JMS with a delivery delay per message: camel-jms has one per endpoint only. The delay is kept by the broker, so it
 * survives a restart and holds no consumer (R24).
 */
final class DelayingJmsConfiguration extends JmsConfiguration {
    /** Message header: delivery not before this long from now, in milliseconds. */
    static final String DELAY = "barsDeliveryDelay";

    DelayingJmsConfiguration(ConnectionFactory connectionFactory) {
        super(connectionFactory);
    }

    @Override
    protected CamelJmsTemplate createCamelJmsTemplate(ConnectionFactory connectionFactory) {
        return new DelayingTemplate(this, connectionFactory);
    }

    private static final class DelayingTemplate extends CamelJmsTemplate {
        DelayingTemplate(JmsConfiguration configuration, ConnectionFactory connectionFactory) {
            super(configuration, connectionFactory);
        }

        /** The delay is set each time, since cached producers remember the last one. */
        @Override
        protected void doSend(MessageProducer producer, Message message) throws JMSException {
            long delay = message.propertyExists(DELAY) ? message.getLongProperty(DELAY) : 0;
            JmsMessageHelper.removeJmsProperty(message, DELAY);
            producer.setDeliveryDelay(delay);
            super.doSend(producer, message);
        }
    }
}
