package org.barscancel.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.spi.Registry;
import org.apache.camel.spring.spi.SpringTransactionPolicy;
import org.barscancel.atrest.KeysGiven;
import org.barscancel.hl7.Hl7Acknowledgement;
import org.barscancel.hl7.Hl7Reader;
import org.barscancel.intake.Acceptance;
import org.barscancel.intake.CalledFiles;
import org.barscancel.intake.Claims;
import org.barscancel.intake.Feeds;
import org.barscancel.intake.Hl7Intake;
import org.barscancel.intake.HttpIntake;
import org.barscancel.ledger.Ledger;
import org.barscancel.ledger.LedgerQueries;
import org.barscancel.request.CsvRequestReader;
import org.barscancel.request.JsonRequestReader;
import org.barscancel.runtime.NotedAudit;
import org.barscancel.runtime.RecordedTransactions;
import org.barscancel.runtime.RouteTestSupport;
import org.barscancel.runtime.Unread;
import org.barscancel.runtime.access.ArrivalAudit;
import org.barscancel.runtime.intake.Hl7Answers;
import org.barscancel.runtime.ledger.LedgerHistory;
import org.barscancel.runtime.ledger.Outcomes;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntakeHttpRouteTest extends RouteTestSupport {
    private static final String REQUEST = "{\"appointmentId\":\"a1\",\"nhsNumber\":\"9990000018\"}";

    private static final Hl7Answers HL7 = new Hl7Answers(new Hl7Acknowledgement(CLOCK, () -> "1"));

    @TempDir
    private static Path home;

    private final JdbcDataSource database = emptyLedger();
    private final Ledger ledger = new Ledger(database, (home, requester, name) -> false, false);
    private final LedgerQueries queries = new LedgerQueries(database, false);
    private final RecordedTransactions transactions = new RecordedTransactions();

    private final NotedAudit audit = new NotedAudit();

    @Override
    public List<String> files() {
        return List.of("13-intake-http", "15-accept-call", "20-accept", "62-tell");
    }

    @Override
    protected void bindToRegistry(Registry registry) {
        Acceptance acceptance = new Acceptance(new LedgerHistory(ledger, null, CLOCK), number -> "hash", CLOCK, "home");
        registry.bind("acceptance", acceptance);
        registry.bind("arrivalAudit", new ArrivalAudit(audit));
        bindAccepting(registry);
        registry.bind("outcomes", new Outcomes(null, null, MAPPER, Unread.measures()));
        registry.bind(
                "httpReader",
                new HttpReader(
                        new HttpIntake(
                                Map.of(
                                        "application/json",
                                        HttpIntake.plain(new JsonRequestReader(10_000)::read),
                                        "application/hl7-v2",
                                        new Hl7Intake(Feeds.one(), new Hl7Reader(10_000), CLOCK)::call),
                                List.of(),
                                CLOCK),
                        calledFiles()));
        registry.bind(
                "httpFiled", new HttpFiled(ledger, queries, new EndWatch(1, Duration.ofMillis(1)), audit, MAPPER));
        registry.bind(
                "httpReceipt",
                new HttpReceipt(
                        new Receipts(acceptance, ledger, queries, false),
                        new EndWatch(1, Duration.ofMillis(1)),
                        HL7,
                        MAPPER));
        registry.bind("httpRefusal", new HttpRefusal(MAPPER, "application/json"));
        registry.bind("httpFailure", new HttpFailure(HL7, MAPPER));
        registry.bind("intakeTransaction", new SpringTransactionPolicy(transactions));
    }

    private static CalledFiles calledFiles() {
        try {
            return new CalledFiles(
                    new Claims(home, CLOCK),
                    new CsvRequestReader(StandardCharsets.ISO_8859_1, 3),
                    StandardCharsets.ISO_8859_1,
                    KeysGiven.NO_FILES,
                    CLOCK);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void answersAfterTheCommitAndTheLedgerKnowsItThen() throws Exception {
        start("intake-http");
        Exchange answer = call(REQUEST, Map.of());

        assertThat(status(answer)).isEqualTo(202);
        assertThat(transactions.commits).hasValue(1);
        assertThat(texts(queue("requests"))).hasSize(1);
        UUID id = UUID.fromString(json(answer).path("cancellationId").asText());
        assertThat(header(answer, "Location")).isEqualTo("/cancellations/" + id);
        assertThat(json(answer).path("outcome").asText()).isEqualTo("pending");
        assertThat(json(answer).path("source").path("channel").asText()).isEqualTo("http");
        assertThat(queries.result(id)).isPresent();
        assertThat(body(answer)).doesNotContain("9990000018");
    }

    @Test
    void answersAListRowByRow() throws Exception {
        start("intake-http");
        Exchange answer = call("[" + REQUEST + ",{\"oops\":1},{\"appointmentId\":\"a3\"}]", Map.of());

        assertThat(status(answer)).isEqualTo(202);
        assertThat(json(answer).findValuesAsText("outcome")).containsExactly("pending", "rejected", "pending");
        assertThat(json(answer).path(1).path("problem").path("code").asText()).isEqualTo("invalid-field");
        assertThat(json(answer).findValuesAsText("row")).containsExactly("1", "2", "3");
        String batchId = header(answer, "Location").substring("/batches/".length());
        assertThat(queries.known(batchId)).isPresent();
        assertThat(texts(queue("requests"))).hasSize(2);
        assertThat(texts(queue("rejected"))).containsExactly("{\"oops\":1}");
    }

    @Test
    void aSingleRequestThatIsNotValidIsKeptAndAnsweredWithItsProblem() throws Exception {
        start("intake-http");
        Exchange answer = call("{\"oops\":1}", Map.of());

        assertThat(status(answer)).isEqualTo(400);
        assertThat(header(answer, Exchange.CONTENT_TYPE)).isEqualTo("application/problem+json");
        UUID id = UUID.fromString(json(answer).path("cancellationId").asText());
        assertThat(queries.result(id)).get().satisfies(result -> assertThat(result.problem())
                .isNotNull());
        assertThat(texts(queue("rejected"))).containsExactly("{\"oops\":1}");
        assertThat(texts(queue("requests"))).isEmpty();
    }

    @Test
    void whatCannotBeReadIsKeptAndItsPlaceIsNamed() throws Exception {
        start("intake-http");
        Exchange answer = call("{\n  \"appointmentId\": }", Map.of());

        assertThat(status(answer)).isEqualTo(400);
        assertThat(json(answer).path("code").asText()).isEqualTo("malformed");
        assertThat(json(answer).path("line").asInt()).isEqualTo(2);
        assertThat(json(answer).path("column").asInt()).isPositive();
        assertThat(texts(queue("rejected"))).containsExactly("{\n  \"appointmentId\": }");
    }

    @Test
    void aMediaTypeThatIsNotReadLeavesNothing() throws Exception {
        start("intake-http");
        Exchange answer = call("a,b", Map.of(Exchange.CONTENT_TYPE, "text/plain"));

        assertThat(status(answer)).isEqualTo(415);
        assertThat(header(answer, "Accept-Post")).isEqualTo("application/json");
        assertThat(queue("events").getExchanges()).isEmpty();
        assertThat(transactions.commits).hasValue(0);
    }

    @Test
    void aBrokerThatTakesNothingIsA503AndNothingIsQueued() throws Exception {
        start("intake-http");
        queue("requests").whenAnyExchangeReceived(exchange -> {
            throw new JMSException("The broker is full");
        });

        Exchange answer = call(REQUEST, Map.of());

        assertThat(status(answer)).isEqualTo(503);
        assertThat(header(answer, "Retry-After")).isNotBlank();
        assertThat(transactions.commits).hasValue(0);
        assertThat(transactions.rollbacks).hasValue(1);
        assertThat(body(answer)).doesNotContain("The broker is full");
        assertThat(answer.getException()).isNull();
    }

    @Test
    void aCommitThatFailsIsA503() throws Exception {
        start("intake-http");
        transactions.commitFailures.set(1);

        assertThat(status(call(REQUEST, Map.of()))).isEqualTo(503);
        assertThat(queries.search(
                                new org.barscancel.ledger.CancellationFilter(null, null, null, null, null, null, null),
                                0,
                                1)
                        .total())
                .as("the ledger is told of nothing that was not taken")
                .isZero();
    }

    @Test
    void aProgramThatBreaksIsA500WithoutItsWords() throws Exception {
        start("intake-http");
        queue("requests").whenAnyExchangeReceived(exchange -> {
            throw new IllegalStateException("9990000018");
        });

        Exchange answer = call(REQUEST, Map.of());

        assertThat(status(answer)).isEqualTo(500);
        assertThat(body(answer)).doesNotContain("9990000018");
        assertThat(transactions.rollbacks).hasValue(1);
    }

    @Test
    void aLedgerThatIsDownKeepsNobodyOut() throws Exception {
        start("intake-http");
        Exchange first = call("[" + REQUEST + "]", Map.of());
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("DROP ALL OBJECTS");
        }
        queue("requests").reset();

        Exchange answer = call("[{},{\"appointmentId\":\"a2\"}]", Map.of("Prefer", "wait=1"));

        assertThat(status(first)).isEqualTo(202);
        assertThat(status(answer)).isEqualTo(202);
        assertThat(json(answer).findValuesAsText("outcome")).containsExactly("rejected", "pending");
        assertThat(queue("requests").getExchanges()).hasSize(1);
    }

    @Test
    void aRepeatIsTheSameCancellation() throws Exception {
        start("intake-http");
        Exchange first = call(REQUEST, Map.of("Idempotency-Key", "k1"));
        Exchange second = call(REQUEST, Map.of("Idempotency-Key", "k1"));
        Exchange other = call("{\"appointmentId\":\"a2\"}", Map.of("Idempotency-Key", "k1"));

        assertThat(json(first).path("requestId").asText()).isEqualTo("k1");
        assertThat(json(second).path("cancellationId")).isEqualTo(json(first).path("cancellationId"));
        assertThat(json(other).path("cancellationId")).isNotEqualTo(json(first).path("cancellationId"));
    }

    @Test
    void nothingOfTheCallBecomesAHeaderOfAMessage() throws Exception {
        start("intake-http");
        call(REQUEST, Map.of("X-Patient", "9990000018", "CamelJmsDestinationName", "elsewhere"));

        assertThat(queue("requests").getExchanges().get(0).getMessage().getHeaders())
                .doesNotContainKey("X-Patient")
                .containsEntry("CamelJmsDestinationName", "bars.requests");
    }

    private Exchange call(String body, Map<String, Object> headers) {
        return template.send("direct:start", exchange -> {
            exchange.getMessage().setHeaders(new java.util.HashMap<>(headers));
            exchange.getMessage().setBody(body.getBytes(StandardCharsets.UTF_8));
        });
    }

    private static int status(Exchange answer) {
        return answer.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
    }

    private static String header(Exchange answer, String name) {
        return answer.getMessage().getHeader(name, String.class);
    }

    private static String body(Exchange answer) {
        return answer.getMessage().getBody(String.class);
    }

    private static JsonNode json(Exchange answer) throws Exception {
        return MAPPER.readTree(answer.getMessage().getBody(byte[].class));
    }
}
