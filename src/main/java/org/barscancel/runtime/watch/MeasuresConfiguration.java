package org.barscancel.runtime.watch;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.barscancel.BarsSettings;
import org.barscancel.ledger.Standing;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** What can be measured of the program, beside its circuits, receivers and audit trail. */
@Configuration(proxyBeanMethods = false)
class MeasuresConfiguration {
    @Bean
    Measures measures(MeterRegistry meterRegistry) {
        return new Measures(meterRegistry);
    }

    /** Nothing is counted where nobody looks. */
    @Bean
    @ConditionalOnAvailableEndpoint(endpoint = RoutesEndpoint.class)
    RouteCounts routeCounts(Clock clock) {
        return new RouteCounts(clock);
    }

    @Bean
    @ConditionalOnAvailableEndpoint
    RoutesEndpoint routesEndpoint(@Lazy CamelContext camel, RouteCounts routeCounts) {
        return new RoutesEndpoint(camel, routeCounts);
    }

    @Bean
    @DependsOnDatabaseInitialization
    Standing standing(DataSource dataSource) {
        return new Standing(dataSource);
    }

    @Bean
    Stock stock(Standing standing, Clock clock, MeterRegistry meterRegistry) {
        return new Stock(standing, clock, meterRegistry);
    }

    @Bean
    DryRunHealth dryRunHealthIndicator(BarsSettings settings) {
        return new DryRunHealth(settings.dryRun());
    }
}
