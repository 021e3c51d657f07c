package org.barscancel.runtime.watch;

import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;

/** What the management endpoints show, when somebody opens those that are closed. */
@Configuration(proxyBeanMethods = false)
class DisclosureConfiguration {
    /** Of settings, where their values are shown at all: no secret, and no text that holds one. */
    @Bean
    SanitizingFunction secretsAreNotShown(ConfigurableEnvironment environment) {
        Scrubber scrubber = new Scrubber(SensitiveSettings.of(environment).values());
        return data ->
                SensitiveSettings.isSensitive(data.getKey()) ? data.withSanitizedValue() : scrubbed(data, scrubber);
    }

    private static SanitizableData scrubbed(SanitizableData data, Scrubber scrubber) {
        Object value = data.getValue();
        return value == null || scrubber.scrubbed(value.toString()).equals(value.toString())
                ? data
                : data.withSanitizedValue();
    }
}
