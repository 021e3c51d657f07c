package org.barscancel.runtime.start;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.barscancel.bundle.Whose;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Settings that follow from others, before anything reads them. Camel is pointed at {@code bars.routes} when it is set:
 * either the jar's routes or that folder's, never both, since a route configuration that is defined twice stops the
 * start. The registry is where the provider is unless it has an address of its own, and files lie in the
 * home unless they have a folder of their own.
 */
final class DerivedSettings implements EnvironmentPostProcessor {
    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (Whose.isAnothers(environment)) {
            return;
        }
        Map<String, Object> derived = new HashMap<>();
        String folder = environment.getProperty("bars.routes", "");
        if (!folder.isBlank()) {
            derived.put(
                    "camel.main.routes-include-pattern",
                    "file:" + Path.of(folder).toAbsolutePath().normalize() + "/*.camel.yaml");
        }
        if (environment.getProperty("bars.registry.url", "").isBlank()) {
            derived.put("bars.registry.url", environment.getProperty("bars.provider.url", ""));
        }
        if (environment.getProperty("bars.file.home", "").isBlank()) {
            derived.put("bars.file.home", environment.getProperty("bars.home", ""));
        }
        environment.getPropertySources().addFirst(new MapPropertySource("bars-derived", derived));
    }
}
