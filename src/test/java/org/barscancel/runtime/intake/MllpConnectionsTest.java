package org.barscancel.runtime.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.junit.jupiter.api.Test;

class MllpConnectionsTest {
    private MllpConnections connections = new MllpConnections(5, 2, 1);

    @Test
    void anAddressHasSoManyToAFeedAndKeepsNobodyElseOut() {
        connections = new MllpConnections(5, 2, 2);
        EmbeddedChannel first = connect("10.0.0.1", 2575);
        connect("10.0.0.1", 2575);

        assertThat(connect("10.0.0.1", 2575).isOpen()).as("one too many").isFalse();
        assertThat(connect("10.0.0.2", 2575).isOpen()).as("another sender").isTrue();
        assertThat(connect("10.0.0.1", 2576).isOpen()).as("another feed").isTrue();

        first.close();
        assertThat(connect("10.0.0.1", 2575).isOpen()).as("one has ended").isTrue();
    }

    @Test
    void allTogetherHaveSoMany() {
        for (int i = 0; i < 5; i++) {
            assertThat(connect("10.0.0." + i, 2575).isOpen()).isTrue();
        }

        assertThat(connect("10.0.0.9", 2575).isOpen()).isFalse();
    }

    /** Of eight, two are kept for each of three feeds. */
    @Test
    void aFloodOnOneFeedFromManyAddressesLeavesTheOthersTheirs() {
        connections = new MllpConnections(8, 2, 3);
        for (int i = 0; i < 4; i++) {
            assertThat(connect("10.0.0." + i, 2575).isOpen())
                    .as("%d of 2575", i)
                    .isTrue();
        }
        EmbeddedChannel beyond = connect("10.0.0.5", 2575);
        assertThat(beyond.isOpen()).as("what is left is the others'").isFalse();

        for (int port : new int[] {2576, 2577}) {
            assertThat(connect("10.0.0.1", port).isOpen()).isTrue();
            assertThat(connect("10.0.0.2", port).isOpen()).isTrue();
            assertThat(connect("10.0.0.3", port).isOpen())
                    .as("one beyond its own")
                    .isFalse();
        }
    }

    @Test
    void whoWasTurnedAwayIsNotCounted() {
        for (int i = 0; i < 5; i++) {
            connect("10.0.0." + i, 2575);
        }
        EmbeddedChannel open = connect("10.0.0.0", 2575);
        assertThat(open.isOpen()).isFalse();
        open.close();

        assertThat(connect("10.0.0.9", 2575).isOpen()).isFalse();
    }

    private EmbeddedChannel connect(String from, int to) {
        return new EmbeddedChannel(connections) {
            @Override
            protected SocketAddress remoteAddress0() {
                return isOpen() ? new InetSocketAddress(from, 40_000) : null;
            }

            @Override
            protected SocketAddress localAddress0() {
                return new InetSocketAddress("127.0.0.1", to);
            }
        };
    }
}
