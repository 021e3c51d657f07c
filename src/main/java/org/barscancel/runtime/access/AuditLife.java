package org.barscancel.runtime.access;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.barscancel.BarsCancelApplication;
import org.barscancel.audit.Actor;
import org.barscancel.audit.AuditAction;
import org.barscancel.audit.AuditEntry;
import org.barscancel.audit.AuditTrail;
import org.barscancel.audit.KnownSettings;
import org.barscancel.runtime.watch.Setbacks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.Environment;
import org.springframework.scheduling.annotation.Scheduled;

/** Records start, stop and what was set otherwise before, and writes the head of the trail into the log. */
public final class AuditLife implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(AuditLife.class);

    private static final String[] PREFIXES = {"bars", "server", "spring.ssl", "spring.security", "management"};

    private final AuditTrail trail;
    private final KnownSettings settings;
    private final Environment environment;
    private volatile boolean running;

    AuditLife(AuditTrail trail, KnownSettings settings, Environment environment) {
        this.trail = trail;
        this.settings = settings;
        this.environment = environment;
    }

    /** First of all, so that nothing is done before. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }

    @Override
    public void start() {
        Map<String, Object> on = new LinkedHashMap<>();
        String version = BarsCancelApplication.class.getPackage().getImplementationVersion();
        on.put("version", version == null ? "unpackaged" : version);
        on.put("java", Runtime.version().toString());
        on.put("user", System.getProperty("user.name", "unknown"));
        on.put("process", ProcessHandle.current().pid());
        trail.note(new AuditEntry(Actor.PROGRAM, AuditAction.STARTED, on));
        try {
            SortedMap<String, Object> changes = settings.changes(settings());
            if (!changes.isEmpty()) {
                trail.note(new AuditEntry(Actor.PROGRAM, AuditAction.SETTINGS_CHANGED, changes));
            }
        } catch (IOException unwritten) {
            LOG.error(
                    "The settings of this start cannot be kept beside the audit trail: {}", Setbacks.reason(unwritten));
        }
        trail.force();
        tellHead();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        trail.note(new AuditEntry(Actor.PROGRAM, AuditAction.STOPPED, Map.of()));
        trail.force();
        tellHead();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** What was noted reaches the disk within a second, many records at a time. */
    @Scheduled(fixedDelay = 1_000)
    public void force() {
        trail.force();
    }

    /** Cutting off the trail shows by a head that is no longer in it; the log is kept elsewhere. */
    @Scheduled(fixedRate = 3_600_000, initialDelay = 3_600_000)
    public void tellHead() {
        trail.head().ifPresent(head -> LOG.info("{}", head));
    }

    private Map<String, String> settings() {
        Map<String, String> all = new TreeMap<>();
        Binder binder = Binder.get(environment);
        for (String prefix : PREFIXES) {
            binder.bind(prefix, Bindable.mapOf(String.class, String.class))
                    .orElse(Map.of())
                    .forEach((name, value) -> all.put(prefix + "." + name, value));
        }
        return all;
    }
}
