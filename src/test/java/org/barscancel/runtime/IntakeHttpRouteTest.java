package org.barscancel.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.spi.Registry;
import org.apache.camel.spring.spi.SpringTransactionPolicy;
import org.barscancel.intake.Acceptance;
import org.barscancel.intake.HttpIntake;
import org.barscancel.ledger.Ledger;
import org.barscancel.ledger.LedgerQueries;
import org.barscancel.request.JsonRequestReader;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

class IntakeHttpRouteTest extends RouteTestSupport {
    private static final String REQUEST = "{\"appointmentId\":\"a1\",\"nhsNumber\":\"9990000018\"}";

    private final JdbcDataSource database = new JdbcDataSource();
    private final Ledger ledger = new Ledger(database, (requester, name) -> false, false);
    private final LedgerQueries queries = new LedgerQueries(database, false);
    private final Transactions transactions = new Transactions();
    private final Journal journal = new Journal();

    @Override
    List<String> files() {
        return List.of("13-intake-http", "15-accept-call", "20-accept", "62-tell");
    }

    @Override
    protected void bindToRegistry(Registry registry) {
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        Flyway.configure().dataSource(database).load().migrate();
        Acceptance acceptance = new Acceptance(new LedgerHistory(ledger, CLOCK), number -> "hash", CLOCK);
        registry.bind("acceptance", acceptance);
        registry.bind("admissions", new Admissions());
        registry.bind("refusalMessage", new RefusalMessage());
        registry.bind("outcomes", new Outcomes(null, null, MAPPER));
        registry.bind(
                "httpReader",
                new HttpReader(new HttpIntake(Map.of("application/json", new JsonRequestReader(10_000)::read), CLOCK)));
        registry.bind(
                "httpReceipt",
                new HttpReceipt(
                        new Receipts(acceptance, ledger, queries, false),
                        new EndWatch(1, Duration.ofMillis(1)),
                        MAPPER));
        registry.bind("journalWatch", journal);
        registry.bind("httpRefusal", new HttpRefusal(MAPPER, "application/json"));
        registry.bind("httpFailure", new HttpFailure(MAPPER));
        SpringTransactionPolicy policy = new SpringTransactionPolicy(transactions);
        policy.setPropagationBehaviorName("PROPAGATION_REQUIRED");
        registry.bind("intakeTransaction", policy);
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
        Exchange answer = call("a,b", Map.of(Exchange.CONTENT_TYPE, "text/csv"));

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
        transactions.broken = true;

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
    void aCommitThatIsNotOnDiskIsA503() throws Exception {
        start("intake-http");
        journal.broken = true;

        assertThat(status(call(REQUEST, Map.of()))).isEqualTo(503);
        assertThat(transactions.commits).hasValue(1);
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
                .doesNotContainKeys("X-Patient", "CamelJmsDestinationName");
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

    /** A broker that confirms a commit and has not written it. */
    public static final class Journal {
        private boolean broken;

        /** As a {@link JournalWatch} counts. */
        public int changes() {
            return 0;
        }

        /** As a {@link JournalWatch} confirms a commit. */
        public void requireNoneSince(int before) throws IOException {
            if (broken || before != 0) {
                throw new IOException("The journal could not be written");
            }
        }
    }

    /** What the broker would do. */
    private static final class Transactions extends AbstractPlatformTransactionManager {
        private static final long serialVersionUID = 1L;

        private final transient AtomicInteger commits = new AtomicInteger();
        private final transient AtomicInteger rollbacks = new AtomicInteger();
        private transient volatile boolean broken;

        @Override
        protected Object doGetTransaction() {
            return this;
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {
            // Nothing to begin.
        }

        @Override
        protected void doCommit(DefaultTransactionStatus status) {
            if (broken) {
                throw new org.springframework.transaction.TransactionSystemException("The commit fails");
            }
            commits.incrementAndGet();
        }

        @Override
        protected void doRollback(DefaultTransactionStatus status) {
            rollbacks.incrementAndGet();
        }
    }
}
