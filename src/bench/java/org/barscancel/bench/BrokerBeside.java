package org.barscancel.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.slf4j.LoggerFactory;

/**
 * An Artemis as it comes, with its journal on disk, for several instances.
 *
 * <p>Arguments: its folder. Prints {@code port} and its port once it listens.
 */
final class BrokerBeside {
    /** What its line with the port begins with. */
    static final String PORT = "port ";

    private BrokerBeside() {}

    public static void main(String[] args) throws Exception {
        // Its audit log tells of each message, and nobody reads on after the port.
        List.of(Logger.ROOT_LOGGER_NAME, "org.apache.activemq.audit")
                .forEach(name -> ((Logger) LoggerFactory.getLogger(name)).setLevel(Level.ERROR));
        Path folder = Path.of(args[0]);
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        new EmbeddedActiveMQ()
                .setConfiguration(new ConfigurationImpl()
                        .setName("beside")
                        .setSecurityEnabled(false)
                        .setJournalDirectory(folder.resolve("journal").toString())
                        .setBindingsDirectory(folder.resolve("bindings").toString())
                        .setPagingDirectory(folder.resolve("paging").toString())
                        .setLargeMessagesDirectory(folder.resolve("large").toString())
                        .setMaxDiskUsage(-1)
                        .setJMXManagementEnabled(false)
                        .setAddressSettings(
                                Map.of("#", new AddressSettings().setDeadLetterAddress(SimpleString.of("DLQ"))))
                        .addAcceptorConfiguration("clients", "tcp://127.0.0.1:" + port + "?protocols=CORE"))
                .start();
        System.out.println(PORT + port);
    }
}
