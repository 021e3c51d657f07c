package org.barscancel.runtime.steering;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.jms.ConnectionFactory;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.apache.camel.Processor;
import org.apache.camel.spi.RoutePolicyFactory;
import org.barscancel.BarsSettings;
import org.barscancel.ledger.Holds;
import org.barscancel.leg.AbortedList;
import org.barscancel.runtime.circuit.CircuitTimer;
import org.barscancel.runtime.circuit.Circuits;
import org.barscancel.runtime.leg.LegQueues;
import org.barscancel.runtime.leg.Lists;
import org.barscancel.runtime.start.HomeFolders;
import org.barscancel.steering.HoldKind;
import org.springframework.boot.actuate.health.CompositeHealthContributor;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What people may hold by hand, and what follows it. */
@Configuration(proxyBeanMethods = false)
class SteeringConfiguration {
    private static final String QUEUE_ROUTE = "intake-queue";

    @Bean
    @DependsOnDatabaseInitialization
    Holds holds(DataSource dataSource) {
        return new Holds(dataSource);
    }

    @Bean
    Steering steering(Holds holds, Circuits circuits, BarsSettings settings, Clock clock) {
        return new Steering(holds, circuits, Doors.names(settings.hl7()), clock);
    }

    @Bean
    Doors doors(Steering steering, BarsSettings settings) {
        return new Doors(steering, HomeFolders.files(settings).resolve("inbox"), settings.hl7());
    }

    @Bean
    Lists lists(Steering steering, Clock clock) {
        return new Lists(batchId -> steering.of(HoldKind.BATCH, batchId), clock);
    }

    @Bean
    Processor listNote() {
        return Lists::note;
    }

    @Bean
    ListMarks listMarks(Lists lists) {
        return new ListMarks(lists);
    }

    @Bean
    AbortedList abortedList() {
        return new AbortedList();
    }

    @Bean
    HeldMessage heldMessage(LegQueues legQueues, ObjectMapper messageMapper) {
        return new HeldMessage(legQueues, messageMapper);
    }

    @Bean
    HeldRequests heldRequests(
            ConnectionFactory connectionFactory, BarsSettings settings, Steering steering, Clock clock) {
        return new HeldRequests(connectionFactory, settings.queue(), steering, clock);
    }

    @Bean
    DoorPolicy queueDoorPolicy(Steering steering, Doors doors, CircuitTimer circuitTimer) {
        DoorPolicy policy = new DoorPolicy(() -> doors.isPaused(Doors.QUEUE), circuitTimer);
        steering.onLook(policy::follow);
        return policy;
    }

    @Bean
    RoutePolicyFactory queueDoor(DoorPolicy queueDoorPolicy) {
        return (camel, routeId, definition) -> routeId.equals(QUEUE_ROUTE) ? queueDoorPolicy : null;
    }

    @Bean
    CompositeHealthContributor feedsHealthContributor(Steering steering) {
        return FeedHealth.of(steering);
    }

    @Bean
    MeterBinder steeringMetrics(Steering steering) {
        return meters -> List.of(HoldKind.FAR_SIDE, HoldKind.FEED).forEach(kind -> steering.names(kind)
                .forEach(name -> Gauge.builder("bars.paused", steering, all -> all.of(kind, name) == null ? 0 : 1)
                        .tag("kind", kind.code())
                        .tag("name", name)
                        .description("1 while a person pauses it by hand")
                        .register(meters)));
    }
}
