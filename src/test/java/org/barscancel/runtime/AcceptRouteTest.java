package org.barscancel.runtime;

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
import org.barscancel.cancellation.Cancellation;
import org.barscancel.intake.Acceptance;
import org.barscancel.intake.Arrival;
import org.barscancel.intake.History;
import org.barscancel.request.JsonRequestReader;
import org.barscancel.request.Reading;
import org.junit.jupiter.api.Test;

class AcceptRouteTest extends RouteTestSupport {
    private static final String REQUEST =
            "{\"appointmentId\":\"a1\",\"nhsNumber\":\"9990000018\",\"requestId\":\"Ä1\"}";

    private final Map<UUID, History.Past> known = new HashMap<>();

    @Override
    List<String> files() {
        return List.of("20-accept", "62-tell");
    }

    @Override
    protected void bindToRegistry(Registry registry) {
        registry.bind("acceptance", new Acceptance(id -> Optional.ofNullable(known.get(id)), number -> "hash", CLOCK));
        registry.bind("admissions", new Admissions());
        registry.bind("refusalMessage", new RefusalMessage());
        registry.bind("outcomes", new Outcomes(null, null, MAPPER));
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
                .allMatch(name -> name.startsWith("Camel") || name.equals("Content-Type"));
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
