package org.barscancel.runtime.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.spi.Registry;
import org.barscancel.answer.OneOwner;
import org.barscancel.answer.ResultFiles;
import org.barscancel.atrest.KeysGiven;
import org.barscancel.cancellation.Event;
import org.barscancel.cancellation.NameBasedUuid;
import org.barscancel.cancellation.ProviderOutcome;
import org.barscancel.cancellation.RegistryOutcome;
import org.barscancel.cancellation.ReplyTo;
import org.barscancel.cancellation.Source;
import org.barscancel.ledger.Ledger;
import org.barscancel.ledger.LedgerQueries;
import org.barscancel.request.CsvRequestReader;
import org.barscancel.request.MessageOrigin;
import org.barscancel.request.TargetStatus;
import org.barscancel.runtime.RouteTestSupport;
import org.barscancel.runtime.Unread;
import org.barscancel.runtime.broker.EventBatches;
import org.barscancel.runtime.broker.QueueSeals;
import org.barscancel.runtime.ledger.FileAnswers;
import org.barscancel.runtime.ledger.Outcomes;
import org.barscancel.runtime.ledger.ProgressUpkeep;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class OutcomeRouteTest extends RouteTestSupport {
    private static final UUID ID = UUID.fromString("5f0c6a52-97bd-5d0e-9a4e-0f0f5a1b2c3d");

    @TempDir
    Path home;

    private final JdbcDataSource database = emptyLedger();
    private final AtomicLong nanoTime = new AtomicLong();
    private LedgerQueries queries;
    private ResultFiles files;
    private FileAnswers answers;

    @Override
    public List<String> files() {
        return List.of("50-outcome", "51-answer", "52-reply");
    }

    @Override
    protected void bindToRegistry(Registry registry) {
        queries = new LedgerQueries(database, false);
        files = new ResultFiles(
                OneOwner.HOME,
                home,
                CLOCK,
                MAPPER,
                queries,
                new CsvRequestReader(StandardCharsets.UTF_8, 100),
                KeysGiven.NO_FILES);
        answers = new FileAnswers(files, queries, nanoTime::get);
        registry.bind("outcomes", new Outcomes(new Ledger(database, files, false), answers, MAPPER, Unread.measures()));
        registry.bind(
                "eventBatches", new EventBatches("bars.dead", new QueueSeals(SETTINGS.queue(), KeysGiven.NO_TEXTS)));
        registry.bind(
                "deliveries",
                new Deliveries(
                        List.of(new Callback("pas-1", CallbackTest.settings("http://pas/", null))), Set.of("feed-1")));
        registry.bind("deliveryMessage", new DeliveryMessage("bars.deliveries", MAPPER));
    }

    @AfterEach
    void closeDatabase() {
        sql("SHUTDOWN");
    }

    @Test
    void publishesWhatHasEnded() throws Exception {
        start("outcome");

        take(events(accepted(null), providerEnded(), registryEnded()));

        assertThat(texts(outcomes())).singleElement().asString().contains(ID.toString(), "\"removed\"");
        assertThat(queue("dead").getExchanges()).isEmpty();
    }

    @Test
    void publishesNothingBeforeTheEnd() throws Exception {
        start("outcome");

        take(events(accepted(null), providerEnded()));

        assertThat(outcomes().getExchanges()).isEmpty();
    }

    @Test
    void answersWhoeverWaits() throws Exception {
        start("outcome");

        take(events(accepted(new ReplyTo("answers", false, "c1")), providerEnded(), registryEnded()));

        List<Message> sent = getMockEndpoint("jms:bars.outcomes").getExchanges().stream()
                .map(Exchange::getMessage)
                .toList();
        assertThat(sent).singleElement().satisfies(reply -> {
            assertThat(reply.getHeaders())
                    .containsEntry("CamelJmsDestinationName", "answers")
                    .containsEntry("JMSCorrelationID", "c1");
            assertThat(reply.getBody(String.class)).contains(ID.toString());
        });
    }

    @Test
    void addressesTheResultToAllWhoAreToBeTold() throws Exception {
        start("outcome");
        MessageOrigin heard =
                new MessageOrigin("feed-1", "MSH|^~\\&|PAS|RXX|TIE|BARS|||SIU^S15|M1|P|2.4", "SCH-1", "a1");
        MessageOrigin unheard = new MessageOrigin("feed-2", heard.header(), "SCH-1", "a1");

        take(events(accepted(null, heard), accepted(null, unheard), providerEnded(), registryEnded()));
        take(events(registryEnded()));

        List<Message> sent = queue("deliveries").getExchanges().stream()
                .map(Exchange::getMessage)
                .toList();
        assertThat(sent)
                .extracting(message -> message.getHeader("CamelJmsDestinationName"))
                .containsExactly(
                        "bars.deliveries.callback.pas-1",
                        "bars.deliveries.hl7.feed-1",
                        "bars.deliveries.callback.pas-1",
                        "bars.deliveries.hl7.feed-1");
        assertThat(sent.get(0).getBody(String.class)).contains("\\\"outcome\\\":\\\"done\\\"");
        assertThat(sent.get(1).getBody(String.class)).contains("SIU^S15", "SCH|a1|");
        assertThat(sent.subList(2, 4))
                .as("the same again when events come again")
                .extracting(message -> message.getBody(String.class))
                .containsExactlyElementsOf(sent.subList(0, 2).stream()
                        .map(message -> message.getBody(String.class))
                        .toList());
    }

    /** Its requester asked for nothing, and may take the end of a dry run for that of its request. */
    @ParameterizedTest
    @CsvSource({"console, 0", "http, 1"})
    void tellsNoReceiverOfADryRunThatAPersonAsksForOnTheConsole(String channel, int told) throws Exception {
        start("outcome");

        take(events(dryRun(channel), providerEnded(), registryEnded()));

        assertThat(texts(outcomes())).singleElement().asString().contains("\"dryRun\":true");
        assertThat(queue("deliveries").getExchanges()).hasSize(told);
    }

    @Test
    void leavesTheBatchToTheBrokerWhenADeliveryCannotBeQueued() throws Exception {
        start("outcome");
        queue("deliveries").whenAnyExchangeReceived(exchange -> {
            throw new IllegalStateException("The broker is full");
        });

        assertThat(send(events(accepted(null), providerEnded(), registryEnded()))
                        .getException())
                .isNotNull()
                .hasRootCauseMessage("The broker is full");
    }

    @Test
    void writesTheResultFile() throws Exception {
        start("outcome");

        take(events(
                new Event.BatchOpened(id("batch"), NOW, "claim", "pas-1", "clinic.json", false, 1, "home"),
                accepted(null),
                providerEnded(),
                registryEnded()));

        assertThat(home.resolve("results/pas-1/clinic.json.result.json"))
                .content()
                .contains(ID.toString());
    }

    @Test
    void owesAResultFileThatCannotBeWrittenAndKeepsNobodyElseWaiting() throws Exception {
        start("outcome");
        Path inTheWay = home.resolve("results/pas-1");
        Files.createDirectories(inTheWay.getParent());
        Files.writeString(inTheWay, "a file where the folder should be");

        take(events(
                new Event.BatchOpened(id("batch"), NOW, "claim", "pas-1", "clinic.json", false, 1, "home"),
                accepted(null),
                providerEnded(),
                registryEnded()));

        assertThat(outcomes().getExchanges()).hasSize(1);
        ProgressUpkeep upkeep = new ProgressUpkeep(
                OneOwner.HOME, false, files, queries, answers, Clock.offset(CLOCK, Duration.ofMinutes(1)));
        upkeep.payDebts();
        Files.delete(inTheWay);
        nanoTime.addAndGet(Duration.ofSeconds(10).toNanos());
        upkeep.payDebts();
        assertThat(inTheWay.resolve("clinic.json.result.json")).content().contains(ID.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no event",
                "{}",
                "[{\"type\":\"unheard-of\"}]",
                "null",
                "",
                "[null]",
                "[]",
                "[{\"type\":\"waiting\"}]"
            })
    void setsAnUnreadableEventAsideAndProjectsTheOthers(String unreadable) throws Exception {
        start("outcome");

        take(json(List.of(unreadable, eventsText(accepted(null), providerEnded(), registryEnded()))));

        assertThat(texts(queue("dead"))).containsExactly(unreadable);
        assertThat(outcomes().getExchanges()).hasSize(1);
    }

    @Test
    void setsAMessageWithoutATextAside() throws Exception {
        start("outcome");

        take("[null," + json(eventsText(accepted(null), providerEnded(), registryEnded())) + "]");

        assertThat(queue("dead").getExchanges()).hasSize(1);
        assertThat(outcomes().getExchanges()).hasSize(1);
    }

    /** A broker may give up on what comes back too often. */
    @Test
    void holdsTheBatchWhileTheDatabaseIsDown() throws Exception {
        start("outcome");
        sql("DROP ALL OBJECTS");

        CompletableFuture<Exchange> held =
                CompletableFuture.supplyAsync(() -> send(events(accepted(null), providerEnded(), registryEnded())));
        await().until(() -> context.getInflightRepository().size() > 0);
        Flyway.configure()
                .locations(Ledger.MIGRATIONS)
                .dataSource(database)
                .load()
                .migrate();

        assertThat(held.get(1, TimeUnit.MINUTES).getException()).isNull();
        assertThat(outcomes().getExchanges()).hasSize(1);
        assertThat(queue("dead").getExchanges()).isEmpty();
    }

    @Test
    void leavesTheBatchToTheBrokerWhenItStopsWhileTheDatabaseIsDown() throws Exception {
        start("outcome");
        sql("DROP ALL OBJECTS");
        CompletableFuture<Exchange> held =
                CompletableFuture.supplyAsync(() -> send(events(accepted(null), providerEnded(), registryEnded())));
        await().until(() -> context.getInflightRepository().size() > 0);

        List<Exchange> told = outcomes().getExchanges();
        context.stop();

        assertThat(held.get(1, TimeUnit.MINUTES).getException()).isNotNull();
        assertThat(told).isEmpty();
    }

    @Test
    void leavesTheBatchToTheBrokerWhenAnUnreadableEventCannotBeSetAside() throws Exception {
        start("outcome");
        queue("dead").whenAnyExchangeReceived(exchange -> {
            throw new IllegalStateException("The broker is full");
        });

        assertThat(send(json(List.of("no event", "no event either"))).getException())
                .isNotNull()
                .hasRootCauseMessage("The broker is full");
        assertThat(queue("dead").getExchanges()).hasSize(1);
    }

    @Test
    void leavesTheBatchToTheBrokerWhenAnAnswerCannotBeSent() throws Exception {
        start("outcome");
        outcomes().whenAnyExchangeReceived(exchange -> {
            throw new IllegalStateException("The broker is full");
        });

        assertThat(send(events(accepted(null), providerEnded(), registryEnded()))
                        .getException())
                .isNotNull()
                .hasRootCauseMessage("The broker is full");
        outcomes().whenAnyExchangeReceived(null);
        take(events(accepted(null), providerEnded(), registryEnded()));
        assertThat(outcomes().getExchanges())
                .as("told again when the events come again")
                .hasSize(2);
    }

    private org.apache.camel.component.mock.MockEndpoint outcomes() {
        return getMockEndpoint("jms:topic:bars.outcomes");
    }

    private void take(String batch) {
        assertThat(send(batch).getException()).isNull();
    }

    private void sql(String statement) {
        JdbcClient.create(database).sql(statement).update();
    }

    private static String eventsText(Event... events) {
        try {
            return new Outcomes(null, null, MAPPER, Unread.measures()).eventsText(List.of(events));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A batch of one message with these events. */
    private static String events(Event... events) {
        return json(List.of(eventsText(events)));
    }

    private static Event accepted(ReplyTo replyTo) {
        return accepted(replyTo, null);
    }

    private static Event accepted(ReplyTo replyTo, MessageOrigin origin) {
        return new Event.Accepted(
                id("accepted" + origin),
                NOW,
                ID,
                0,
                id("correlation"),
                null,
                "a1",
                TargetStatus.CANCELLED,
                null,
                null,
                NOW,
                new Source("file", "clinic.json", 1, "pas-1"),
                replyTo == null ? "claim" : null,
                replyTo,
                origin,
                null,
                false);
    }

    private static Event dryRun(String channel) {
        return new Event.Accepted(
                id("dry run"),
                NOW,
                ID,
                0,
                id("correlation"),
                null,
                "a1",
                TargetStatus.CANCELLED,
                null,
                null,
                NOW,
                new Source(channel, null, 1, "pas-1"),
                null,
                null,
                null,
                null,
                true);
    }

    private static Event providerEnded() {
        return new Event.ProviderEnded(id("provider"), NOW, ID, 0, ProviderOutcome.DONE, 1, null);
    }

    private static Event registryEnded() {
        return new Event.RegistryEnded(id("registry"), NOW, ID, 0, RegistryOutcome.REMOVED, 1, 1, null);
    }

    private static UUID id(String what) {
        return NameBasedUuid.of("test", what);
    }
}
