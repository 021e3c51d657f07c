package org.barscancel.blackbox;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.deployers.impl.FileConfigurationParser;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;
import org.slf4j.LoggerFactory;

/**
 * An Artemis beside the program, on a free port, for its own protocol and for AMQP 1.0. Set up as it comes out of its box:
 * queues are made on demand, a message is delivered again at once, and after ten times goes to {@code DLQ}.
 */
public final class OutsideBroker implements AutoCloseable {
    public static final String USER = "bars";
    public static final String PASSWORD = "of-the-broker";

    static {
        // Its audit log prints each message several times.
        ((Logger) LoggerFactory.getLogger("org.apache.activemq.audit")).setLevel(Level.WARN);
    }

    private final EmbeddedActiveMQ broker;
    private final int port;

    private OutsideBroker(Path folder, Configuration settings, String options, boolean guarded) throws Exception {
        this(folder, settings, options, guarded, true);
    }

    private OutsideBroker(Path folder, Configuration settings, String options, boolean guarded, boolean manage)
            throws Exception {
        this.port = FreePort.any();
        settings.setName("outside")
                .setSecurityEnabled(guarded)
                .setJournalType(JournalType.NIO)
                .setJournalBufferTimeout_NIO(500_000)
                .setJournalDirectory(folder.resolve("journal").toString())
                .setBindingsDirectory(folder.resolve("bindings").toString())
                .setPagingDirectory(folder.resolve("paging").toString())
                .setLargeMessagesDirectory(folder.resolve("large").toString())
                .setMaxDiskUsage(-1)
                .setJMXManagementEnabled(false)
                .addAcceptorConfiguration("clients", "tcp://127.0.0.1:" + port + "?protocols=CORE,AMQP" + options)
                .putSecurityRoles(
                        "#",
                        Set.of(new Role(
                                "users", true, true, true, true, true, true, manage, true, true, true, false, false)));
        this.broker = new EmbeddedActiveMQ().setConfiguration(settings);
        if (guarded) {
            SecurityConfiguration users = new SecurityConfiguration();
            users.addUser(USER, PASSWORD);
            users.addRole(USER, "users");
            broker.setSecurityManager(new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users));
        }
        broker.start();
    }

    /** Open to everybody. */
    public static OutsideBroker start(Path folder) throws Exception {
        return new OutsideBroker(folder, asItComes(), "", false);
    }

    /** By TLS, with the key in that store, and for {@link #USER} only. */
    public static OutsideBroker guarded(Path folder, Path keys, String password) throws Exception {
        return new OutsideBroker(
                folder,
                asItComes(),
                "&sslEnabled=true&keyStoreType=PKCS12&keyStorePath=" + keys + "&keyStorePassword=" + password,
                true);
    }

    /** For {@link #USER} only, who may not ask it about itself. */
    public static OutsideBroker untold(Path folder) throws Exception {
        return new OutsideBroker(folder, asItComes(), "", true, false);
    }

    /** With what a page says belongs into {@code broker.xml}. */
    public static OutsideBroker with(Path folder, String xml) throws Exception {
        String core = "<core xmlns=\"urn:activemq:core\">" + xml + "</core>";
        return new OutsideBroker(
                folder,
                new FileConfigurationParser()
                        .parseMainConfig(new ByteArrayInputStream(core.getBytes(StandardCharsets.UTF_8))),
                "",
                false);
    }

    /** With what {@code docs/wiring-a-pas.md} says. */
    public static OutsideBroker asTheGuideSays(Path folder) throws Exception {
        return with(folder, Recipe.of("Artemis queue", Map.of()).the("xml"));
    }

    private static Configuration asItComes() {
        return new ConfigurationImpl()
                .setAddressSettings(Map.of("#", new AddressSettings().setDeadLetterAddress(SimpleString.of("DLQ"))));
    }

    /** The address for Artemis's own client. */
    public String core() {
        return "tcp://127.0.0.1:" + port;
    }

    /** The address for an AMQP 1.0 client. */
    public String amqp() {
        return "amqp://127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    /** How many messages a queue holds, those to be delivered later included; none, when it does not exist. */
    public long waiting(String queue) {
        var found = broker.getActiveMQServer().locateQueue(queue);
        return found == null ? 0 : found.getMessageCount();
    }

    /** Ends it and starts it again, at the same port and with what it had stored. */
    public void restart() throws Exception {
        broker.stop();
        broker.start();
    }

    @Override
    public void close() throws Exception {
        broker.stop();
    }
}
