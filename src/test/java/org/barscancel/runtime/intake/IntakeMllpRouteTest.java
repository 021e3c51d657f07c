package org.barscancel.runtime.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.spi.Registry;
import org.apache.camel.spring.spi.SpringTransactionPolicy;
import org.barscancel.blackbox.MllpClient;
import org.barscancel.hl7.Hl7Acknowledgement;
import org.barscancel.hl7.Hl7Reader;
import org.barscancel.intake.Acceptance;
import org.barscancel.intake.Feeds;
import org.barscancel.intake.Hl7Feeds;
import org.barscancel.intake.MllpIntake;
import org.barscancel.intake.ProviderChoice;
import org.barscancel.runtime.NotedAudit;
import org.barscancel.runtime.RecordedTransactions;
import org.barscancel.runtime.RouteTestSupport;
import org.barscancel.runtime.SettingsGiven;
import org.barscancel.runtime.Unread;
import org.barscancel.runtime.access.ArrivalAudit;
import org.barscancel.runtime.ledger.Outcomes;
import org.barscancel.runtime.steering.DoorPausedException;
import org.junit.jupiter.api.Test;

/** An acknowledgement tells what has become of the message at that moment, and nothing better. */
class IntakeMllpRouteTest extends RouteTestSupport {
    private static final String MESSAGE = MllpClient.cancellation("M-1", "a1");

    private final RecordedTransactions transactions = new RecordedTransactions();

    private final HeldFeeds feeds = new HeldFeeds();

    /** Stands for the doors. */
    public static final class HeldFeeds {
        private boolean paused;

        public void requireFeed(String feed) throws DoorPausedException {
            if (paused) {
                throw new DoorPausedException(feed);
            }
        }
    }

    @Override
    public List<String> files() {
        return List.of("12-intake-mllp", "15-accept-call", "20-accept", "62-tell");
    }

    @Override
    protected void bindToRegistry(Registry registry) {
        registry.bind("doors", feeds);
        registry.bind("mllpIntake", new MllpIntake(Feeds.one(), new Hl7Reader(10_000), 10_000, CLOCK));
        registry.bind("mllpAnswers", new MllpAnswers(new Hl7Acknowledgement(CLOCK, () -> "1"), System::nanoTime));
        registry.bind("acceptance", new Acceptance(id -> Optional.empty(), number -> "hash", CLOCK, "home"));
        registry.bind("arrivalAudit", new ArrivalAudit(new NotedAudit()));
        bindAccepting(registry);
        registry.bind("outcomes", new Outcomes(null, null, MAPPER, Unread.measures()));
        registry.bind("intakeTransaction", new SpringTransactionPolicy(transactions));
    }

    @Test
    void asksToSendAgainWhileAPersonPausesTheFeed() throws Exception {
        feeds.paused = true;
        start();

        assertThat(answer(MESSAGE)).contains("MSA|AE|M-1");
        assertThat(queue("requests").getExchanges()).isEmpty();

        feeds.paused = false;
        assertThat(answer(MESSAGE)).contains("MSA|AA|M-1\r");
    }

    @Test
    void acceptsAfterTheCommit() throws Exception {
        start();

        assertThat(answer(MESSAGE)).contains("MSA|AA|M-1\r");
        assertThat(transactions.commits).hasValue(1);
        assertThat(queue("requests").getExchanges()).hasSize(1);
    }

    @Test
    void refusesAfterTheRefusalIsCommitted() throws Exception {
        start();

        assertThat(answer(MESSAGE.replace("S15", "S12"))).contains("MSA|AR|M-1|unsupported-event");
        assertThat(transactions.commits).hasValue(1);
        assertThat(queue("rejected").getExchanges()).hasSize(1);
        assertThat(texts(queue("events"))).anyMatch(event -> event.contains("\"unsupported-event\""));
    }

    @Test
    void refusesAMessageWhoseFeedIsOfAServiceThatNoProviderServes() throws Exception {
        Hl7Feeds feeds = FeedSettings.feeds(SettingsGiven.with(Map.of(
                        "bars.hl7.feeds.pas-1.appointment-id", "SCH-1",
                        "bars.hl7.feeds.pas-1.target-service.system", "https://example.org",
                        "bars.hl7.feeds.pas-1.target-service.value", "1"))
                .hl7());
        ProviderChoice others = new ProviderChoice(Map.of(), Map.of(), false);
        context.getRegistry().bind("mllpIntake", new MllpIntake(feeds, new Hl7Reader(10_000), 10_000, CLOCK));
        context.getRegistry()
                .bind(
                        "acceptance",
                        new Acceptance(id -> Optional.empty(), number -> "hash", CLOCK, others, "home", false));
        start();

        assertThat(answer(MESSAGE)).contains("MSA|AR|M-1|routing");
        assertThat(queue("rejected").getExchanges()).hasSize(1);
        assertThat(queue("requests").getExchanges()).isEmpty();
    }

    @Test
    void asksForTheMessageAgainWhenTheCommitFails() throws Exception {
        start();
        transactions.commitFailures.set(1);

        assertThat(answer(MESSAGE)).contains("MSA|AE|M-1", "\rERR|");
        assertThat(transactions.commits).hasValue(0);

        assertThat(answer(MESSAGE)).contains("MSA|AA|M-1\r");
    }

    @Test
    void asksForTheMessageAgainWhenTheQueueTakesNothing() throws Exception {
        start();
        queue("requests").whenAnyExchangeReceived(exchange -> {
            throw new IllegalStateException("The broker is full");
        });

        assertThat(answer(MESSAGE)).contains("MSA|AE|M-1");
        assertThat(transactions.commits).hasValue(0);
    }

    /** A refusal that is not on a queue would be known to nobody but the sender. */
    @Test
    void asksForARefusedMessageAgainWhenItsRefusalCannotBeStored() throws Exception {
        start();
        transactions.commitFailures.set(1);

        assertThat(answer(MESSAGE.replace("S15", "S12"))).contains("MSA|AE|M-1");
    }

    @Test
    void saysNothingToASenderThatWantsNoAnswer() throws Exception {
        start();

        assertThat(send(MESSAGE.replace("|P|2.4\r", "|P|2.4|||NE|NE\r"))
                        .getMessage()
                        .getBody())
                .isNull();
        assertThat(queue("requests").getExchanges()).hasSize(1);
    }

    private String answer(String message) {
        return new String(send(message).getMessage().getBody(byte[].class), StandardCharsets.UTF_8);
    }

    private Exchange send(String message) {
        Exchange exchange = template.send("direct:intake-mllp", ExchangePattern.InOut, sent -> {
            sent.setVariable("feed", "pas-1");
            sent.getMessage().setBody(message.getBytes(StandardCharsets.UTF_8));
        });
        assertThat(exchange.getException()).isNull();
        return exchange;
    }
}
