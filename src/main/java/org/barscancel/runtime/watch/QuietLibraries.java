package org.barscancel.runtime.watch;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.barscancel.bundle.Whose;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Keeps every library from logging below INFO, whatever level is configured: there they print what they carry, and that
 * is patient data and credentials (R23). A level alone would not do, since a user can change it; a list of those that
 * are known to print it would not do, since a new library would not stand in it. {@code bars.log.libraries} names those
 * that may all the same. What is logged at all is scrubbed on top of that.
 */
final class QuietLibraries implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {
    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(QuietLibraries.class);

    /** Before anything else runs, and as soon as there are appenders. */
    @Override
    public int getOrder() {
        return LoggingApplicationListener.DEFAULT_ORDER + 1;
    }

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        ConfigurableEnvironment environment = event.getEnvironment();
        if (Whose.isAnothers(environment)) {
            return;
        }
        SensitiveSettings sensitive = SensitiveSettings.of(environment);
        Set<String> opened = Binder.get(environment)
                .bind("bars.log.libraries", Bindable.setOf(String.class))
                .orElse(Set.of());
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logging) {
            logging.getTurboFilterList().removeIf(Filter.class::isInstance);
            logging.addTurboFilter(new Filter(withHost(opened, environment)));
            ScrubbingAppender.standBefore(logging, new Scrubber(sensitive.values()));
        }
        LOG.debug("Libraries log at INFO and above, whatever their levels are; bars.log.libraries names exceptions");
        if (!opened.isEmpty()) {
            LOG.warn(
                    "bars.log.libraries lets {} log below INFO: names and other texts of patients may be in the log, and"
                            + " who reads it must be allowed to see them",
                    opened);
        }
        sensitive
                .onCommandLine()
                .forEach(name -> LOG.warn(
                        "{} is given on the command line, which every user of this machine can see; give it by the"
                                + " environment or a file",
                        name));
    }

    /** The code of an application that has this program as a bundle is no library. */
    private static Set<String> withHost(Set<String> opened, ConfigurableEnvironment environment) {
        Set<String> all = new HashSet<>(opened);
        all.addAll(Whose.packages(environment));
        return all;
    }

    static final class Filter extends TurboFilter {
        private static final String OURS = "org.barscancel";

        /**
         * Print what they carry at INFO too: the broker's audit every message, the web server addresses, parameters and cookies
         * that it cannot read.
         */
        private static final List<String> HELD_AT_WARN =
                List.of("org.apache.activemq.audit", "org.apache.coyote", "org.apache.tomcat.util.http");

        private final Set<String> opened;

        Filter(Set<String> opened) {
            this.opened = Set.copyOf(opened);
        }

        @Override
        public FilterReply decide(
                @Nullable Marker marker,
                Logger logger,
                Level level,
                @Nullable String format,
                Object @Nullable [] params,
                @Nullable Throwable thrown) {
            String name = logger.getName();
            // Asked for every line that might be logged: what the logger itself holds off needs no look at its name.
            return level.isGreaterOrEqual(Level.WARN)
                            || !level.isGreaterOrEqual(logger.getEffectiveLevel())
                            || (level.isGreaterOrEqual(Level.INFO) && !isBelow(name, HELD_AT_WARN))
                            || isBelow(name, OURS)
                            || isBelow(name, opened)
                    ? FilterReply.NEUTRAL
                    : FilterReply.DENY;
        }

        private static boolean isBelow(String logger, Collection<String> names) {
            return names.stream().anyMatch(name -> isBelow(logger, name));
        }

        private static boolean isBelow(String logger, String name) {
            return logger.startsWith(name) && (logger.length() == name.length() || logger.charAt(name.length()) == '.');
        }
    }
}
