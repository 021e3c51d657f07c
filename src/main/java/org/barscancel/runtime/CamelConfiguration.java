package org.barscancel.runtime;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import org.barscancel.BarsSettings;
import org.barscancel.ledger.Ledger;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;

/** What the routes share. */
@Configuration(proxyBeanMethods = false)
class CamelConfiguration {
    /** Of everything that is written to a queue or into a result. Unknown fields are left to newer instances. */
    @Bean
    ObjectMapper messageMapper() {
        return JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
                .build();
    }

    @Bean
    HomeLock homeLock(BarsSettings settings, ConfigurableEnvironment environment, OpenDoors openDoors)
            throws IOException {
        HomeLock lock = new HomeLock(LedgerConfiguration.home(settings));
        HomeRights.prepare(settings, CodeRights.policy(environment));
        return lock;
    }

    @Bean
    RouteCheck routeCheck() {
        return new RouteCheck();
    }

    @Bean
    VerdictMessage verdictMessage(ObjectMapper messageMapper, LegQueues legQueues) {
        return new VerdictMessage(messageMapper, legQueues);
    }

    @Bean
    RefusalMessage refusalMessage() {
        return new RefusalMessage();
    }

    @Bean
    Outcomes outcomes(Ledger ledger, FileAnswers fileAnswers, ObjectMapper messageMapper, Measures measures) {
        return new Outcomes(ledger, fileAnswers, messageMapper, measures);
    }
}
