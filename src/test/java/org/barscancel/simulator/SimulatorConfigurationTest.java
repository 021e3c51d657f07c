package org.barscancel.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;

class SimulatorConfigurationTest {
    @TempDir
    Path folder;

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner(
                    AnnotationConfigServletWebServerApplicationContext::new)
            .withConfiguration(AutoConfigurations.of(ServletWebServerFactoryAutoConfiguration.class))
            .withUserConfiguration(SimulatorConfiguration.class)
            .withPropertyValues("server.port=0");

    @Test
    void servesDemoDataInsideTheProgram() {
        runner.withPropertyValues("spring.profiles.active=demo").run(context -> {
            String simulator = "http://localhost:" + port(context) + "/simulator";

            assertThat(new BarsCaller(simulator + "/fhir/")
                            .get("Appointment/demo-0001")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(BarsCaller.plain("GET", simulator + "/record", "").body())
                    .contains("Appointment/demo-0001");
        });
    }

    @Test
    void takesFaultsFromAFileAndBreaksConnectionsOff() throws IOException {
        Path faults = Files.writeString(
                folder.resolve("faults.json"), "{\"match\": {\"id\": \"demo-0001\"}, \"then\": {\"drop\": true}}");

        runner.withPropertyValues(
                        "spring.profiles.active=demo",
                        "bars.simulator.faults=" + faults,
                        "bars.simulator.record-limit=2")
                .run(context -> {
                    BarsCaller caller = new BarsCaller("http://localhost:" + port(context) + "/simulator/fhir/");

                    assertThatThrownBy(() -> caller.put("Appointment/demo-0001", "{}"))
                            .isInstanceOf(UncheckedIOException.class);
                    assertThat(caller.get("Appointment/demo-0002").statusCode()).isEqualTo(200);
                    assertThat(context.getBean(Simulator.class).settings().recordLimit())
                            .isEqualTo(2);
                });
    }

    @Test
    void refusesFaultsItDoesNotKnowAndFilesItCannotRead() throws IOException {
        Path faults = Files.writeString(folder.resolve("faults.json"), "{\"then\": {\"dorp\": true}}");

        runner.withPropertyValues("spring.profiles.active=demo", "bars.simulator.faults=" + faults)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContainingAll("bars.simulator.faults", "dorp"));
        runner.withPropertyValues("spring.profiles.active=demo", "bars.simulator.faults=" + folder.resolve("none.json"))
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContainingAll("bars.simulator.faults", "none.json"));
    }

    @Test
    void isNotThereWithoutTheDemoProfile() {
        runner.run(context -> assertThat(context).doesNotHaveBean(Simulator.class));
    }

    private static int port(AssertableWebApplicationContext context) {
        return ((ServletWebServerApplicationContext) context.getSourceApplicationContext())
                .getWebServer()
                .getPort();
    }
}
