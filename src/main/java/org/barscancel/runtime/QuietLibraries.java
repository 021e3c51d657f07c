package org.barscancel.runtime;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Keeps the libraries that handle messages, bodies and addresses from logging them below INFO, whatever level is
 * configured: at DEBUG they print what they carry, and that is patient data (R23). A level alone would not do, since a
 * user can change it.
 */
final class QuietLibraries implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final List<String> CARRIERS = List.of(
            "org.apache.camel",
            "org.apache.hc",
            "org.apache.http",
            "org.apache.activemq",
            "org.apache.coyote",
            "org.apache.catalina",
            "org.apache.tomcat",
            "ca.uhn.fhir",
            "ca.uhn.hl7v2",
            "com.networknt",
            "io.netty",
            "org.springframework.jms",
            "org.springframework.jdbc",
            "org.springframework.web",
            "org.springframework.http");

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logging
                && logging.getTurboFilterList().stream().noneMatch(Filter.class::isInstance)) {
            logging.addTurboFilter(new Filter());
        }
    }

    static final class Filter extends TurboFilter {
        @Override
        public FilterReply decide(
                @Nullable Marker marker,
                Logger logger,
                Level level,
                @Nullable String format,
                Object @Nullable [] params,
                @Nullable Throwable thrown) {
            // Asked for every line that might be logged: what the logger itself holds off needs no look at its name.
            return level.isGreaterOrEqual(Level.INFO)
                            || !level.isGreaterOrEqual(logger.getEffectiveLevel())
                            || !isCarrier(logger.getName())
                    ? FilterReply.NEUTRAL
                    : FilterReply.DENY;
        }

        private static boolean isCarrier(String name) {
            return CARRIERS.stream().anyMatch(name::startsWith);
        }
    }
}
