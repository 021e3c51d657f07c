package org.barscancel.runtime.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.spi.Registry;
import org.barscancel.audit.AuditAction;
import org.barscancel.cancellation.Cancellation;
import org.barscancel.intake.Acceptance;
import org.barscancel.intake.Arrival;
import org.barscancel.intake.History;
import org.barscancel.intake.ProviderChoice;
import org.barscancel.request.JsonRequestReader;
import org.barscancel.request.Reading;
import org.barscancel.request.TargetService;
import org.barscancel.runtime.NotedAudit;
import org.barscancel.runtime.RouteTestSupport;
import org.barscancel.runtime.Unread;
import org.barscancel.runtime.access.ArrivalAudit;
import org.barscancel.runtime.ledger.Outcomes;
import org.barscancel.runtime.leg.Lists;
import org.junit.jupiter.api.Test;

class AcceptRouteTest extends RouteTestSupport {
    private static final String REQUEST =
            "{\"appointmentId\":\"a1\",\"nhsNumber\":\"9990000018\",\"requestId\":\"Ä1\"}";

    private static final ProviderChoice NORTH = new ProviderChoice(
            Map.of(new TargetService("https://s.example", "north"), new ProviderChoice.Chosen("north")),
            Map.of(),
            false);

    private final NotedAudit audit = new NotedAudit();
    private final Map<UUID, History.Past> known = new HashMap<>();

    @Override
    public List<String> files() {
        return List.of("20-accept", "62-tell");
    }

    @Override
    protected void bindToRegistry(Registry registry) {
        registry.bind(
                "acceptance",
                new Acceptance(
                        id -> Optional.ofNullable(known.get(id)), number -> "hash", CLOCK, NORTH, "home", false));
        registry.bind("arrivalAudit", new ArrivalAudit(audit));
        bindAccepting(registry);
        registry.bind("outcomes", new Outcomes(null, null, MAPPER, Unread.measures()));
    }

    @Test
    void queuesARequestAndTellsTheLedger() throws Exception {
        start();
        accept(file(REQUEST));

        Cancellation queued = cancellation(texts(queue("requests")).get(0));
        assertThat(queued.request().appointmentId()).isEqualTo("a1");
        assertThat(queued.request().requestId()).isEqualTo("Ä1");
        assertThat(queue("rejected").getExchanges()).isEmpty();
        assertThat(texts(queue("events")))
                .satisfiesExactly(
                        batch -> assertThat(batch).contains("\"batch-opened\""),
                        accepted -> assertThat(accepted).contains("\"accepted\"", "\"hash\""))
                .noneMatch(text -> text.contains("9990000018"));
    }

    @Test
    void putsARequestOnTheQueueOfTheProviderItIsForOrRefusesItWhereThereIsNone() throws Exception {
        start();
        accept(file("[" + forService("north") + "," + forService("nobody") + "]"));

        Message sent = queue("requests").getExchanges().get(0).getMessage();
        assertThat(sent.getHeader("CamelJmsDestinationName")).isEqualTo("bars.requests.north");
        assertThat(cancellation(texts(queue("requests")).get(0)).providerName()).isEqualTo("north");
        Message refused = queue("rejected").getExchanges().get(0).getMessage();
        assertThat(refused.getHeaders()).containsEntry("problemCode", "routing");
        assertThat(refused.getBody(String.class)).isEqualTo(forService("nobody"));
        assertThat(texts(queue("events"))).anyMatch(text -> text.contains("\"routing\""));
    }

    private static String forService(String value) {
        return "{\"appointmentId\":\"a1\",\"targetService\":{\"system\":\"https://s.example\",\"value\":\"" + value
                + "\"}}";
    }

