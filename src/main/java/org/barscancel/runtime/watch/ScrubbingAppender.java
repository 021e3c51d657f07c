package org.barscancel.runtime.watch;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stands before each appender, of whatever configuration, and hands on what is logged without what must not be (R23), each
 * message, exception and value as one line: nobody who is quoted in one can write a line of his own.
 */
final class ScrubbingAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
    /** Tells why a start was refused, by this program's words and settings. */
    private static final Set<String> MADE_OF_LINES =
            Set.of("org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter");

    private final Appender<ILoggingEvent> behind;
    private final Scrubber scrubber;

    private ScrubbingAppender(Appender<ILoggingEvent> behind, Scrubber scrubber) {
        this.behind = behind;
        this.scrubber = scrubber;
        setName(behind.getName());
        setContext(behind.getContext());
    }

    /** Puts one before each appender there is. */
    static void standBefore(LoggerContext logging, Scrubber scrubber) {
        logging.getLoggerList().forEach(logger -> {
            List<Appender<ILoggingEvent>> appenders = new ArrayList<>();
            logger.iteratorForAppenders().forEachRemaining(appenders::add);
            appenders.forEach(appender -> {
                ScrubbingAppender before = new ScrubbingAppender(
                        appender instanceof ScrubbingAppender already ? already.behind : appender, scrubber);
                before.start();
                logger.detachAppender(appender);
                logger.addAppender(before);
            });
        });
    }

    @Override
    protected void append(ILoggingEvent event) {
        behind.doAppend(scrubbed(event));
    }

    @Override
    public void stop() {
        behind.stop();
        super.stop();
    }

    private ILoggingEvent scrubbed(ILoggingEvent event) {
        String message = event.getFormattedMessage() == null ? "" : event.getFormattedMessage();
        Throwable thrown = event.getThrowableProxy() instanceof ThrowableProxy proxy ? proxy.getThrowable() : null;
        Map<String, String> mdc = event.getMDCPropertyMap();
        String clean =
                MADE_OF_LINES.contains(event.getLoggerName()) ? scrubber.scrubbed(message) : scrubber.line(message);
        Throwable cleanThrown = thrown == null ? null : ScrubbedThrowable.of(thrown, scrubber);
        Map<String, String> cleanMdc = new HashMap<>(mdc);
        cleanMdc.replaceAll((key, value) -> value == null ? "" : scrubber.line(value));
        return clean.equals(message)
                        && cleanThrown == thrown
                        && cleanMdc.equals(mdc)
                        && event.getKeyValuePairs() == null
                ? event
                : copy(event, clean, cleanThrown, cleanMdc);
    }

    private ILoggingEvent copy(
            ILoggingEvent event, String message, @Nullable Throwable thrown, Map<String, String> mdc) {
        LoggingEvent copy = new LoggingEvent();
        LoggerContext logging = (LoggerContext) getContext();
        copy.setLoggerContext(logging);
        // Layouts ask it for properties, and write nothing when it is not there.
        copy.setLoggerContextRemoteView(logging.getLoggerContextRemoteView());
        copy.setLoggerName(event.getLoggerName());
        copy.setLevel(event.getLevel());
        copy.setThreadName(event.getThreadName());
        copy.setInstant(event.getInstant());
        copy.setMessage(message);
        copy.setMDCPropertyMap(mdc);
        if (thrown != null) {
            copy.setThrowableProxy(new ThrowableProxy(thrown));
        }
        return copy;
    }
}
