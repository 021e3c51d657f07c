package org.barscancel.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.LoggerFactory;
import org.yaml.snakeyaml.Yaml;

/**
 * All that this JVM says: what is logged at any level, before it is scrubbed and as it is written, with what goes with
 * it, and the standard streams. What tells of a patient, or a secret, is kept, bounded.
 */
public final class Overheard extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private static final int MOST_KEPT = 50;
    private static final int LONGEST_SHOWN = 400;

    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final Queue<String> told = new ConcurrentLinkedQueue<>();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder events = new LongAdder();
    private final AtomicLong below = new AtomicLong();

    private Overheard() {}

    /** Listens from now on, to the standard streams first. */
    public static Overheard listening() {
        Overheard overheard = new Overheard();
        System.setOut(overheard.listenedTo(overheard.out));
        System.setErr(overheard.listenedTo(overheard.err));
        overheard.setContext((LoggerContext) LoggerFactory.getILoggerFactory());
        overheard.start();
        return overheard;
    }

    /** Settings that have everything logged, also what the program's own settings hold off. */
    public static Map<String, String> everythingLogged() {
        try {
            Map<String, Object> settings = new Yaml().load(Files.readString(Path.of("config/application.yaml")));
            Map<String, String> levels = new java.util.TreeMap<>();
            Map<?, ?> shown = (Map<?, ?>) ((Map<?, ?>) settings.get("logging")).get("level");
            shown.keySet().forEach(logger -> levels.put("logging.level." + logger, "trace"));
            return levels;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Listens to all loggers; to be called after each start of the program, which sets logging up anew. */
    public void toLogs() {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(this);
        start();
    }

    /** Looks at something else that came out. */
    public void heard(String place, String text) {
        bytes.add(text.getBytes(StandardCharsets.UTF_8).length);
        if (told.size() < MOST_KEPT && Secrets.tells(text)) {
            told.add(place + ": " + (text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text));
        }
    }

    @Override
    protected void append(ILoggingEvent event) {
        events.increment();
        if (!event.getLevel().isGreaterOrEqual(ch.qos.logback.classic.Level.INFO)) {
            below.incrementAndGet();
        }
        StringWriter all = new StringWriter();
        all.append(event.getThreadName()).append(' ').append(event.getFormattedMessage());
        all.append(' ').append(String.valueOf(event.getMDCPropertyMap()));
        all.append(' ').append(String.valueOf(event.getKeyValuePairs()));
        if (event.getThrowableProxy() instanceof ThrowableProxy thrown) {
            thrown.getThrowable().printStackTrace(new PrintWriter(all, true));
        }
        heard(event.getLoggerName() + " " + event.getLevel(), all.toString());
    }

    /** What was listened to, for the record. */
    public String summary() {
        return "%,d bytes searched, %,d log events, %,d of them below INFO; %d tell of a patient or a secret"
                .formatted(bytes.sum(), events.sum(), below.get(), told.size());
    }

    /** Finds that nothing was told, of which there was enough. */
    public void assertNothingTold() {
        assertThat(told).as(summary()).isEmpty();
        assertThat(below).as("events below INFO").hasPositiveValue();
        out.println("R23: " + summary());
    }

    /** Loggers that told, and how often among those that were kept. */
    List<String> told() {
        return List.copyOf(told);
    }

    @Override
    public void close() {
        System.setOut(out);
        System.setErr(err);
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).detachAppender(this);
    }

    private PrintStream listenedTo(PrintStream stream) {
        return new PrintStream(new Lines(stream), true, StandardCharsets.UTF_8);
    }

    /** Hands on, and listens line by line. */
    private final class Lines extends OutputStream {
        private final OutputStream to;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        Lines(OutputStream to) {
            this.to = to;
        }

        @Override
        public synchronized void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public synchronized void write(byte[] bytes, int from, int length) throws IOException {
            to.write(bytes, from, length);
            for (int i = from; i < from + length; i++) {
                if (bytes[i] == '\n') {
                    heard("standard stream", line.toString(StandardCharsets.UTF_8));
                    line.reset();
                } else {
                    line.write(bytes[i]);
                }
            }
        }

        @Override
        public void flush() throws IOException {
            to.flush();
        }
    }
}