    /** The rows stand in the ledger; a hundred thousand of them are not written twice. */
    @Test
    void recordsAnArrivalOnceHoweverManyRowsItHas() throws Exception {
        start();
        accept(file("[{\"appointmentId\":\"a1\"},{\"appointmentId\":\"a2\"},{\"appointmentId\":\"a3\"}]"));
        accept(message(REQUEST));

        assertThat(audit.entries())
                .satisfiesExactly(
                        list -> assertThat(list.on())
                                .containsEntry("requests", 3)
                                .containsKey("batchId"),
                        single -> assertThat(single.on())
                                .containsEntry(
                                        "cancellationId",
                                        cancellation(texts(queue("requests")).get(3))
                                                .cancellationId()
                                                .toString())
                                .doesNotContainKey("batchId"))
                .allMatch(entry -> entry.action() == AuditAction.SUBMITTED)
                .extracting(entry -> entry.actor().channel())
                .containsExactly("file", "queue");
    }

    @Test
    void tellsNothingOfABatchForAMessage() throws Exception {
        start();
        accept(message(REQUEST));

        assertThat(texts(queue("events"))).singleElement().asString().contains("\"accepted\"");
        assertThat(queue("requests").getExchanges()).hasSize(1);
    }

    @Test
    void refusesABadRowWithItsReasonAndQueuesTheOthers() throws Exception {
        start();
        accept(file("[{\"appointmentId\":\"a1\"},{\"oops\":1},{\"appointmentId\":\"a3\"}]"));

        assertThat(queue("requests").getExchanges()).hasSize(2);
        Message refused = queue("rejected").getExchanges().get(0).getMessage();
        assertThat(refused.getBody(String.class)).isEqualTo("{\"oops\":1}");
        assertThat(refused.getHeaders())
                .containsEntry("problemCode", "invalid-field")
                .containsEntry("leg", "provider")
                .containsKeys("cancellationId", "problemMessage", "nextAction");
    }

    @Test
    void tellsOfARepeatAndSendsNobodyOut() throws Exception {
        start();
        accept(file(REQUEST));
        UUID id = cancellation(texts(queue("requests")).get(0)).cancellationId();
        known.put(id, new History.Past(0, true, true));

        accept(message(REQUEST));

        assertThat(queue("requests").getExchanges()).hasSize(1);
        assertThat(queue("events").getExchanges()).hasSize(3);
    }

    /** Camel's own headers do not leave it. */
    @Test
    void putsNothingOfTheFileIntoMessageHeaders() throws Exception {
        start();
        accept(file(REQUEST));

        assertThat(queue("requests")
                        .getExchanges()
                        .get(0)
                        .getMessage()
                        .getHeaders()
                        .keySet())
                .allMatch(name -> name.startsWith("Camel") || name.equals("Content-Type") || name.equals(Lists.BATCH));
    }

    @Test
    void stopsAtOnceSoThatAllOrNoneIsAccepted() throws Exception {
        start();
        queue("requests").whenExchangeReceived(1, exchange -> {
            throw new IllegalStateException("The broker is full");
        });

        Exchange exchange = accept(file("[{\"appointmentId\":\"a1\"},{\"appointmentId\":\"a2\"}]"));

        assertThat(exchange.getException()).isNotNull().hasRootCauseMessage("The broker is full");
        assertThat(queue("requests").getExchanges()).hasSize(1);
    }

    private Exchange accept(Arrival arrival) {
        return template.send("direct:accept", exchange -> {
            exchange.getMessage().setHeader(Exchange.FILE_NAME, "Smith.json");
            exchange.getMessage().setBody(arrival);
        });
    }

    private static Arrival file(String json) {
        return new Arrival("file", "pas-1", "clinic.json", "claim", "claim", null, NOW, rows(json));
    }

    private static Arrival message(String json) {
        return new Arrival("queue", "pas-1", null, "ID:1", null, null, NOW, rows(json));
    }

    private static Reading.Rows rows(String json) {
        return (Reading.Rows) new JsonRequestReader(10_000).read(json.getBytes(StandardCharsets.UTF_8));
    }
}
