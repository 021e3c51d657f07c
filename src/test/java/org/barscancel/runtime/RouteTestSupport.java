package org.barscancel.runtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.component.mock.MockComponent;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.model.Model;
import org.apache.camel.spi.Registry;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.barscancel.BarsSettings;
import org.barscancel.bars.CallerIdentity;
import org.barscancel.bars.FarSide;
import org.barscancel.bars.UseContext;
import org.barscancel.cancellation.Cancellation;
import org.barscancel.cancellation.ProviderOutcome;
import org.barscancel.cancellation.ProviderProgress;
import org.barscancel.cancellation.RegistryProgress;
import org.barscancel.cancellation.Source;
import org.barscancel.ledger.Ledger;
import org.barscancel.request.CancellationRequest;
import org.barscancel.request.NhsNumber;
import org.barscancel.request.TargetStatus;
import org.barscancel.runtime.farside.FarSideSetUp;
import org.barscancel.runtime.intake.Admissions;
import org.barscancel.runtime.leg.Journeys;
import org.barscancel.runtime.leg.LegQueues;
import org.barscancel.runtime.leg.LegRoutes;
import org.barscancel.runtime.leg.Lists;
import org.barscancel.runtime.leg.RefusalMessage;
import org.barscancel.runtime.start.MessageJson;
import org.barscancel.runtime.steering.ListMarks;
import org.barscancel.runtime.watch.Traces;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;

/**
 * Route files as they are, with the real beans; the queues are mocks, and what a test does not load is a mock or a stub
 * too.
 */
public abstract class RouteTestSupport extends CamelTestSupport {
    public static final Instant NOW = Instant.parse("2026-11-30T08:00:00Z");
    public static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    public static final NhsNumber PATIENT = new NhsNumber("9990000018");
    public static final ObjectMapper MAPPER = MessageJson.mapper();

    /** Beside the default far sides there is the pair of {@code north}. */
    public static final BarsSettings SETTINGS = SettingsGiven.with(Map.of(
            "bars.provider.url", "https://provider.example/fhir",
            "bars.registry.url", "https://registry.example/fhir",
            "bars.concurrency.provider", "1",
            "bars.concurrency.registry", "1",
            "bars.providers.north.url", "https://north.example/fhir",
            "bars.providers.north.registry", "pointers-north",
            "bars.registries.pointers-north.url", "https://pointers-north.example/fhir"));

    public static final LegQueues QUEUES_OF_LEGS = new LegQueues(SETTINGS.queue(), SETTINGS.providers());

    private static final List<String> QUEUES = List.of(
            "cancellations",
            "outcomes",
            "requests",
            "pointers",
            "events",
            "rejected",
            "parked",
            "dead",
            "deliveries",
            "undelivered");

    /** The route files under test, without folder and ending. */
    public abstract List<String> files();

    /** What placeholders stand for, beside the queues. */
    public Properties settings() {
        return new Properties();
    }

    @Override
    public void configureTest(TestExecutionConfiguration configuration) {
        configuration.withUseAdviceWith(true);
    }

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext camel = super.createCamelContext();
        Properties settings = new Properties();
        QUEUES.forEach(queue -> settings.setProperty("bars.queue." + queue, "bars." + queue));
        settings.setProperty("bars.file.poll-interval", "10");
        settings.putAll(settings());
        camel.getPropertiesComponent().setInitialProperties(settings);
        camel.addComponent("jms", new MockComponent());
        camel.getRegistry().bind("messageMapper", MAPPER);
        camel.getRegistry().bind("legQueues", QUEUES_OF_LEGS);
        List<Resource> routes = new ArrayList<>();
        for (String file :
                Stream.concat(files().stream(), Stream.of("90-errors")).toList()) {
            Path path = Path.of("routes", file + ".camel.yaml");
            routes.add(ResourceHelper.fromBytes(path.toString(), Files.readAllBytes(path)));
        }
        PluginHelper.getRoutesLoader(camel).loadRoutes(routes);
        Model model = camel.getCamelContextExtension().getContextPlugin(Model.class);
        FarSideSetUp.of(SETTINGS).stream()
                // Of each leg one route, whose queue a test replaces.
                .filter(farSide -> farSide.route().equals(FarSideSetUp.template(farSide.leg())))
                .forEach(farSide -> LegRoutes.add(model, farSide));
        return camel;
    }

    /** Starts the routes; a route that consumes from a queue takes what is sent to {@code direct:start} instead. */
    public void start(String... fromQueue) throws Exception {
        for (String route : fromQueue) {
            AdviceWith.adviceWith(context, route, advice -> advice.replaceFromWith("direct:start"));
        }
        context.start();
    }

    /** What the route {@code accept} needs whatever is tested. */
    public static void bindAccepting(Registry registry) {
        registry.bind("admissions", new Admissions(Unread.measures(), new Journeys(Traces.off())));
        registry.bind("listMarks", new ListMarks(new Lists(id -> null, CLOCK)));
        registry.bind("refusalMessage", new RefusalMessage());
    }

    public Exchange send(Object body) {
        return template.send("direct:start", exchange -> exchange.getMessage().setBody(body));
    }

    public MockEndpoint queue(String name) {
        return getMockEndpoint("jms:bars." + name);
    }

    /** What was sent to a queue or a mock. */
    public static List<String> texts(MockEndpoint endpoint) {
        return endpoint.getExchanges().stream()
                .map(exchange -> exchange.getMessage().getBody(String.class))
                .toList();
    }

    /** A ledger's database in memory. */
    public static JdbcDataSource emptyLedger() {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        Flyway.configure()
                .locations(Ledger.MIGRATIONS)
                .dataSource(database)
                .load()
                .migrate();
        return database;
    }

    public static String json(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    public static Cancellation cancellation(String json) throws IOException {
        return MAPPER.readValue(json, Cancellation.class);
    }

    public static Cancellation cancellation() {
        return new Cancellation(
                UUID.fromString("5f0c6a52-97bd-5d0e-9a4e-0f0f5a1b2c3d"),
                UUID.fromString("9562466f-c982-4bd5-bb0e-255e9f5e6689"),
                0,
                NOW,
                NOW,
                new CancellationRequest(null, null, "a1", TargetStatus.CANCELLED, null, PATIENT, null, null),
                new Source("file", "a.json", null, "pas-1"),
                null,
                ProviderProgress.NONE,
                RegistryProgress.NONE);
    }

    public static Cancellation cancelled() {
        return cancellation().with(ProviderProgress.NONE.ended(ProviderOutcome.DONE));
    }

    public static FarSide farSide(String name, String url) {
        return new FarSide(
                name,
                url,
                "1.2.0",
                null,
                new CallerIdentity(null, null, null, null, null, null, null, null),
                new UseContext("a1t1", "booking-request", "update"));
    }
}
