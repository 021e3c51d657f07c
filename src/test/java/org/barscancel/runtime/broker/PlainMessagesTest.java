package org.barscancel.runtime.broker;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.jms.JmsMessage;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.DefaultMessage;
import org.apache.camel.trait.message.MessageTrait;
import org.apache.camel.trait.message.RedeliveryTraitPayload;
import org.junit.jupiter.api.Test;

class PlainMessagesTest {
    private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());
    private final PlainMessages plainMessages = new PlainMessages();

    @Test
    void whatCameByAQueueGoesOnAsAnOrdinaryMessageWithAllItSaid() {
        JmsMessage came = new JmsMessage(exchange, null, null, null);
        came.setBody("{}");
        came.setHeader("cancellationId", "c-1");
        came.setMessageId("ID:1");
        came.setPayloadForTrait(MessageTrait.REDELIVERY, RedeliveryTraitPayload.IS_REDELIVERY);
        exchange.setIn(came);

        plainMessages.onExchangeBegin(null, exchange);

        Message goesOn = exchange.getIn();
        assertThat(goesOn).isExactlyInstanceOf(DefaultMessage.class);
        assertThat(goesOn.getBody()).isEqualTo("{}");
        assertThat(goesOn.getHeaders()).containsEntry("cancellationId", "c-1");
        assertThat(goesOn.getMessageId()).isEqualTo("ID:1");
        assertThat(goesOn.getPayloadForTrait(MessageTrait.REDELIVERY)).isEqualTo(RedeliveryTraitPayload.IS_REDELIVERY);
    }

    @Test
    void whatCameInAnotherWayStaysAsItIs() {
        Message came = new DefaultMessage(exchange);
        exchange.setIn(came);

        plainMessages.onExchangeBegin(null, exchange);

        assertThat(exchange.getIn()).isSameAs(came);
    }
}
