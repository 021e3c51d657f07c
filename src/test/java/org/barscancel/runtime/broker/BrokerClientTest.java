package org.barscancel.runtime.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.ConnectionFactory;
import java.util.HashMap;
import java.util.Map;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.apache.qpid.jms.policy.JmsDefaultPrefetchPolicy;
import org.barscancel.runtime.SettingsGiven;
import org.barscancel.runtime.start.StartRefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerClientTest {
    @Test
    void anArtemisConsumerTakesLittleInAdvanceUnlessTheAddressSaysHowMuch() {
        assertThat(((ActiveMQConnectionFactory) of(Map.of("url", "tcp://broker:61616"))).getConsumerWindowSize())
                .isEqualTo(65_536);
        assertThat(((ActiveMQConnectionFactory) of(Map.of("url", "tcp://broker:61616?consumerWindowSize=7")))
                        .getConsumerWindowSize())
                .isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "amqp://broker:5672",
                "amqps://broker:5671",
                "failover:(amqp://one:5672,amqp://two:5672)",
                "AMQP://broker:5672"
            })
    void anAmqpConsumerTakesLittleInAdvance(String url) {
        assertThat(prefetch(url)).isEqualTo(32);
    }

    @Test
    void anAmqpConsumerTakesWhatTheAddressSays() {
        assertThat(prefetch("amqp://broker:5672?jms.prefetchPolicy.all=7")).isEqualTo(7);
    }

    @Test
    void anotherClientIsNamedByItsClassAndSetUpByItsProperties() {
        ConnectionFactory factory = of(Map.of(
                "connection-factory",
                JmsConnectionFactory.class.getName(),
                "properties.remoteURI",
                "amqp://broker:5672",
                "properties.FORCESYNCSEND",
                "true"));

        assertThat(((JmsConnectionFactory) factory).getRemoteURI()).isEqualTo("amqp://broker:5672");
        assertThat(((JmsConnectionFactory) factory).isForceSyncSend())
                .as("as an environment variable spells it")
                .isTrue();
    }

    @Test
    void namesAPropertyThatTheClientDoesNotHave() {
        assertThatThrownBy(() -> of(Map.of(
                        "connection-factory", JmsConnectionFactory.class.getName(), "properties.hostName", "broker")))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("bars.broker.properties.hostName");
    }

    @Test
    void doesNotRepeatAValueThatTheClientRefuses() {
        assertThatThrownBy(() -> of(Map.of(
                        "connection-factory",
                        JmsConnectionFactory.class.getName(),
                        "properties.sendTimeout",
                        "secret")))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("sendTimeout")
                .hasMessageNotContaining("secret");
    }

    @Test
    void refusesAnAddressBesideAClass() {
        assertThatThrownBy(() -> of(Map.of("connection-factory", "a.b.C", "url", "tcp://broker:61616")))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("bars.broker.url");
    }

    @Test
    void tellsHowAJarIsAddedWhenTheClassIsNotThere() {
        assertThatThrownBy(() -> of(Map.of("connection-factory", "com.example.NoClient")))
                .isInstanceOfSatisfying(StartRefusedException.class, refused -> assertThat(refused.action())
                        .contains("-Dloader.path"));
    }

    @Test
    void refusesAClassThatIsNoClient() {
        assertThatThrownBy(() -> of(Map.of("connection-factory", "java.util.ArrayList")))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("java.util.ArrayList");
    }

    @Test
    void refusesAnAddressOfNoBroker() {
        assertThatThrownBy(() -> of(Map.of("url", "ftp://broker")))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("bars.broker.url");
    }

    private static int prefetch(String url) {
        JmsConnectionFactory factory = (JmsConnectionFactory) of(Map.of("url", url));
        return ((JmsDefaultPrefetchPolicy) factory.getPrefetchPolicy()).getQueuePrefetch();
    }

    private static ConnectionFactory of(Map<String, String> broker) {
        Map<String, Object> settings = new HashMap<>();
        broker.forEach((name, value) -> settings.put("bars.broker." + name, value));
        return BrokerClient.of(SettingsGiven.with(settings).broker(), SettingsGiven.NO_BUNDLES);
    }
}
