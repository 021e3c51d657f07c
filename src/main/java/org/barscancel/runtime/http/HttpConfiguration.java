package org.barscancel.runtime.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.barscancel.BarsSettings;
import org.barscancel.atrest.SealedFiles;
import org.barscancel.audit.Audit;
import org.barscancel.hl7.Hl7Acknowledgement;
import org.barscancel.intake.Acceptance;
import org.barscancel.intake.CalledFiles;
import org.barscancel.intake.Claims;
import org.barscancel.intake.Hl7Intake;
import org.barscancel.intake.HttpIntake;
import org.barscancel.ledger.Ledger;
import org.barscancel.ledger.LedgerQueries;
import org.barscancel.request.CsvRequestReader;
import org.barscancel.request.JsonRequestReader;
import org.barscancel.runtime.intake.Admissions;
import org.barscancel.runtime.intake.Hl7Answers;
import org.barscancel.runtime.leg.Journeys;
import org.barscancel.runtime.start.DemoProfile;
import org.barscancel.runtime.start.HomeFolders;
import org.barscancel.runtime.start.HomeLock;
import org.barscancel.runtime.steering.Doors;
import org.barscancel.runtime.watch.Measures;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcRegistrations;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
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

    /** Encoding and observation, which count refused calls too. */
    private static final int AFTER_SPRINGS_OWN = 10;

    /** So that callers who wait cannot close the door. */
    private static final int MOST_WAITING = THREADS / 2;

    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final Duration LONGEST_BODY = Duration.ofSeconds(20);
    private static final Duration LONGEST_CSV = Duration.ofMinutes(5);

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
    HttpIntake httpIntake(JsonRequestReader jsonRequestReader, Hl7Intake hl7Intake, Clock clock) {
        return new HttpIntake(
                Map.of("application/json", HttpIntake.plain(jsonRequestReader::read), HttpAnswers.HL7, hl7Intake::call),
                List.of(CalledFiles.MEDIA_TYPE),
                clock);
    }

    /** CSV may be longer than memory, and has a way of its own. */
    @Bean
    CalledFiles calledFiles(
            BarsSettings settings,
            Claims claims,
            CsvRequestReader csvRequestReader,
            SealedFiles sealedFiles,
            Clock clock) {
        return new CalledFiles(claims, csvRequestReader, settings.file().csvCharset(), sealedFiles, clock);
    }

    @Bean
    Spool spool(BarsSettings settings, SealedFiles sealedFiles, HomeLock homeLock) throws IOException {
        return new Spool(
                HomeFolders.files(settings).resolve("spool"),
                settings.limits().csvBytes().toBytes(),
                LONGEST_CSV,
                sealedFiles);
    }

    @Bean
    HttpReader httpReader(HttpIntake httpIntake, CalledFiles calledFiles) {
        return new HttpReader(httpIntake, calledFiles);
    }

    @Bean
    Admissions admissions(Measures measures, Journeys journeys) {
        return new Admissions(measures, journeys);
    }

    @Bean
    Receipts receipts(Acceptance acceptance, Ledger ledger, LedgerQueries ledgerQueries, Environment environment) {
        return new Receipts(acceptance, ledger, ledgerQueries, DemoProfile.isOn(environment));
    }

    @Bean
    EndWatch endWatch() {
        return new EndWatch(MOST_WAITING, LOOK_EVERY);
    }

    @Bean
    Hl7Answers hl7Answers(Hl7Acknowledgement hl7Acknowledgement) {
        return new Hl7Answers(hl7Acknowledgement);
    }

    @Bean
    HttpReceipt httpReceipt(Receipts receipts, EndWatch endWatch, Hl7Answers hl7Answers, ObjectMapper messageMapper) {
        return new HttpReceipt(receipts, endWatch, hl7Answers, messageMapper);
    }

    @Bean
    HttpFiled httpFiled(
            Ledger ledger, LedgerQueries ledgerQueries, EndWatch endWatch, Audit audit, ObjectMapper messageMapper) {
        return new HttpFiled(ledger, ledgerQueries, endWatch, audit, messageMapper);
    }

    @Bean
    HttpRefusal httpRefusal(HttpIntake httpIntake, ObjectMapper messageMapper) {
        return new HttpRefusal(messageMapper, String.join(", ", httpIntake.mediaTypes()));
    }

    @Bean
    HttpFailure httpFailure(Hl7Answers hl7Answers, ObjectMapper messageMapper) {
        return new HttpFailure(hl7Answers, messageMapper);
    }

    @Bean
    BodyRefusals bodyRefusals(BarsFormat barsFormat, ObjectMapper messageMapper) {
        return new BodyRefusals(messageMapper, barsFormat);
    }

    /** Before all that costs something, such as finding out who calls. */
    @Bean
    FilterRegistrationBean<CallLimits> callLimits(BarsSettings settings, BodyRefusals bodyRefusals) {
        FilterRegistrationBean<CallLimits> filter = new FilterRegistrationBean<>(new CallLimits(
                settings.limits().httpCalls(), settings.limits().httpRate(), bodyRefusals, System::nanoTime));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + AFTER_SPRINGS_OWN);
        return filter;
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> httpConnections(BarsSettings settings) {
        return server -> {
            server.setProtocol(HttpConnections.class.getName());
            server.addProtocolHandlerCustomizers((HttpConnections protocol) -> {
                protocol.setMostOfOne(settings.limits().httpConnections());
                protocol.setLongestHeaders(settings.limits().httpHeaderTimeout());
            });
        };
    }

    @Bean
    FilterRegistrationBean<BodyFilter> bodyFilter(BarsSettings settings, Spool spool, BodyRefusals bodyRefusals) {
        FilterRegistrationBean<BodyFilter> filter = new FilterRegistrationBean<>(new BodyFilter(
                Math.toIntExact(settings.limits().requestBytes().toBytes()), LONGEST_BODY, spool, bodyRefusals));
        filter.addUrlPatterns(
                "/cancellations",
                "/cancellations/*",
                "/replays",
                "/discards",
                "/reconciliations",
                BodyRefusals.MESSAGES);
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

    /** Behind access control, and before a body is read. */
    @Bean
    FilterRegistrationBean<PausedDoors> pausedDoors(Doors doors, BodyRefusals bodyRefusals) {
        FilterRegistrationBean<PausedDoors> filter = new FilterRegistrationBean<>(new PausedDoors(doors, bodyRefusals));
        filter.addUrlPatterns("/cancellations", BodyRefusals.MESSAGES);
        filter.setOrder(Ordered.LOWEST_PRECEDENCE - 1);
        return filter;
    }
}
