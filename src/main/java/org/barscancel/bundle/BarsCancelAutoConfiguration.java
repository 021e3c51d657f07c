package org.barscancel.bundle;

import java.util.List;
import org.barscancel.BarsCancelApplication;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.ConfigurableEnvironment;

/** What another application has of the bundle among its beans. The program itself has none of it. */
@AutoConfiguration
@ConditionalOnProperty(name = BundledSettings.ENABLED, matchIfMissing = true)
@ConditionalOnMissingBean(BarsCancelApplication.class)
class BarsCancelAutoConfiguration {
    @Bean
    BarsCancel barsCancel(ConfigurableEnvironment environment, BeanFactory beans) {
        return new BarsCancel(
                environment, AutoConfigurationPackages.has(beans) ? AutoConfigurationPackages.get(beans) : List.of());
    }

    @Bean
    QueuesForRoutes barsCancelQueues(BarsCancel barsCancel) {
        return new QueuesForRoutes(barsCancel.connectionFactory());
    }

    @Bean
    HealthIndicator barsCancelHealthIndicator(BarsCancel barsCancel) {
        return () -> Health.status(barsCancel.status()).build();
    }
}
