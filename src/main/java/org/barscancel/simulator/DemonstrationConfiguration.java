package org.barscancel.simulator;

import java.nio.file.Path;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** In the {@code demo} profile only: runs the demonstration beside the program, once it is ready. */
@Configuration(proxyBeanMethods = false)
@Profile("demo")
class DemonstrationConfiguration {
    @Bean
    ApplicationListener<ApplicationReadyEvent> demonstration(@Value("${bars.home}") Path home, Clock clock) {
        return ready -> {
            Thread demonstration = new Thread(new DemoRun(home, clock), "demonstration");
            demonstration.setDaemon(true);
            demonstration.start();
        };
    }
}
