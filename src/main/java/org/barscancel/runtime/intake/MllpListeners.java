package org.barscancel.runtime.intake;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.barscancel.Hl7Settings;
import org.barscancel.runtime.start.StartRefusedException;
import org.barscancel.runtime.tls.BundleParameters;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Opens a port for each feed that has one, before the routes are checked. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class MllpListeners implements CamelContextConfiguration {
    private static final String TEMPLATE = "listen-mllp";

    private final Map<String, Hl7Settings.Feed> feeds;
    private final SslBundles bundles;

    MllpListeners(Map<String, Hl7Settings.Feed> feeds, SslBundles bundles) {
        this.feeds = feeds;
        this.bundles = bundles;
    }

    @Override
    public void beforeApplicationStart(CamelContext camel) {
        Model model = camel.getCamelContextExtension().getContextPlugin(Model.class);
        new TreeMap<>(feeds).forEach((name, feed) -> {
            Integer port = feed.port();
            if (port == null) {
                return;
            }
            requireFree(name, feed.host(), port);
            try {
                model.addRouteFromTemplate(TEMPLATE + "-" + name, TEMPLATE, parameters(camel, name, feed));
            } catch (StartRefusedException refused) {
                throw refused;
            } catch (Exception failure) {
                throw new StartRefusedException(
                        "No port can be opened for bars.hl7.feeds." + name + ": " + failure.getMessage(),
                        "Unset its port, or mend the route template " + TEMPLATE + " in bars.routes.");
            }
        });
    }

    /** Netty's own refusal names neither the address nor the feed. */
    private static void requireFree(String name, String host, int port) {
        try (ServerSocketChannel trial = ServerSocketChannel.open()) {
            trial.bind(new InetSocketAddress(host, port));
        } catch (IOException | UnresolvedAddressException taken) {
            throw new StartRefusedException(
                    "The port of bars.hl7.feeds." + name + ", " + host + ":" + port + ", cannot be opened: "
                            + taken.getMessage() + ".",
                    "End what listens there, or set another port or host.");
        }
    }

    private Map<String, Object> parameters(CamelContext camel, String name, Hl7Settings.Feed feed) {
        Map<String, Object> parameters =
                new HashMap<>(Map.of("feed", name, "host", feed.host(), "port", String.valueOf(feed.port())));
        String bundle = feed.sslBundle();
        if (bundle != null) {
            String reference = "tls-" + name;
            camel.getRegistry().bind(reference, SSLContextParameters.class, tls(name, bundle));
            parameters.put("ssl", "true");
            parameters.put("tls", "#" + reference);
            parameters.put("clientCertificate", String.valueOf(feed.clientCertificate()));
        } else if (feed.clientCertificate()) {
            throw new StartRefusedException(
                    "bars.hl7.feeds." + name + ".client-certificate needs an ssl-bundle.",
                    "Name one, or unset client-certificate.");
        }
        return parameters;
    }

    private SSLContextParameters tls(String feed, String name) {
        try {
            return new BundleParameters(bundles, name);
        } catch (NoSuchSslBundleException none) {
            throw new StartRefusedException(
                    "bars.hl7.feeds." + feed + ".ssl-bundle names '" + name + "', which is no bundle.",
                    "Set up spring.ssl.bundle.pem." + name + " or spring.ssl.bundle.jks." + name + ".");
        }
    }

    @Override
    public void afterApplicationStart(CamelContext camel) {
        // Nothing: the ports are opened with the other routes.
    }
}
