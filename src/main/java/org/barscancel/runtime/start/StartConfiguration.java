package org.barscancel.runtime.start;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Clock;
import org.barscancel.BarsSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/** What is there before anything else: the clock, the lock on the home, and what is checked before the routes start. */
@Configuration(proxyBeanMethods = false)
class StartConfiguration {
    /** Of everything that is written to a queue or into a result. Unknown fields are left to newer instances. */
    @Bean
    ObjectMapper messageMapper() {
        return MessageJson.mapper();
    }

    @Bean
    HomeLock homeLock(BarsSettings settings, ConfigurableEnvironment environment, OpenDoors openDoors)
            throws IOException {
        HomeLock lock = new HomeLock(HomeFolders.home(settings));
        HomeRights.prepare(settings, CodeRights.policy(environment));
        return lock;
    }

    @Bean
    RouteCheck routeCheck() {
        return new RouteCheck();
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** Before anything is opened or written. */
    @Bean
    OpenDoors openDoors(BarsSettings settings, Environment environment) {
        return OpenDoors.checked(settings, environment);
    }
}
