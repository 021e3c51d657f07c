package org.barscancel.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import example.host.Clinic;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.barscancel.BarsSettings;
import org.barscancel.simulator.DemoData;
import org.barscancel.simulator.SimulatorHost;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** The bundle in an application of another package, which has things of the same names. */
class BundleTest {
    private static final String REQUEST = "{\"appointmentId\": \"demo-0001\", \"nhsNumber\": \"%s\"}";
    private static final String REFUSED = "{\"appointmentId\": \"demo-0012\", \"nhsNumber\": \"%s\"}";
    private static final List<String> QUEUES = Arrays.stream(BarsSettings.Queues.class.getRecordComponents())
            .map(part -> part.getName())
            .toList();

    private final SimulatorHost farSides = SimulatorHost.start();

    @TempDir
    Path home;

    @AfterEach
    void stop() {
        farSides.close();
    }

    @Test
    void carriesOutWhatARouteOfTheApplicationHandsOverOnQueuesThatAreAllNamedOtherwise() throws Exception {
        farSides.simulator().seed(DemoData.resources(Clock.systemUTC()));
        BarsCancel bundle;
        try (ConfigurableApplicationContext clinic = clinic()) {
            bundle = clinic.getBean(BarsCancel.class);

            assertThat(asked(clinic, REQUEST.formatted(DemoData.nhsNumber(1)))
                            .path("outcome")
                            .asText())
                    .isEqualTo("done");
            assertThat(asked(clinic, REFUSED.formatted(DemoData.nhsNumber(12)))
                            .path("outcome")
                            .asText())
                    .isEqualTo("rejected");

            assertThat(farSides.simulator()
                            .appointment("demo-0001")
                            .orElseThrow()
                            .status())
                    .isEqualTo("cancelled");
            assertThat(queues(bundle))
                    .contains("clinic.cancellations", "clinic.outcomes", "clinic.requests", "clinic.pointers")
                    .contains("clinic.events", "clinic.rejected")
                    .noneMatch(name -> name.startsWith("bars."));
            assertKeptApart(clinic, bundle);
            assertThat(statusOf(bundle, "/actuator/health/readiness")).isEqualTo(200);
            assertThat(statusOf(bundle, "/docs")).isEqualTo(200);
            assertThat(clinic.getBean("barsCancelHealthIndicator", HealthIndicator.class)
                            .health()
                            .getStatus()
                            .getCode())
                    .isEqualTo("UP");
        }
        assertThat(bundle.isRunning()).isFalse();
    }

    /** Nothing of the one is found by the other, though both have a clock, a ledger, a database and a route of that name. */
    private static void assertKeptApart(ConfigurableApplicationContext clinic, BarsCancel bundle) {
        assertThat(clinic.getBean(Clock.class).getZone().getId()).isEqualTo("Europe/London");
        assertThat(clinic.getBean("ledger")).isEqualTo("the clinic's own");
        assertThat(clinic.getBean(CamelContext.class).getRoutes()).hasSize(2);
        assertThat(bundle.running().getBean(CamelContext.class).getRoute("cancel"))
                .isNotNull();
        assertThat(migrations(clinic)).contains("clinic").doesNotContain("ledger");
        assertThat(migrations(bundle.running())).contains("ledger").doesNotContain("clinic");
        assertThat(clinic.getBeansOfType(EmbeddedActiveMQ.class)).isEmpty();
        assertThat(clinic.getEnvironment().getProperty("server.address")).isNull();
    }

    @Test
    void doesWithoutAWebServerWhenItIsToldSo() throws Exception {
        farSides.simulator().seed(DemoData.resources(Clock.systemUTC()));
        try (ConfigurableApplicationContext clinic = clinic("--bars.program.server.port=-1")) {
            assertThat(clinic.getBean(BarsCancel.class).port()).isEqualTo(-1);
            assertThat(asked(clinic, REQUEST.formatted(DemoData.nhsNumber(1)))
                            .path("outcome")
                            .asText())
                    .isEqualTo("done");
        }
    }

    @Test
    void isNotThereWhenItIsSwitchedOff() {
        try (ConfigurableApplicationContext clinic = clinic("--bars.enabled=false", "--clinic.routes=false")) {
            assertThat(clinic.getBeansOfType(BarsCancel.class)).isEmpty();
        }
    }

    @Test
    void theApplicationDoesNotStartWhereTheProgramWouldNot() {
        assertThatThrownBy(() -> clinic("--bars.provider.url=")).rootCause().hasMessageContaining("No provider is set");
        assertThatThrownBy(() -> clinic("--bars.provide.url=x")).rootCause().hasMessageContaining("bars.provide.url");
    }

    private ConfigurableApplicationContext clinic(String... settings) {
        List<String> all = new ArrayList<>(List.of(
                // Not config/application.yaml, which lies where the tests run.
                "--spring.config.location=optional:classpath:/clinic/",
                "--server.port=0",
                "--spring.jmx.enabled=false",
                "--bars.home=" + home,
                "--bars.program.server.port=0",
                "--bars.organisation.ods-code=A1001",
                "--bars.organisation.name=Clinic",
                "--bars.software.id=https://example.org/Id/device-identifier|CLINIC",
                "--bars.software.name=Clinic",
                "--bars.software.version=test",
                "--bars.target-service.system=https://fhir.nhs.uk/Id/dos-service-id",
                "--bars.target-service.value=2000072491",
                "--bars.broker.listen="));
        QUEUES.forEach(queue -> all.add("--bars.queue." + queue + "=clinic." + queue));
        if (Arrays.stream(settings).noneMatch(setting -> setting.startsWith("--bars.provider.url"))) {
            all.add("--bars.provider.url=" + farSides.baseUrl());
        }
        for (String setting : settings) {
            all.removeIf(preset -> preset.startsWith(setting.substring(0, setting.indexOf('=') + 1)));
            all.add(setting);
        }
        return new SpringApplicationBuilder(Clinic.class).run(all.toArray(String[]::new));
    }

    @SuppressWarnings("unchecked")
    private static JsonNode asked(ConfigurableApplicationContext clinic, String request) throws Exception {
        BlockingQueue<String> heard = (BlockingQueue<String>) clinic.getBean("heard");
        clinic.getBean(ProducerTemplate.class).sendBody("direct:accept", request);
        return new ObjectMapper().readTree(heard.poll(1, TimeUnit.MINUTES));
    }

    private static List<String> queues(BarsCancel bundle) {
        return List.of(bundle.running()
                .getBean(EmbeddedActiveMQ.class)
                .getActiveMQServer()
                .getActiveMQServerControl()
                .getAddressNames());
    }

    private static List<String> migrations(ConfigurableApplicationContext context) {
        return new JdbcTemplate(context.getBean(DataSource.class))
                .queryForList("SELECT \"description\" FROM \"flyway_schema_history\"", String.class);
    }

    private static int statusOf(BarsCancel bundle, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + bundle.port() + path))
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }
}
