package org.barscancel.runtime.delivery;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.barscancel.CallbackSettings;
import org.barscancel.runtime.start.StartRefusedException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * A route for each receiver, with a queue and consumers of its own: one that is slow keeps nobody else waiting. Made before the routes are checked.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class DeliveryRoutes implements CamelContextConfiguration {
    static final String CALL_BACK = "call-back";
    static final String NOTIFY = "notify";

    private final Map<String, CallbackSettings> callbacks;
    private final Map<String, CloseableHttpClient> clients;
    private final Iterable<String> feeds;

    /**
     * @param clients by the callback's name
     * @param feeds those that hear by MLLP
     */
    DeliveryRoutes(
            Map<String, CallbackSettings> callbacks, Map<String, CloseableHttpClient> clients, Iterable<String> feeds) {
        this.callbacks = callbacks;
        this.clients = clients;
        this.feeds = feeds;
    }

    @Override
    public void beforeApplicationStart(CamelContext camel) {
        callbacks.forEach((name, settings) -> {
            String client = "callback-client-" + name;
            camel.getRegistry().bind(client, clients.get(name));
            add(
                    camel,
                    CALL_BACK,
                    name,
                    Map.of(
                            "receiver",
                            Receivers.callback(name),
                            "consumers",
                            String.valueOf(settings.concurrency()),
                            // The true address stands in no endpoint's name: it may hold a token.
                            "address",
                            "http://callback-" + name,
                            "client",
                            client));
        });
        feeds.forEach(name -> add(camel, NOTIFY, name, Map.of("receiver", Receivers.feed(name))));
    }

    /** Of the route that a template makes for a name. */
    static String id(String template, String name) {
        return template + "-" + name;
    }

    private static void add(CamelContext camel, String template, String name, Map<String, Object> parameters) {
        try {
            camel.getCamelContextExtension()
                    .getContextPlugin(Model.class)
                    .addRouteFromTemplate(id(template, name), template, parameters);
        } catch (Exception failure) {
            throw new StartRefusedException(
                    "No route can be made for the answers to " + name + ": " + failure.getMessage(),
                    "Mend the route template " + template + " in bars.routes.");
        }
    }

    @Override
    public void afterApplicationStart(CamelContext camel) {
        // Nothing: they start with the other routes.
    }
}
