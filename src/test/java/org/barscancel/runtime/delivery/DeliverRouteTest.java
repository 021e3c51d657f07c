package org.barscancel.runtime.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.camel.Message;
import org.apache.camel.spi.Registry;
import org.barscancel.answer.Delivery;
import org.barscancel.answer.DeliveryVerdict;
import org.barscancel.problem.Problem;
import org.barscancel.problem.ProblemCode;
import org.barscancel.runtime.RouteTestSupport;
import org.junit.jupiter.api.Test;

class DeliverRouteTest extends RouteTestSupport {
    private static final UUID ID = UUID.fromString("5f0c6a52-97bd-5d0e-9a4e-0f0f5a1b2c3d");
    private static final Delivery DELIVERY = new Delivery("callback.pas-1", ID, ID, "{}", 3, NOW);

    @Override
    public List<String> files() {
        return List.of("55-deliver");
    }

    @Override
    protected void bindToRegistry(Registry registry) {
        registry.bind("deliveryMessage", new DeliveryMessage("bars.deliveries", MAPPER));
    }

    @Test
    void whatIsDeliveredGoesNowhere() throws Exception {
        settle(new DeliveryVerdict.Delivered(DELIVERY));

        assertThat(queue("deliveries").getExchanges()).isEmpty();
        assertThat(queue("undelivered").getExchanges()).isEmpty();
    }

    @Test
    void whatIsSentAgainWaitsOnItsReceiversQueue() throws Exception {
        settle(new DeliveryVerdict.Again(DELIVERY, Duration.ofSeconds(7), "HTTP 503"));

        Message message = queue("deliveries").getExchanges().get(0).getMessage();
        assertThat(message.getHeaders())
                .containsEntry("CamelJmsDestinationName", "bars.deliveries.callback.pas-1")
                .containsEntry("barsDeliveryDelay", 7_000L)
                .containsEntry("waitingFor", "HTTP 503");
        assertThat(MAPPER.readValue(message.getBody(String.class), Delivery.class))
                .isEqualTo(DELIVERY);
        assertThat(queue("undelivered").getExchanges()).isEmpty();
    }

    @Test
    void whatIsNotDeliveredIsSetAsideWithTheReason() throws Exception {
        settle(new DeliveryVerdict.Undelivered(DELIVERY, new Problem(ProblemCode.UNAVAILABLE, "No answer.", "Wait.")));

        assertThat(queue("undelivered").getExchanges().get(0).getMessage().getHeaders())
                .containsEntry("receiver", "callback.pas-1")
                .containsEntry("deliveryId", ID.toString())
                .containsEntry("cancellationId", ID.toString())
                .containsEntry("problemCode", "unavailable")
                .containsEntry("problemMessage", "No answer.")
                .containsEntry("nextAction", "Wait.")
                .doesNotContainKey("CamelJmsDestinationName");
        assertThat(queue("deliveries").getExchanges()).isEmpty();
    }

    private void settle(DeliveryVerdict verdict) throws Exception {
        start();
        assertThat(template.send("direct:deliver", exchange -> exchange.getMessage()
                                .setBody(verdict))
                        .getException())
                .isNull();
    }
}
