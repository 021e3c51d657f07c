package org.barscancel.runtime.broker;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.component.jms.JmsMessage;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.DefaultMessage;
import org.apache.camel.support.RoutePolicySupport;
import org.apache.camel.trait.message.MessageTrait;

/**
 * What came by a queue goes on as an ordinary message. Camel makes another of the same kind at every step that answers something,
 * and one of its JMS component asks what it came by, which no copy knows: an exception thrown and caught each time.
 */
final class PlainMessages extends RoutePolicySupport implements RoutePolicyFactory {
    @Override
    public RoutePolicy createRoutePolicy(CamelContext camel, String routeId, NamedNode route) {
        return this;
    }

    @Override
    public void onExchangeBegin(Route route, Exchange exchange) {
        if (!(exchange.getIn() instanceof JmsMessage came)) {
            return;
        }
        Message plain = new DefaultMessage(exchange);
        plain.setBody(came.getBody());
        plain.setHeaders(came.getHeaders());
        plain.setMessageId(came.getMessageId());
        plain.setPayloadForTrait(MessageTrait.REDELIVERY, came.getPayloadForTrait(MessageTrait.REDELIVERY));
        exchange.setIn(plain);
    }
}
