package org.barscancel.runtime.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.JMSException;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.barscancel.BarsSettings;
import org.barscancel.atrest.KeysGiven;
import org.barscancel.atrest.SealedTexts;
import org.barscancel.audit.Actor;
import org.barscancel.cancellation.Cancellation;
import org.barscancel.cancellation.Leg;
import org.barscancel.cancellation.ProviderOutcome;
import org.barscancel.cancellation.ProviderProgress;
import org.barscancel.cancellation.RegistryProgress;
import org.barscancel.cancellation.Source;
import org.barscancel.intake.History;
import org.barscancel.intake.ReplayPace;
import org.barscancel.intake.ReplaySelection;
import org.barscancel.intake.Replays;
import org.barscancel.leg.Verdict;
import org.barscancel.problem.Problem;
import org.barscancel.problem.ProblemCode;
import org.barscancel.request.CancellationRequest;
import org.barscancel.request.TargetStatus;
import org.barscancel.runtime.RouteTestSupport;
import org.barscancel.runtime.SettingsGiven;
import org.barscancel.runtime.Unread;
import org.barscancel.runtime.broker.EmbeddedBrokerFixture;
import org.barscancel.runtime.broker.QueueSeals;
import org.barscancel.runtime.broker.StoppedProperties;
import org.barscancel.runtime.ledger.Outcomes;
import org.barscancel.runtime.leg.VerdictMessage;
import org.barscancel.runtime.start.MessageJson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The route as it is, at a broker as it is: what is put back is taken once, or stays where it lay. */
class PutBackRouteTest {
    private static final ObjectMapper MAPPER = MessageJson.mapper();
    private static final Instant CAME = Instant.parse("2026-11-30T08:00:00Z");
    private static final Instant NOW = Instant.parse("2026-12-01T08:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final int CALLERS = 8;
    private static final int MORE_THAN_DELIVERIES = 12;

    @TempDir
    Path home;

    private EmbeddedBrokerFixture broker;
    private ProducerTemplate producer;
    private volatile Optional<History.Past> past = Optional.empty();

    @BeforeEach
    void setUp() throws Exception {
        broker = new EmbeddedBrokerFixture(home);
        BarsSettings.Queues queues = SettingsGiven.brokerBelow(home).queue();
        broker.camel().getRegistry().bind("intakeTransaction", broker.intakeTransaction());
        broker.camel()
                .getRegistry()
                .bind(
                        "errorChannels",
                        new ErrorChannels(
                                broker.template(),
                                queues,
                                Set.of("north"),
                                new Replays(id -> past, CLOCK),
                                MAPPER,
                                new QueueSeals(queues, KeysGiven.NO_TEXTS)));
        broker.camel()
                .getRegistry()
                .bind(
                        "replayMessage",
                        new ReplayMessage(new ReplayPace(2, CLOCK), RouteTestSupport.QUEUES_OF_LEGS, MAPPER));
        broker.camel().getRegistry().bind("outcomes", new Outcomes(null, null, MAPPER, Unread.measures()));
        Properties settings = new Properties();
        List.of("requests", "pointers", "events")
                .forEach(queue -> settings.setProperty("bars.queue." + queue, "bars." + queue));
        broker.camel().getPropertiesComponent().setInitialProperties(settings);
        for (String file : List.of("62-tell", "90-errors", "93-put-back")) {
            Path path = Path.of("routes", file + ".camel.yaml");
            PluginHelper.getRoutesLoader(broker.camel())
                    .loadRoutes(ResourceHelper.fromBytes(path.toString(), Files.readAllBytes(path)));
        }
        broker.camel().start();
        producer = broker.camel().createProducerTemplate();
    }

    @AfterEach
    void tearDown() {
        broker.close();
    }

    @Test
    void movesWhatStoppedToTheQueueOfItsLegAndTellsTheLedger() throws Exception {
        Cancellation provider = cancellation(1, ProviderOutcome.PARKED);
        Cancellation registry = cancellation(2, ProviderOutcome.DONE);
        park(provider, Leg.PROVIDER, ProblemCode.UNAVAILABLE);
        park(registry, Leg.REGISTRY, ProblemCode.NO_NHS_NUMBER);

        assertThat(putBack(one(provider)).again())
                .singleElement()
                .satisfies(again -> assertThat(again.event().by()).isEqualTo("sister.mary"));
        assertThat(putBack(one(registry)).again()).hasSize(1);

        assertThat(bodies("bars.requests")).containsExactly(provider.replayed(1));
        assertThat(bodies("bars.pointers")).containsExactly(registry.replayed(1));
        await().untilAsserted(() -> assertThat(waiting("bars.events")).isEqualTo(2));
        assertThat(waiting("bars.parked")).isZero();
    }

    @Test
    void oneOfManyWhoReplayTheSameAtOnceGetsIt() throws Exception {
        Cancellation parked = cancellation(1, ProviderOutcome.PARKED);
        park(parked, Leg.PROVIDER, ProblemCode.UNAVAILABLE);

        List<Integer> got = atOnce(() -> putBack(one(parked)).again().size());

        assertThat(got).hasSize(CALLERS);
        assertThat(got.stream().mapToInt(Integer::intValue).sum()).isEqualTo(1);
        await().untilAsserted(() -> assertThat(waiting("bars.requests")).isEqualTo(1));
        await().untilAsserted(() -> assertThat(waiting("bars.events")).isEqualTo(1));
    }

    @Test
    void groupsThatAreReplayedAtOnceShareWhatThereIs() throws Exception {
        int many = 60;
        for (int i = 0; i < many; i++) {
            park(cancellation(i, ProviderOutcome.PARKED), Leg.PROVIDER, ProblemCode.UNAVAILABLE);
        }

        List<Integer> got =
                atOnce(() -> putBack(problem(ProblemCode.UNAVAILABLE)).again().size());

        assertThat(got.stream().mapToInt(Integer::intValue).sum()).isEqualTo(many);
        assertThat(waiting("bars.parked")).isZero();
    }

    @Test
    void takesWhatFitsAndLeavesTheRest() throws Exception {
        Cancellation unavailable = cancellation(1, ProviderOutcome.PARKED);
        Cancellation routing = cancellation(2, ProviderOutcome.PARKED, "pas-2's", CAME.plusSeconds(60));
        Cancellation refused = cancellation(3, ProviderOutcome.REJECTED);
        park(unavailable, Leg.PROVIDER, ProblemCode.UNAVAILABLE);
        park(routing, Leg.PROVIDER, ProblemCode.ROUTING);
        reject(refused, ProblemCode.REFUSED);

        assertThat(ids(new ReplaySelection(null, null, null, "pas-2's", null, null)))
                .containsExactly(routing.cancellationId());
        park(routing, Leg.PROVIDER, ProblemCode.ROUTING);
        assertThat(ids(new ReplaySelection(null, null, null, null, CAME.plusSeconds(1), null)))
                .containsExactly(routing.cancellationId());
        park(routing, Leg.PROVIDER, ProblemCode.ROUTING);
        assertThat(ids(new ReplaySelection(null, null, null, "x' OR '1' = '1", null, null)))
                .isEmpty();
        assertThat(ids(new ReplaySelection(null, null, Leg.REGISTRY, null, null, null)))
                .isEmpty();
        assertThat(ids(new ReplaySelection(null, null, null, null, null, CAME))).isEmpty();
        assertThat(ids(problem(ProblemCode.REFUSED))).containsExactly(refused.cancellationId());
        assertThat(ids(new ReplaySelection(null, null, null, null, null, null)))
                .containsExactly(unavailable.cancellationId(), routing.cancellationId());
    }

    @Test
    void givesEachOfAGroupItsTurnAndOneThatIsNamedNone() throws Exception {
        IntStream.range(0, 3).forEach(i -> parkUnchecked(cancellation(i, ProviderOutcome.PARKED)));

        putBack(problem(ProblemCode.UNAVAILABLE));

        assertThat(waiting("bars.parked")).isZero();
        List<Long> turns = turns("bars.requests", 3);
        assertThat(turns.get(2) - turns.get(0)).as("two a second").isGreaterThanOrEqualTo(900);
    }

    @Test
    void leavesWhatARequesterSentThoughItLooksLikeACancellation() throws Exception {
        Cancellation forged = cancellation(1, ProviderOutcome.PARKED);
        broker.template().convertAndSend("bars.rejected", MAPPER.writeValueAsString(forged), message -> {
            message.setStringProperty("cancellationId", forged.cancellationId().toString());
            message.setStringProperty("problemCode", "invalid-field");
            return message;
        });

        assertThat(putBack(one(forged)).again()).isEmpty();
        await().untilAsserted(() -> assertThat(waiting("bars.rejected")).isEqualTo(1));
    }

    @Test
    void leavesWhatIsForAProviderThatIsNoLongerSetUp() throws Exception {
        Cancellation served = cancellation(1, ProviderOutcome.PARKED).to("north");
        Cancellation former = cancellation(2, ProviderOutcome.PARKED).to("south");
        Cancellation ofRegistry = cancellation(3, ProviderOutcome.DONE).to("south");
        park(served, Leg.PROVIDER, ProblemCode.UNAVAILABLE);
        park(former, Leg.PROVIDER, ProblemCode.UNAVAILABLE);
        park(ofRegistry, Leg.REGISTRY, ProblemCode.UNAVAILABLE);

        assertThat(ids(problem(ProblemCode.UNAVAILABLE))).containsExactly(served.cancellationId());
        ErrorChannels.Taken named = putBack(one(former));

        assertThat(named.again()).isEmpty();
        assertThat(named.former()).isEqualTo("south");
        assertThat(putBack(one(served)).former()).as("taken before").isNull();
        await().untilAsserted(() -> assertThat(waiting("bars.parked")).isEqualTo(2));
        await().untilAsserted(() -> assertThat(waiting("bars.requests.north")).isEqualTo(1));
        assertThat(waiting("bars.requests.south")).isZero();
    }

    @Test
    void removesWhatALaterRunHasOvertaken() throws Exception {
        past = Optional.of(new History.Past(1, true, true));
        Cancellation parked = cancellation(1, ProviderOutcome.PARKED);
        park(parked, Leg.PROVIDER, ProblemCode.UNAVAILABLE);

        ErrorChannels.Taken taken = putBack(problem(ProblemCode.UNAVAILABLE));

        assertThat(taken.again()).isEmpty();
        assertThat(taken.overtaken()).isEqualTo(1);
        assertThat(waiting("bars.parked")).isZero();
        assertThat(waiting("bars.requests")).isZero();
    }

    @Test
    void leavesEverythingWhereItLayWhenSomethingFails() throws Exception {
        Cancellation parked = cancellation(1, ProviderOutcome.PARKED);
        park(parked, Leg.PROVIDER, ProblemCode.UNAVAILABLE);
        broker.camel().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:put-back-and-break")
                        .transacted("intakeTransaction")
                        .to("direct:put-back")
                        .throwException(new IllegalStateException("The program breaks after sending"));
            }
        });

        assertThatThrownBy(() -> send("direct:put-back-and-break", one(parked)))
                .isInstanceOf(CamelExecutionException.class);

        assertThat(waiting("bars.requests")).isZero();
        assertThat(waiting("bars.events")).isZero();
        await("its redelivery").until(() -> waiting("bars.parked") == 1);
    }

    @Test
    void lookingForWhatIsNotThereNeverCountsAsADelivery() throws Exception {
        Cancellation other = cancellation(2, ProviderOutcome.PARKED);
        park(other, Leg.PROVIDER, ProblemCode.UNAVAILABLE);
        park(cancellation(3, ProviderOutcome.PARKED), Leg.PROVIDER, ProblemCode.UNAVAILABLE);

        for (int i = 0; i < MORE_THAN_DELIVERIES; i++) {
            assertThat(putBack(one(cancellation(1, ProviderOutcome.PARKED))).again())
                    .isEmpty();
        }

        assertThat(waiting("bars.dead")).isZero();
        await().untilAsserted(() -> assertThat(waiting("bars.parked")).isEqualTo(2));
    }

    @Test
    void whatCannotBeReadForWantOfAKeyStaysWhereItIsAndStopsNoOther() throws Exception {
        Cancellation sealed = cancellation(1, ProviderOutcome.PARKED);
        String text = new SealedTexts(KeysGiven.of(KeysGiven.line("lost", 1))).seal("cancellation", "{}");
        broker.template().send("bars.parked", session -> {
            TextMessage message = session.createTextMessage(text);
            message.setBooleanProperty(StoppedProperties.REPLAYABLE, true);
            message.setStringProperty("cancellationId", sealed.cancellationId().toString());
            message.setStringProperty("problemCode", ProblemCode.UNAVAILABLE.code());
            return message;
        });
        Cancellation readable = cancellation(2, ProviderOutcome.PARKED);
        park(readable, Leg.PROVIDER, ProblemCode.UNAVAILABLE);

        assertThat(ids(problem(ProblemCode.UNAVAILABLE))).containsExactly(readable.cancellationId());
        assertThat(ids(one(sealed))).isEmpty();

        assertThat(texts("bars.parked")).containsExactly(text);
        assertThat(waiting("bars.dead")).isZero();
    }

    private List<UUID> ids(ReplaySelection selection) throws Exception {
        return putBack(selection).again().stream()
                .map(again -> again.cancellation().cancellationId())
                .toList();
    }

    private ErrorChannels.Taken putBack(ReplaySelection selection) throws Exception {
        return send("direct:put-back", selection).getVariable("taken", ErrorChannels.Taken.class);
    }

    private Exchange send(String endpoint, ReplaySelection selection) throws Exception {
        Exchange exchange = new DefaultExchange(broker.camel());
        exchange.setVariable("replay", selection);
        exchange.setVariable("actor", new Actor("sister.mary", "http", null, "10.0.0.7"));
        exchange.getMessage().setBody(selection);
        producer.send(endpoint, exchange);
        if (exchange.getException() != null) {
            throw new CamelExecutionException("failed", exchange, exchange.getException());
        }
        return exchange;
    }

    private static <T> List<T> atOnce(Callable<T> call) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try {
            CyclicBarrier together = new CyclicBarrier(CALLERS);
            List<Future<T>> calls = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                calls.add(callers.submit(() -> {
                    together.await();
                    return call.call();
                }));
            }
            List<T> answers = new ArrayList<>();
            for (Future<T> one : calls) {
                answers.add(one.get(1, TimeUnit.MINUTES));
            }
            return answers;
        } finally {
            callers.shutdownNow();
        }
    }

    private static ReplaySelection one(Cancellation cancellation) {
        return ReplaySelection.one(cancellation.cancellationId());
    }

    private static ReplaySelection problem(ProblemCode code) {
        return new ReplaySelection(null, code, null, null, null, null);
    }

    private void park(Cancellation cancellation, Leg leg, ProblemCode code) throws Exception {
        stop("bars.parked", new Verdict.Park(cancellation, leg, new Problem(code, "It stopped.")));
    }

    private void parkUnchecked(Cancellation cancellation) {
        try {
            park(cancellation, Leg.PROVIDER, ProblemCode.UNAVAILABLE);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void reject(Cancellation cancellation, ProblemCode code) throws Exception {
        stop("bars.rejected", new Verdict.Reject(cancellation, Leg.PROVIDER, new Problem(code, "It stopped.")));
    }

    /** As the route {@code conclude} does. */
    private void stop(String queue, Verdict verdict) throws Exception {
        Exchange written = new DefaultExchange(broker.camel());
        written.setVariable("verdict", verdict);
        new VerdictMessage(MAPPER, RouteTestSupport.QUEUES_OF_LEGS).process(written);
        Message message = written.getMessage();
        producer.sendBodyAndHeaders("jms:" + queue, message.getBody(), message.getHeaders());
    }

    private List<Cancellation> bodies(String queue) throws IOException {
        List<Cancellation> bodies = new ArrayList<>();
        for (String text : texts(queue)) {
            bodies.add(MAPPER.readValue(text, Cancellation.class));
        }
        return bodies;
    }

    private int waiting(String queue) {
        return texts(queue).size();
    }

    private List<String> texts(String queue) {
        List<String> texts = new ArrayList<>();
        broker.template().browse(queue, (session, browser) -> {
            for (Enumeration<?> left = browser.getEnumeration(); left.hasMoreElements(); ) {
                texts.add(((TextMessage) left.nextElement()).getText());
            }
            return texts;
        });
        return texts;
    }

    /** When the broker gives out each message, in milliseconds. */
    private List<Long> turns(String queue, int many) throws JMSException {
        List<Long> turns = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            turns.add(broker.template().receive(queue).getJMSDeliveryTime());
        }
        return turns;
    }

    private static Cancellation cancellation(int n, ProviderOutcome outcome) {
        return cancellation(n, outcome, "pas-1", CAME);
    }

    private static Cancellation cancellation(int n, ProviderOutcome outcome, String requester, Instant came) {
        UUID id = new UUID(7, n);
        return new Cancellation(
                id,
                id,
                0,
                came,
                came,
                new CancellationRequest(null, null, "a" + n, TargetStatus.CANCELLED, null, null, null, null),
                new Source("file", "a.json", null, requester),
                null,
                ProviderProgress.NONE.ended(outcome),
                RegistryProgress.NONE);
    }
}
