package org.barscancel.runtime;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/** What one class logs during a test. */
public final class HeardLog implements BeforeEachCallback, AfterEachCallback {
    private final Logger logger;
    private final ListAppender<ILoggingEvent> heard = new ListAppender<>();

    public HeardLog(Class<?> of) {
        this.logger = (Logger) LoggerFactory.getLogger(of);
    }

    public List<ILoggingEvent> events() {
        return heard.list;
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        heard.start();
        logger.addAppender(heard);
    }

    @Override
    public void afterEach(ExtensionContext test) {
        logger.detachAppender(heard);
    }
}
