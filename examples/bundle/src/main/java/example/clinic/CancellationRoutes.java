package example.clinic;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** Hands over what the clinic wants to be cancelled, and hears how each ended. */
@Component
class CancellationRoutes extends RouteBuilder {
    @Override
    public void configure() {
        // The bundle has a queue for requests; "requester" tells whose they are.
        from("direct:cancel")
                .routeId("hand-over")
                .setHeader("requester", constant("clinic"))
                .to("bars-cancel:queue:{{bars.queue.cancellations}}?exchangePattern=InOnly");

        // And a topic with every final outcome.
        from("bars-cancel:topic:{{bars.queue.outcomes}}")
                .routeId("hear")
                .bean(Outcomes.class, "heard");
    }
}
