package org.barscancel.runtime.broker;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.barscancel.BarsSettings;
import org.barscancel.runtime.farside.FarSideSetUp;
import org.barscancel.runtime.start.HomeFolders;
import org.barscancel.runtime.start.HomeLock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** What can be measured of the broker: its queues, and the room on the disk that it writes to. */
@Configuration(proxyBeanMethods = false)
class BrokerMeasuresConfiguration {
    @Bean
    DiskHealth diskHealthIndicator(BarsSettings settings, HomeLock homeLock) {
        return new DiskHealth(HomeFolders.home(settings));
    }

    @Bean
    MeterBinder diskMeters(DiskHealth diskHealthIndicator) {
        return meters -> Gauge.builder("bars.disk.free", diskHealthIndicator, DiskHealth::free)
                .baseUnit("bytes")
                .description("Room on the disk of bars.home")
                .register(meters);
    }

    /** A broker of its own has metrics of its own. */
    @Bean
    @Conditional(EmbeddedBrokerWanted.class)
    MeterBinder queueMeters(BarsSettings settings, EmbeddedActiveMQ embeddedBroker) {
        return meters -> queues(settings).forEach((queue, name) -> Gauge.builder(
                        "bars.queue.messages", embeddedBroker, broker -> messages(broker, name))
                .tag("queue", queue)
                .description("Messages, those delivered later included")
                .register(meters));
    }

    private static Map<String, String> queues(BarsSettings settings) {
        BarsSettings.Queues names = settings.queue();
        Map<String, String> queues = new LinkedHashMap<>();
        FarSideSetUp.of(settings).forEach(farSide -> queues.put(farSide.name(), farSide.queue()));
        queues.put("cancellations", names.cancellations());
        queues.put("events", names.events());
        queues.put("rejected", names.rejected());
        queues.put("parked", names.parked());
        queues.put("held", names.held());
        queues.put("dead", names.dead());
        queues.put("undelivered", names.undelivered());
        return queues;
    }

    /** No number while the broker does not run. */
    private static double messages(EmbeddedActiveMQ broker, String name) {
        Queue queue = broker.getActiveMQServer().locateQueue(name);
        return queue == null ? Double.NaN : queue.getMessageCount();
    }
}
