package org.barscancel.runtime.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.spi.core.remoting.Acceptor;
import org.barscancel.BarsSettings;
import org.barscancel.blackbox.FreePort;
import org.barscancel.runtime.SettingsGiven;
import org.barscancel.runtime.start.BrokerDoor;
import org.barscancel.runtime.start.StartRefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {
    @TempDir
    Path home;

    @Test
    void refusesToStartAtAnAddressThatIsTakenAndNamesIt() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "tcp://127.0.0.1:" + taken.getLocalPort();
            BarsSettings settings =
                    SettingsGiven.with(Map.of("bars.home", home.toString(), "bars.broker.listen", address));

            assertThatThrownBy(() -> EmbeddedBroker.start(settings, SettingsGiven.NO_BUNDLES))
                    .isInstanceOf(StartRefusedException.class)
                    .hasMessageContaining(address);
        }
    }

    @Test
    void hasSoManyConnectionsAndClosesThoseThatSayNothing() throws Exception {
        int port = FreePort.any();
        EmbeddedActiveMQ broker = EmbeddedBroker.start(
                SettingsGiven.with(
                        Map.of("bars.home", home.toString(), "bars.broker.listen", "tcp://127.0.0.1:" + port)),
                SettingsGiven.NO_BUNDLES);
        try (Socket silent = new Socket(InetAddress.getLoopbackAddress(), port)) {
            Acceptor clients = broker.getActiveMQServer().getRemotingService().getAcceptor(BrokerDoor.NAME);
            assertThat(clients.getConfiguration()).containsEntry("connectionsAllowed", 500L);
            silent.setSoTimeout(60_000);
            assertThat(silent.getInputStream().read()).isNegative();
        } finally {
            broker.stop();
        }
    }

    /** Artemis drops a message after its last delivery where there is no dead-letter address. */
    @Test
    void sendsWhatCannotBeDeliveredToTheDeadQueue() throws Exception {
        EmbeddedActiveMQ broker = EmbeddedBroker.start(SettingsGiven.brokerBelow(home), SettingsGiven.NO_BUNDLES);
        try {
            ActiveMQServer server = broker.getActiveMQServer();

            for (String queue : List.of("bars.cancellations", "bars.requests", "bars.pointers", "a.users.queue")) {
                AddressSettings settings = server.getAddressSettingsRepository().getMatch(queue);
                assertThat(settings.getDeadLetterAddress().toString()).as(queue).isEqualTo("bars.dead");
                assertThat(settings.getMaxDeliveryAttempts()).as(queue).isEqualTo(10);
            }
            AddressSettings events = server.getAddressSettingsRepository().getMatch("bars.events");
            assertThat(events.getMaxDeliveryAttempts())
                    .as("events wait for the database as long as it takes")
                    .isEqualTo(-1);
            assertThat(server.locateQueue("bars.dead").isDurable()).isTrue();
        } finally {
            broker.stop();
        }
    }
}
