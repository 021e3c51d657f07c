package org.barscancel.runtime.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.MapMessage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.barscancel.atrest.KeysGiven;
import org.barscancel.runtime.SettingsGiven;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventBatchesTest {
    private static final String QUEUE = "bars.events";

    @TempDir
    Path home;

    private final List<List<String>> batches = new CopyOnWriteArrayList<>();
    private final AtomicInteger failuresLeft = new AtomicInteger();
    private EmbeddedBrokerFixture broker;

    @BeforeEach
    void setUp() throws Exception {
        broker = new EmbeddedBrokerFixture(home);
        broker.camel()
                .getRegistry()
                .bind(
                        "eventBatches",
                        new EventBatches(
                                "bars.dead",
                                new QueueSeals(
                                        SettingsGiven.with(java.util.Map.of()).queue(), KeysGiven.NO_TEXTS)));
        broker.camel().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("jms:" + QUEUE + "?disableReplyTo=true&consumerType=Custom"
                                + "&messageListenerContainerFactory=#eventBatches")
                        .process(exchange -> take(exchange.getMessage().getBody(String.class)));
            }
        });
    }

    @AfterEach
    void tearDown() throws Exception {
        broker.close();
    }

    @Test
    void handsOnWhatWaitsInBatchesAndInOrder() {
        List<String> sent = IntStream.range(0, 1200).mapToObj(i -> "e" + i).toList();
        sent.forEach(text -> broker.template().convertAndSend(QUEUE, text));

        broker.camel().start();

        await().untilAsserted(() -> assertThat(all()).isEqualTo(sent));
        assertThat(batches).hasSizeLessThan(100).allSatisfy(batch -> assertThat(batch)
                .hasSizeBetween(1, 500));
    }

    @Test
    void bringsAllOfABatchAgainWhenItFails() {
        failuresLeft.set(1);
        Stream.of("e0", "e1", "e2").forEach(text -> broker.template().convertAndSend(QUEUE, text));

        broker.camel().start();

        await().untilAsserted(() -> assertThat(all()).containsExactlyInAnyOrder("e0", "e1", "e2"));
    }

    @Test
    void bringsABatchAgainForAsLongAsItFailsAndSetsNothingAside() {
        failuresLeft.set(3);
        broker.template().convertAndSend(QUEUE, "e0");

        broker.camel().start();

        await().atMost(java.time.Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(all()).containsExactly("e0"));
        assertThat(failuresLeft).hasValue(0);
    }

    @Test
    void setsWhatIsNoTextAsideAsItCame() throws Exception {
        broker.template().send(QUEUE, session -> {
            MapMessage foreign = session.createMapMessage();
            foreign.setString("what", "ever");
            foreign.setStringProperty("from", "elsewhere");
            return foreign;
        });
        broker.template().convertAndSend(QUEUE, "e1");

        broker.camel().start();

        await().untilAsserted(() -> assertThat(all()).containsExactly("e1"));
        MapMessage aside = (MapMessage) broker.template().receive("bars.dead");
        assertThat(aside.getString("what")).isEqualTo("ever");
        assertThat(aside.getStringProperty("from")).isEqualTo("elsewhere");
    }

    @Test
    void takesATextMessageWithoutAText() {
        broker.template().send(QUEUE, session -> session.createTextMessage());
        broker.template().convertAndSend(QUEUE, "e1");

        broker.camel().start();

        await().untilAsserted(() -> assertThat(all()).hasSize(2).contains("e1"));
    }

    private void take(String batch) throws JsonProcessingException {
        if (failuresLeft.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new IllegalStateException("The database is down");
        }
        batches.add(java.util.Arrays.asList(new ObjectMapper().readValue(batch, String[].class)));
    }

    private List<String> all() {
        List<String> all = new ArrayList<>();
        batches.forEach(all::addAll);
        return all;
    }
}
