package org.barscancel.simulator;

import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.env.Environment;

/** In the {@code demo} profile only: the simulator inside the program, under {@code /simulator} of the same port. */
@Configuration(proxyBeanMethods = false)
@Profile("demo")
public class SimulatorConfiguration {
    private static final String FAULTS = "bars.simulator.faults";

    /**
     * The simulator, filled with {@link DemoData}.
     *
     * @param settings {@code bars.simulator.faults}: a file of faults; {@code bars.simulator.record-limit}: how many
     *     calls are remembered
     */
    @Bean
    Simulator simulator(ObjectProvider<Clock> clocks, Environment settings) {
        String faults = settings.getProperty(FAULTS, "").strip();
        int recordLimit = settings.getProperty("bars.simulator.record-limit", Integer.class, 1_000);
        Clock clock = clocks.getIfUnique(Clock::systemUTC);
        Simulator simulator = new Simulator(SimulatorSettings.strict().withRecordLimit(recordLimit), clock);
        simulator.seed(DemoData.resources(clock));
        if (!faults.isEmpty()) {
            addFaults(simulator, faults);
        }
        return simulator;
    }

    /** Provider and registry. */
    @Bean
    ServletRegistrationBean<HttpServlet> simulatorFhir(Simulator simulator) {
        ServletRegistrationBean<HttpServlet> registration =
                new ServletRegistrationBean<>(simulator.fhirServlet(), "/simulator/fhir/*");
        registration.setName("simulator-fhir");
        registration.setLoadOnStartup(1);
        return registration;
    }

    /** The look inside. */
    @Bean
    ServletRegistrationBean<HttpServlet> simulatorControl(Simulator simulator) {
        ServletRegistrationBean<HttpServlet> registration =
                new ServletRegistrationBean<>(simulator.controlServlet(), ControlServlet.PATHS.toArray(String[]::new));
        registration.setName("simulator-control");
        return registration;
    }

    /** Tokens, for those who try their signed assertions. */
    @Bean
    ServletRegistrationBean<HttpServlet> simulatorToken(Simulator simulator) {
        ServletRegistrationBean<HttpServlet> registration =
                new ServletRegistrationBean<>(simulator.tokenServlet(), "/simulator/token");
        registration.setName("simulator-token");
        return registration;
    }

    /** Connections that break off. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> simulatorBreaksOff() {
        return factory -> factory.addContextValves(new BreakOff());
    }

    /** Calls that are held back must not hold up the stop, which begins before any bean is destroyed. */
    @Bean
    ApplicationListener<ContextClosedEvent> simulatorLetsGo(Simulator simulator) {
        return closed -> simulator.close();
    }

    private static void addFaults(Simulator simulator, String file) {
        try {
            simulator.addFaults(Files.readAllBytes(Path.of(file)));
        } catch (IOException unreadable) {
            throw refused(file, "it cannot be read: " + unreadable, unreadable);
        } catch (IllegalArgumentException notAllowed) {
            throw refused(file, String.valueOf(notAllowed.getMessage()), notAllowed);
        }
    }

    private static InvalidConfigurationPropertyValueException refused(String file, String why, Exception cause) {
        InvalidConfigurationPropertyValueException refused =
                new InvalidConfigurationPropertyValueException(FAULTS, file, why);
        refused.addSuppressed(cause);
        return refused;
    }
}
