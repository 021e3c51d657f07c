package org.barscancel.runtime.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.Registry;
import org.barscancel.hl7.Hl7Acknowledgement;
import org.barscancel.intake.ReplaySelection;
import org.barscancel.ledger.Ledger;
import org.barscancel.ledger.LedgerQueries;
import org.barscancel.runtime.NotedAudit;
import org.barscancel.runtime.RouteTestSupport;
import org.barscancel.runtime.http.HttpFailure;
import org.barscancel.runtime.intake.Hl7Answers;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The calls for replays; what puts the messages back has a test of its own. */
class ReplayRouteTest extends RouteTestSupport {
    private static final String GROUP = "{\"problem\":\"unavailable\",\"requester\":\"pas 1\"}";

    private final JdbcDataSource database = emptyLedger();
    private final NotedAudit audit = new NotedAudit();
    private final ReplayAudit replays = new ReplayAudit(audit);
    private LedgerQueries queries;
    private int putBack;
    private boolean ledgerFails;
    private String former;

    @Override
    public List<String> files() {
        return List.of("91-replay-one", "91-replay-group", "92-replay");
    }

    @Override
    protected void bindToRegistry(Registry registry) {
        queries = new LedgerQueries(database, false);
        registry.bind("replayOneCall", new ReplayOneCall(queries, replays));
        registry.bind("replayGroupCall", new ReplayGroupCall(queries, replays));
        registry.bind("replayRefusal", new ReplayRefusal(MAPPER));
        registry.bind(
                "replayReceipt",
                new ReplayReceipt(new Ledger(database, (home, requester, name) -> false, false), replays, MAPPER));
        registry.bind("httpFailure", new HttpFailure(new Hl7Answers(new Hl7Acknowledgement(CLOCK, () -> "1")), MAPPER));
    }

    @Test
    void answersWithWhatWasPutBackAndWhereToLook() throws Exception {
        begin("replay-group");

        Exchange answer = call(GROUP);

        assertThat(status(answer)).isEqualTo(202);
        assertThat(body(answer)).isEqualTo("{\"replayed\":0,\"more\":true,\"cancellationIds\":[]}");
        assertThat(answer.getMessage().getHeader("Location"))
                .isEqualTo("/cancellations?registry=pending&requester=pas%201");
    }

    @Test
    void recordsWhoAskedForWhatBeforeAnythingIsDoneAndWhatWasDone() throws Exception {
        begin("replay-group");

        call(GROUP);

        assertThat(audit.entries())
                .extracting(entry -> entry.action().code() + " " + entry.on())
                .containsExactly(
                        "replay-asked {problem=unavailable, requester=pas 1}",
                        "replayed {problem=unavailable, requester=pas 1, replayed=0}");
    }

    @Test
    void doesNothingThatCannotBeRecorded() throws Exception {
        audit.fail();
        begin("replay-group");

        Exchange answer = call(GROUP);

        assertThat(status(answer)).isEqualTo(503);
        assertThat(body(answer)).contains("audit trail cannot be written");
        assertThat(putBack).isZero();
    }

    @Test
    void takesNothingWhileTheLedgerCannotBeAsked() throws Exception {
        context.getRegistry()
                .bind(
                        "replayGroupCall",
                        new ReplayGroupCall(
                                new LedgerQueries(new DriverManagerDataSource("jdbc:none:"), false), replays));
        begin("replay-group");

        Exchange answer = call(GROUP);

        assertThat(status(answer)).isEqualTo(503);
        assertThat(answer.getMessage().getHeader("Retry-After")).isNotNull();
        assertThat(putBack).isZero();
    }

    @Test
    void saysToTryAgainWhenNothingCouldBePutBack() throws Exception {
        ledgerFails = true;
        begin("replay-group");

        assertThat(status(call(GROUP))).isEqualTo(503);
    }

    @Test
    void knowsNoCancellationByAPathThatNamesNone() throws Exception {
        begin("replay-one");

        for (String path : List.of("/cancellations/none/replay", "/cancellations/" + new UUID(1, 1) + "/replay")) {
            Exchange answer = template.send(
                    "direct:start", exchange -> exchange.getMessage().setHeader(Exchange.HTTP_URI, path));

            assertThat(status(answer)).isEqualTo(404);
            assertThat(putBack).isZero();
        }
    }

    @Test
    void namesTheProviderThatIsNoLongerSetUp() throws Exception {
        former = "south";
        begin("replay-one");

        Exchange answer = template.send(
                "direct:replay", exchange -> exchange.getMessage().setBody(ReplaySelection.one(new UUID(1, 1))));

        assertThat(status(answer)).isEqualTo(409);
        assertThat(body(answer)).contains("'south', which is no longer set up", "bars.providers.south");
    }

    private void begin(String route) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:put-back").process(exchange -> {
                    putBack++;
                    if (ledgerFails) {
                        throw new TransientDataAccessResourceException("The ledger is down");
                    }
                    assertThat(exchange.getVariable("replay")).isInstanceOf(ReplaySelection.class);
                    exchange.setVariable("taken", new ErrorChannels.Taken(List.of(), 0, true, former));
                });
            }
        });
        for (String door : List.of("replay-one", "replay-group")) {
            AdviceWith.adviceWith(
                    context,
                    door,
                    advice -> advice.replaceFromWith(door.equals(route) ? "direct:start" : "direct:other"));
        }
        start();
    }

    private Exchange call(String body) {
        return template.send("direct:start", exchange -> {
            exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
            exchange.getMessage().setBody(body);
        });
    }

    private static int status(Exchange answer) {
        return answer.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
    }

    private static String body(Exchange answer) {
        return answer.getMessage().getBody(String.class);
    }
}
