package org.barscancel.runtime;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.barscancel.BarsSettings;
import org.barscancel.intake.Acceptance;
import org.barscancel.intake.HttpIntake;
import org.barscancel.ledger.Ledger;
import org.barscancel.ledger.LedgerQueries;
import org.barscancel.request.JsonRequestReader;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcRegistrations;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The HTTP door; what is read over HTTP is in the room {@code console}. */
@Configuration(proxyBeanMethods = false)
class HttpConfiguration {
    /** Threads of the door; a call beyond them is answered with 503. */
    private static final int THREADS = 64;

    private static final int DEFAULT_PORT = 8080;
    private static final int IDLE_SECONDS = 60;

    /** So that callers who wait cannot close the door. */
    private static final int MOST_WAITING = THREADS / 2;

    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final Duration LONGEST_BODY = Duration.ofSeconds(20);

    /** Bounded: Camel would take any executor it finds, or one with an endless queue. */
    @Bean
    ThreadPoolTaskExecutor httpDoorThreads() {
        ThreadPoolTaskExecutor threads = new ThreadPoolTaskExecutor();
        threads.setThreadNamePrefix("http-door-");
        threads.setCorePoolSize(0);
        threads.setMaxPoolSize(THREADS);
        threads.setQueueCapacity(0);
        threads.setKeepAliveSeconds(IDLE_SECONDS);
        return threads;
    }

    /** Camel looks it up by this name. */
    @Bean("platform-http-engine")
    PlatformHttpEngine platformHttpEngine(
            ThreadPoolTaskExecutor httpDoorThreads, Environment environment, ObjectMapper messageMapper) {
        int port = environment.getProperty("server.port", Integer.class, DEFAULT_PORT);
        return new HttpDoor(port, httpDoorThreads, messageMapper);
    }

    /** Formats are added here, each with its reader. */
    @Bean
    HttpIntake httpIntake(JsonRequestReader jsonRequestReader, Clock clock) {
        return new HttpIntake(Map.of("application/json", jsonRequestReader::read), clock);
    }

    @Bean
    HttpReader httpReader(HttpIntake httpIntake) {
        return new HttpReader(httpIntake);
    }

    @Bean
    Admissions admissions() {
        return new Admissions();
    }

    @Bean
    HttpReceipt httpReceipt(
            Acceptance acceptance,
            Ledger ledger,
            LedgerQueries ledgerQueries,
            Environment environment,
            ObjectMapper messageMapper) {
        Receipts receipts =
                new Receipts(acceptance, ledger, ledgerQueries, LedgerConfiguration.isSimulated(environment));
        return new HttpReceipt(receipts, new EndWatch(MOST_WAITING, LOOK_EVERY), messageMapper);
    }

    @Bean
    HttpRefusal httpRefusal(HttpIntake httpIntake, ObjectMapper messageMapper) {
        return new HttpRefusal(messageMapper, String.join(", ", httpIntake.mediaTypes()));
    }

    @Bean
    HttpFailure httpFailure(ObjectMapper messageMapper) {
        return new HttpFailure(messageMapper);
    }

    @Bean
    FilterRegistrationBean<BodyFilter> bodyFilter(BarsSettings settings, ObjectMapper messageMapper) {
        FilterRegistrationBean<BodyFilter> filter = new FilterRegistrationBean<>(new BodyFilter(
                Math.toIntExact(settings.limits().requestBytes().toBytes()), LONGEST_BODY, messageMapper));
        filter.addUrlPatterns("/cancellations");
        return filter;
    }

    /** Added last, so that it speaks before the valves that answer in HTML. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemValve(ObjectMapper messageMapper) {
        return server -> server.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new ProblemValve(messageMapper)));
    }

    @Bean
    WebMvcRegistrations readsBeforeDoor() {
        return new WebMvcRegistrations() {
            @Override
            public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
                return new ReadsBeforeDoor();
            }
        };
    }
}
