package org.barscancel.runtime.broker;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.spi.core.remoting.Acceptor;
import org.barscancel.BarsSettings;
import org.barscancel.runtime.farside.FarSideSetUp;
import org.barscancel.runtime.start.BrokerDoor;
import org.barscancel.runtime.start.HomeFolders;
import org.barscancel.runtime.start.StartRefusedException;
import org.barscancel.runtime.tls.BundleSslContexts;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.SslOptions;

/** The broker in this program: Artemis with a journal on disk. */
public final class EmbeddedBroker {
    /**
     * In this JVM. The window keeps a consumer that waits for a slow far side from hoarding messages that another could
     * work on.
     */
    static final String URL = "vm://0?consumerWindowSize=65536";

    /** The default of 3.3 ms, not the disk, would limit one consumer to 290 messages a second. */
    private static final int JOURNAL_BUFFER_NANOS = 500_000;

    private static final int DELIVERIES = 10;
    private static final long FIRST_REDELIVERY_MILLIS = 1_000;
    private static final double REDELIVERY_MULTIPLIER = 2;
    private static final long LONGEST_REDELIVERY_MILLIS = 60_000;

    /**
     * Beyond this an address is paged to disk, so that a backlog does not fill the heap: some thousand messages, far more than
     * are in flight. Several addresses are full at a time, and of each a part of its pages is held beside it.
     */
    private static final long MEMORY_PER_ADDRESS = 8L * 1024 * 1024;

    /** Pages are read whole, two of them ahead of the consumers. */
    private static final int PAGE_BYTES = 1024 * 1024;

    /**
     * With less room on the disk the broker takes no more and its senders wait, rather than breaking in the middle of a
     * write. In bytes and not in percent: two percent of a large disk are plenty, and a disk that is full of other things
     * must not stop it. Enough for several files of the journal and for what the ledger and the answers still write.
     */
    public static final long LEAST_FREE_BYTES = 100L * 1024 * 1024;

    private static final int DISK_LOOK_MILLIS = 1_000;

    private EmbeddedBroker() {}

    /**
     * Starts the broker.
     *
     * @throws StartRefusedException when it does not come up: Artemis itself would go on without taking a message
     */
    static EmbeddedActiveMQ start(BarsSettings settings, SslBundles bundles) throws Exception {
        EmbeddedActiveMQ broker = of(settings, bundles);
        broker.start();
        if (!broker.getActiveMQServer().isActive()) {
            broker.stop();
            throw new StartRefusedException(
                    "The embedded broker does not come up. Most likely another program listens at "
                            + settings.broker().listen() + ".",
                    "Free that address, or set bars.broker.listen to another one, or to nothing when no client needs the"
                            + " queues.");
        }
        return broker;
    }

    /** Shows the certificate that the bundle has by now. Connections that are open stay as they are. */
    static void renewCertificate(EmbeddedActiveMQ broker) {
        Acceptor clients = broker.getActiveMQServer().getRemotingService().getAcceptor(BrokerDoor.NAME);
        if (clients != null) {
            clients.reload();
        }
    }

    private static EmbeddedActiveMQ of(BarsSettings settings, SslBundles bundles) throws Exception {
        Path home = HomeFolders.home(settings).resolve("broker");
        BarsSettings.Queues queues = settings.queue();
        Configuration configuration = new ConfigurationImpl()
                .setName("bars-cancel")
                .setPersistenceEnabled(true)
                .setSecurityEnabled(false)
                .setJournalType(JournalType.NIO)
                .setJournalBufferTimeout_NIO(JOURNAL_BUFFER_NANOS)
                .setJournalDirectory(home.resolve("journal").toString())
                .setBindingsDirectory(home.resolve("bindings").toString())
                .setPagingDirectory(home.resolve("paging").toString())
                .setLargeMessagesDirectory(home.resolve("large-messages").toString())
                .setMinDiskFree(LEAST_FREE_BYTES)
                .setMaxDiskUsage(-1)
                .setDiskScanPeriod(DISK_LOOK_MILLIS)
                .setMessageCounterEnabled(false)
                .setJMXManagementEnabled(false)
                .addAcceptorConfiguration("in-vm", "vm://0")
                .addAddressSetting("#", addressSettings(queues.dead()).setMaxDeliveryAttempts(DELIVERIES))
                // While the database is down, events wait for as long as it takes.
                .addAddressSetting(
                        queues.events(), addressSettings(queues.dead()).setMaxDeliveryAttempts(-1));
        if (!settings.broker().listen().isBlank()) {
            door(settings.broker(), bundles).acceptors().forEach(configuration::addAcceptorConfiguration);
        }
        configuration.registerBrokerPlugin(new LargestMessage(
                queues.cancellations(), settings.limits().requestBytes().toBytes()));
        Stream<String> legs = FarSideSetUp.of(settings).stream().map(FarSideSetUp::queue);
        Stream<String> others = Stream.of(
                queues.cancellations(),
                queues.events(),
                queues.rejected(),
                queues.parked(),
                queues.held(),
                queues.dead(),
                queues.undelivered());
        for (String queue : Stream.concat(legs, others).toList()) {
            configuration.addAddressConfiguration(new CoreAddressConfiguration()
                    .setName(queue)
                    .addRoutingType(RoutingType.ANYCAST)
                    .addQueueConfiguration(QueueConfiguration.of(queue)
                            .setAddress(queue)
                            .setRoutingType(RoutingType.ANYCAST)
                            .setDurable(true)));
        }
        configuration.addAddressConfiguration(
                new CoreAddressConfiguration().setName(queues.outcomes()).addRoutingType(RoutingType.MULTICAST));
        EmbeddedActiveMQ broker = new EmbeddedActiveMQ().setConfiguration(configuration);
        if (!settings.broker().users().isEmpty()) {
            BrokerRights.set(configuration, settings);
            broker.setSecurityManager(new BrokerUsers(settings.broker().users()));
        }
        return broker;
    }

    /** Artemis reads the bundle when it makes the door, and when it is told to read it again. */
    private static BrokerDoor door(BarsSettings.Broker broker, SslBundles bundles) {
        String name = broker.sslBundle();
        return name == null
                ? BrokerDoor.of(broker, "", SslOptions.NONE)
                : BrokerDoor.of(
                        broker,
                        BundleSslContexts.path(() -> bundles.getBundle(name)),
                        BrokerClient.bundle(name, bundles).getOptions());
    }

    /** Artemis drops a message after its last delivery when there is no dead-letter address. */
    private static AddressSettings addressSettings(String dead) {
        return new AddressSettings()
                .setDeadLetterAddress(org.apache.activemq.artemis.api.core.SimpleString.of(dead))
                .setRedeliveryDelay(FIRST_REDELIVERY_MILLIS)
                .setRedeliveryMultiplier(REDELIVERY_MULTIPLIER)
                .setMaxRedeliveryDelay(LONGEST_REDELIVERY_MILLIS)
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
                .setMaxSizeBytes(MEMORY_PER_ADDRESS)
                .setPageSizeBytes(PAGE_BYTES)
                // Nothing expires here; without an address the broker warns of each queue.
                .setExpiryAddress(org.apache.activemq.artemis.api.core.SimpleString.of(dead))
                .setAutoDeleteQueues(false)
                .setAutoDeleteAddresses(false);
    }
}
