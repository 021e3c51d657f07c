package org.barscancel.runtime.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ExchangePattern;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.TransactionSystemException;

/** A message's follow-ups and its acknowledgement are one commit: what failed leaves nothing behind. */
class OneCommitTest {
    @TempDir
    Path home;

    private EmbeddedBrokerFixture broker;

    @BeforeEach
    void setUp() throws Exception {
        broker = new EmbeddedBrokerFixture(home);
    }

    @AfterEach
    void tearDown() throws Exception {
        broker.close();
    }

    @Test
    void aRunThatFailsAfterItsSendsLeavesNoneOfThem() throws Exception {
        AtomicInteger deliveries = new AtomicInteger();
        broker.camel().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("jms:bars.requests?disableReplyTo=true")
                        .to(ExchangePattern.InOnly, "jms:bars.events")
                        .to(ExchangePattern.InOnly, "jms:bars.pointers")
                        .process(exchange -> {
                            if (deliveries.incrementAndGet() < 3) {
                                throw new IllegalStateException("The program breaks after sending");
                            }
                        });
            }
        });
        broker.camel().start();

        broker.template().convertAndSend("bars.requests", "one");

        await().until(() -> deliveries.get() == 3 && waiting("bars.requests") == 0);
        await().untilAsserted(() -> assertThat(waiting("bars.events")).isEqualTo(1));
        await().untilAsserted(() -> assertThat(waiting("bars.pointers")).isEqualTo(1));
    }

    @Test
    void aFileThatFailsAtItsLastRowQueuesNoneOfItsRows() throws Exception {
        broker.camel().getRegistry().bind("intakeTransaction", broker.intakeTransaction());
        broker.camel().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:file")
                        .transacted("intakeTransaction")
                        .split(body())
                        .stopOnException()
                        .process(exchange -> {
                            if ("broken".equals(exchange.getMessage().getBody())) {
                                throw new IllegalStateException("The program breaks at this row");
                            }
                        })
                        .to(ExchangePattern.InOnly, "jms:bars.requests");
            }
        });
        broker.camel().start();

        assertThatThrownBy(() -> broker.camel()
                        .createProducerTemplate()
                        .sendBody("direct:file", List.of("one", "two", "broken")))
                .isInstanceOf(CamelExecutionException.class);
        assertThat(waiting("bars.requests")).isZero();

        broker.camel().createProducerTemplate().sendBody("direct:file", List.of("one", "two"));
        await().untilAsserted(() -> assertThat(waiting("bars.requests")).isEqualTo(2));
    }

    /** The broker confirms it all the same; a file put away now, or a call answered, could be of requests that are gone. */
    @Test
    void aCommitDuringWhichTheJournalFailedEndsAsOneThatFailed() throws Exception {
        broker.camel().getRegistry().bind("intakeTransaction", broker.intakeTransaction());
        broker.camel().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:file")
                        .transacted("intakeTransaction")
                        .to(ExchangePattern.InOnly, "jms:bars.requests")
                        .filter(body().isEqualTo("last"))
                        .process(exchange -> broker.journal().failed());
            }
        });
        broker.camel().start();
        ProducerTemplate producer = broker.camel().createProducerTemplate();
        producer.sendBody("direct:file", "first");

        assertThatThrownBy(() -> producer.sendBody("direct:file", "last"))
                .hasCauseInstanceOf(TransactionSystemException.class);

        await().untilAsserted(() -> assertThat(waiting("bars.requests")).isEqualTo(2));
    }

    private int waiting(String queue) {
        return broker.template().browse(queue, (session, browser) -> {
            int messages = 0;
            for (Enumeration<?> left = browser.getEnumeration(); left.hasMoreElements(); left.nextElement()) {
                messages++;
            }
            return messages;
        });
    }
}
