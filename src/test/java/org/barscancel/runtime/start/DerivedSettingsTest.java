package org.barscancel.runtime.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.mock.env.MockEnvironment;

class DerivedSettingsTest {
    private static final String PATTERN = "camel.main.routes-include-pattern";

    private final MockEnvironment environment =
            new MockEnvironment().withProperty(PATTERN, "classpath:bars-cancel/routes/*.camel.yaml");

    @Test
    void usesTheRoutesInTheJar() {
        assertThat(derived(PATTERN)).isEqualTo("classpath:bars-cancel/routes/*.camel.yaml");
    }

    @Test
    void usesTheFolderInsteadOfTheJarAndNeverBoth() {
        environment.setProperty("bars.routes", "own/../own routes");

        assertThat(derived(PATTERN)).isEqualTo("file:" + Path.of("own routes").toAbsolutePath() + "/*.camel.yaml");
    }

    @Test
    void takesTheProviderForTheRegistry() {
        environment.setProperty("bars.provider.url", "https://proxy.example/fhir");
        environment.setProperty("bars.registry.url", "");

        assertThat(derived("bars.registry.url")).isEqualTo("https://proxy.example/fhir");
    }

    @Test
    void leavesARegistryOfItsOwn() {
        environment.setProperty("bars.provider.url", "https://proxy.example/fhir");
        environment.setProperty("bars.registry.url", "https://nrl.example/fhir");

        assertThat(derived("bars.registry.url")).isEqualTo("https://nrl.example/fhir");
    }

    private String derived(String name) {
        new DerivedSettings().postProcessEnvironment(environment, new SpringApplication());
        return environment.getProperty(name);
    }
}
