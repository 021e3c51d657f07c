package org.barscancel.bundle;

import jakarta.jms.ConnectionFactory;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.boot.actuate.health.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.jms.connection.CachingConnectionFactory;

/**
 * BaRS Cancel as a part of another application: it starts before that application's routes and ends after them. It has beans, a
 * CamelContext and a web server of its own, so that neither finds what is the other's; they meet at the queues.
 */
public final class BarsCancel implements SmartLifecycle {
    private final ConfigurableEnvironment host;
    private final List<String> packages;
    private final ConnectionFactory queues = new LateConnectionFactory(this::broker);
    private @Nullable ConfigurableApplicationContext program;
    private @Nullable CachingConnectionFactory broker;

    BarsCancel(ConfigurableEnvironment host, List<String> packages) {
        this.host = host;
        this.packages = packages;
    }

    /** Before routes, listeners and the web server of the application; after what is started at the very beginning. */
    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    public synchronized void start() {
        if (program == null) {
            program = BundledProgram.started(BundledSettings.of(host, packages));
        }
    }

    @Override
    public synchronized void stop() {
        if (broker != null) {
            broker.destroy();
            broker = null;
        }
        if (program != null) {
            program.close();
            program = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return program != null;
    }

    /**
     * The way to the queues, whichever broker it is: connections of it may be made as soon as this has started.
     *
     * @return one for messages of the application; it takes part in none of the program's transactions
     */
    public ConnectionFactory connectionFactory() {
        return queues;
    }

    /**
     * Where its HTTP interface and its console listen.
     *
     * @return the port; -1 when {@code bars.program.server.port} is that
     */
    public synchronized int port() {
        return running().getEnvironment().getProperty("local.server.port", Integer.class, -1);
    }

    /** How it is, as its own health says. */
    synchronized Status status() {
        return program == null
                ? Status.OUT_OF_SERVICE
                : program.getBean(HealthEndpoint.class).health().getStatus();
    }

    private synchronized ConnectionFactory broker() {
        if (broker == null) {
            CachingConnectionFactory own = running().getBean(CachingConnectionFactory.class);
            broker = new CachingConnectionFactory(own.getTargetConnectionFactory());
            broker.setCacheConsumers(false);
        }
        return broker;
    }

    /** The program itself, for tests. */
    synchronized ConfigurableApplicationContext running() {
        if (program == null) {
            throw new IllegalStateException(
                    "BaRS Cancel has not started, or has ended: it starts in phase " + getPhase());
        }
        return program;
    }
}
