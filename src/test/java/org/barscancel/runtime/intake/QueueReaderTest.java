package org.barscancel.runtime.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.apache.activemq.artemis.jms.client.ActiveMQQueue;
import org.apache.activemq.artemis.jms.client.ActiveMQTopic;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.barscancel.cancellation.ReplyTo;
import org.barscancel.intake.Arrival;
import org.barscancel.intake.Readers;
import org.barscancel.request.Reading;
import org.barscancel.runtime.RouteTestSupport;
import org.barscancel.runtime.broker.InternalQueues;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueueReaderTest {
    private static final String REQUEST = "{\"appointmentId\":\"a1\"}";

    private final QueueReader reader = new QueueReader(
            Readers.queue(1000, Clock.systemUTC()), Map.of(), new InternalQueues(RouteTestSupport.SETTINGS.queue()));
    private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());

    @Test
    void readsTextAndBytesAlike() throws Exception {
        assertThat(read(REQUEST, Map.of()).rows().rows()).singleElement().isInstanceOf(Reading.Valid.class);
        assertThat(read(REQUEST.getBytes(StandardCharsets.UTF_8), Map.of())
                        .rows()
                        .rows())
                .singleElement()
                .isInstanceOf(Reading.Valid.class);
    }

    @Test
    void refusesAMessageWithoutABody() throws Exception {
        assertThat(read(null, Map.of()).rows().rows()).singleElement().isInstanceOf(Reading.Invalid.class);
    }

    @Test
    void takesTheMessageIdForTheArrival() throws Exception {
        assertThat(read(REQUEST, Map.of("JMSMessageID", "ID:1")).arrivalId()).isEqualTo("ID:1");
    }

    @Test
    void knowsWhoWaitsForTheAnswer() throws Exception {
        assertThat(read(REQUEST, Map.of("JMSReplyTo", new ActiveMQQueue("answers"), "JMSCorrelationID", "c1"))
                        .replyTo())
                .isEqualTo(new ReplyTo("answers", false, "c1"));
        assertThat(read(REQUEST, Map.of("JMSReplyTo", new ActiveMQTopic("news")))
                        .replyTo())
                .isEqualTo(new ReplyTo("news", true, null));
        assertThat(read(REQUEST, Map.of()).replyTo()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bars.requests",
                "bars.requests.north",
                "bars.requests::bars.requests",
                "bars.pointers",
                "bars.cancellations",
                "bars.deliveries.callback.pas-1"
            })
    void answersNobodyOnAQueueOfTheProgramsOwn(String queue) throws Exception {
        Arrival arrival = read(REQUEST, Map.of("JMSReplyTo", new ActiveMQQueue(queue)));

        assertThat(arrival.replyTo()).isNull();
        assertThat(arrival.rows().rows()).singleElement().isInstanceOf(Reading.Valid.class);
    }

    @Test
    void answersOnAQueueThatOnlyBeginsLikeOne() throws Exception {
        assertThat(read(REQUEST, Map.of("JMSReplyTo", new ActiveMQQueue("bars.requests-of-pas-1")))
                        .replyTo())
                .isNotNull();
    }

    @Test
    void boundsTheRequestersName() throws Exception {
        assertThat(read(REQUEST, Map.of("requester", " pas-1\n")).requester()).isEqualTo("pas-1");
        assertThat(read(REQUEST, Map.of("requester", "a\u0000b")).requester()).isEqualTo("a_b");
        assertThat(read(REQUEST, Map.of("requester", "x".repeat(500))).requester())
                .hasSize(128);
        assertThat(read(REQUEST, Map.of("requester", "  ")).requester()).isNull();
    }

    @Test
    void letsNoHeaderOfASenderGetAnyFurther() throws Exception {
        read(REQUEST, Map.of("CamelJmsDestinationName", "elsewhere", "barsDeliveryDelay", 1000L, "requester", "pas-1"));

        assertThat(exchange.getMessage().getHeaders()).isEmpty();
    }

    private Arrival read(Object body, Map<String, Object> headers) throws Exception {
        exchange.getMessage().setHeaders(new HashMap<>(headers));
        exchange.getMessage().setBody(body);
        reader.process(exchange);
        return exchange.getMessage().getBody(Arrival.class);
    }
}
