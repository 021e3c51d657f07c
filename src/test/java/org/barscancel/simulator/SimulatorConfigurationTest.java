package org.barscancel.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;

class SimulatorConfigurationTest {
    private final WebApplicationContextRunner runner = new WebApplicationContextRunner(
                    AnnotationConfigServletWebServerApplicationContext::new)
            .withConfiguration(AutoConfigurations.of(ServletWebServerFactoryAutoConfiguration.class))
            .withUserConfiguration(SimulatorConfiguration.class)
            .withPropertyValues("server.port=0");

    @Test
    void servesDemoDataInsideTheProgram() {
        runner.withPropertyValues("spring.profiles.active=demo").run(context -> {
            int port = ((ServletWebServerApplicationContext) context.getSourceApplicationContext())
                    .getWebServer()
                    .getPort();
            String simulator = "http://localhost:" + port + "/simulator";

            assertThat(new BarsCaller(simulator + "/fhir/")
                            .get("Appointment/demo-0001")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(BarsCaller.plain("GET", simulator + "/record", "").body())
                    .contains("Appointment/demo-0001");
        });
    }

    @Test
    void isNotThereWithoutTheDemoProfile() {
        runner.run(context -> assertThat(context).doesNotHaveBean(Simulator.class));
    }
}
