package org.barscancel.runtime.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import jakarta.jms.BytesMessage;
import jakarta.jms.StreamMessage;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.builder.RouteBuilder;
import org.barscancel.intake.Arrival;
import org.barscancel.intake.Readers;
import org.barscancel.problem.ProblemCode;
import org.barscancel.request.Reading;
import org.barscancel.runtime.RouteTestSupport;
import org.barscancel.runtime.broker.EmbeddedBrokerFixture;
import org.barscancel.runtime.broker.InternalQueues;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.jms.core.MessageCreator;

/** Messages of every kind on the request queue: text and bytes are read, and nothing else is even looked at. */
class PlainBindingTest {
    private static final String QUEUE = "bars.cancellations";
    private static final int MOST_BYTES = 1024 * 1024;
    private static final AtomicInteger MADE = new AtomicInteger();
    private static final BlockingQueue<Arrival> ARRIVALS = new LinkedBlockingQueue<>();

    @TempDir
    static Path home;

    private static EmbeddedBrokerFixture broker;

    /** Says when an object is made of what was sent. */
    static final class Trap implements Serializable {
        private static final long serialVersionUID = 1L;

        private void readObject(ObjectInputStream in) {
            MADE.incrementAndGet();
        }
    }

    @BeforeAll
    static void start() throws Exception {
        broker = new EmbeddedBrokerFixture(home);
        QueueReader reader = new QueueReader(
                Readers.queue(MOST_BYTES, Clock.systemUTC()),
                Map.of(),
                new InternalQueues(RouteTestSupport.SETTINGS.queue()));
        broker.camel().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("jms:" + QUEUE + "?disableReplyTo=true")
                        .process(reader)
                        .process(exchange -> ARRIVALS.add(exchange.getMessage().getBody(Arrival.class)));
            }
        });
        broker.camel().start();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void noObjectIsEverMadeOfAMessage() throws Exception {
        assertThat(refused(session -> session.createObjectMessage(new Trap())))
                .isEqualTo(ProblemCode.UNSUPPORTED_FORMAT);
        assertThat(MADE).hasValue(0);
    }

    @Test
    void mapsStreamsAndEmptyMessagesAreRefusedUnread() throws Exception {
        assertThat(refused(session -> {
                    StreamMessage stream = session.createStreamMessage();
                    stream.writeString("{\"appointmentId\":\"a1\"}");
                    return stream;
                }))
                .isEqualTo(ProblemCode.UNSUPPORTED_FORMAT);
        assertThat(refused(session -> session.createMapMessage())).isEqualTo(ProblemCode.UNSUPPORTED_FORMAT);
        assertThat(refused(session -> session.createMessage())).isEqualTo(ProblemCode.UNSUPPORTED_FORMAT);
    }

    @Test
    void bytesThatAreTooManyAreRefusedUnread() throws Exception {
        assertThat(refused(session -> {
                    BytesMessage bytes = session.createBytesMessage();
                    bytes.writeBytes(new byte[MOST_BYTES + 1]);
                    return bytes;
                }))
                .isEqualTo(ProblemCode.TOO_LARGE);
    }

    @Test
    void textThatNobodyCouldReadIsNotEvenTakenByTheBroker() throws Exception {
        Throwable refused = catchThrowable(
                () -> broker.template().send(QUEUE, session -> session.createTextMessage("x".repeat(17 * MOST_BYTES))));

        assertThat(refused).rootCause().hasMessageContaining("larger than " + 16 * MOST_BYTES + " bytes");
        assertThat(refused(session -> session.createTextMessage("x".repeat(MOST_BYTES + 1))))
                .as("a little too large")
                .isEqualTo(ProblemCode.TOO_LARGE);
    }

    /** A gigabyte of blanks, which would be unpacked before anybody could ask for its size. */
    @Test
    void whatIsPackedIsNotTakenByTheBroker() {
        ActiveMQConnectionFactory packing = new ActiveMQConnectionFactory(broker.url());
        packing.setCompressLargeMessage(true);
        try (packing) {
            assertThatThrownBy(() -> new JmsTemplate(packing).send(QUEUE, session -> {
                        BytesMessage bomb = session.createBytesMessage();
                        bomb.setObjectProperty("JMS_AMQ_InputStream", new Blanks(1L << 30));
                        return bomb;
                    }))
                    .rootCause()
                    .hasMessageContaining("compressLargeMessages");
        }
        assertThat(ARRIVALS).isEmpty();
    }

    private static final class Blanks extends InputStream {
        private long left;

        Blanks(long bytes) {
            this.left = bytes;
        }

        @Override
        public int read() {
            return left-- > 0 ? ' ' : -1;
        }

        @Override
        public int read(byte[] into, int from, int most) {
            int now = (int) Math.min(left, most);
            if (now <= 0) {
                return -1;
            }
            Arrays.fill(into, from, from + now, (byte) ' ');
            left -= now;
            return now;
        }
    }

    private static ProblemCode refused(MessageCreator message) throws InterruptedException {
        broker.template().send(QUEUE, message);
        Arrival arrival = ARRIVALS.poll(30, TimeUnit.SECONDS);
        assertThat(arrival).isNotNull();
        assertThat(arrival.rows().rows()).hasSize(1);
        return ((Reading.Invalid) arrival.rows().rows().get(0)).problem().code();
    }
}
