package org.barscancel.runtime.start;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.ConfigurationUtils;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.barscancel.BarsSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslOptions;

/** Where the embedded broker accepts clients, as Artemis itself reads the setting. */
public record BrokerDoor(List<TransportConfiguration> acceptors) {
    /** What Artemis calls it. */
    public static final String NAME = "clients";

    private static final long MOST_CONNECTIONS = 500;

    /**
     * Reads the setting.
     *
     * @param bundle stands for the SSL bundle, where one is set
     * @param options protocols and ciphers of that bundle
     * @throws StartRefusedException when the setting is no address
     */
    public static BrokerDoor of(BarsSettings.Broker broker, String bundle, SslOptions options) {
        List<TransportConfiguration> acceptors = new ArrayList<>();
        try {
            for (TransportConfiguration one : ConfigurationUtils.parseAcceptorURI(NAME, broker.listen())) {
                acceptors.add(new TransportConfiguration(
                        one.getFactoryClassName(),
                        params(one, broker, bundle, options),
                        one.getName(),
                        one.getExtraParams()));
            }
        } catch (Exception unreadable) {
            throw new StartRefusedException(
                    "bars.broker.listen is no address that the embedded broker can listen at.",
                    "Set it to one such as tcp://127.0.0.1:61616, or to nothing.");
        }
        return new BrokerDoor(acceptors);
    }

    private static Map<String, Object> params(
            TransportConfiguration one, BarsSettings.Broker broker, String bundle, SslOptions options) {
        Map<String, Object> params = new HashMap<>(one.getParams());
        // Artemis by itself has no cap. Who has said nothing after ten seconds it closes.
        params.putIfAbsent(TransportConstants.CONNECTIONS_ALLOWED, MOST_CONNECTIONS);
        if (broker.sslBundle() != null) {
            params.put(TransportConstants.SSL_ENABLED_PROP_NAME, true);
            params.put(TransportConstants.KEYSTORE_PATH_PROP_NAME, bundle);
            put(params, TransportConstants.ENABLED_PROTOCOLS_PROP_NAME, options.getEnabledProtocols());
            put(params, TransportConstants.ENABLED_CIPHER_SUITES_PROP_NAME, options.getCiphers());
            params.put(TransportConstants.NEED_CLIENT_AUTH_PROP_NAME, broker.clientCertificate());
        }
        return params;
    }

    private static void put(Map<String, Object> params, String name, String @Nullable [] values) {
        if (values != null) {
            params.put(name, String.join(",", values));
        }
    }

    /** The addresses; one of which nothing is known is every address. */
    List<String> hosts() {
        return acceptors.stream()
                .filter(one -> NettyAcceptorFactory.class.getName().equals(one.getFactoryClassName()))
                .map(one -> String.valueOf(one.getParams().getOrDefault(TransportConstants.HOST_PROP_NAME, "0.0.0.0")))
                .toList();
    }

    /** Whether each of them speaks TLS only. */
    boolean encrypted() {
        return acceptors.stream()
                .allMatch(one -> Boolean.parseBoolean(
                        String.valueOf(one.getParams().get(TransportConstants.SSL_ENABLED_PROP_NAME))));
    }
}
