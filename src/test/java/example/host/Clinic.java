package example.host;

import java.time.Clock;
import java.time.ZoneId;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** An application that knows nothing of the bundle's inside, and names its own things as the bundle happens to name its. */
@SpringBootApplication
public class Clinic {
    @Bean
    BlockingQueue<String> heard() {
        return new LinkedBlockingQueue<>();
    }

    @Bean
    Clock clock() {
        return Clock.system(ZoneId.of("Europe/London"));
    }

    @Bean
    String ledger() {
        return "the clinic's own";
    }

    @Bean
    @ConditionalOnProperty(name = "clinic.routes", matchIfMissing = true)
    RouteBuilder routes(BlockingQueue<String> heard) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:accept").routeId("accept").to("bars-cancel:queue:{{bars.queue.cancellations}}");
                from("bars-cancel:topic:{{bars.queue.outcomes}}")
                        .routeId("outcome")
                        .process(exchange -> heard.add(exchange.getMessage().getBody(String.class)));
            }
        };
    }
}
