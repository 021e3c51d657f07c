package org.barscancel.simulator;

import jakarta.servlet.http.HttpServlet;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** In the {@code demo} profile only: the simulator inside the program, under {@code /simulator} of the same port. */
@Configuration(proxyBeanMethods = false)
@Profile("demo")
public class SimulatorConfiguration {
    /** The simulator, filled with {@link DemoData}. */
    @Bean
    Simulator simulator(ObjectProvider<Clock> clocks) {
        Clock clock = clocks.getIfUnique(Clock::systemUTC);
        Simulator simulator = new Simulator(SimulatorSettings.strict(), clock);
        simulator.seed(DemoData.resources(clock));
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
}
