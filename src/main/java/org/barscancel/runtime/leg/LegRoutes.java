package org.barscancel.runtime.leg;

import java.util.Collection;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.barscancel.runtime.farside.FarSideClients;
import org.barscancel.runtime.farside.FarSideSetUp;
import org.barscancel.runtime.start.StartRefusedException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Makes the route of each far side's leg of its template, before the routes are checked. */
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class LegRoutes implements CamelContextConfiguration {
    /** What the write route finds a far side's HTTP client by, after the far side's name. */
    private static final String CLIENT = "HttpClient";

    private final Collection<FarSideSetUp> farSides;
    private final FarSideClients clients;

    LegRoutes(Collection<FarSideSetUp> farSides, FarSideClients clients) {
        this.farSides = farSides;
        this.clients = clients;
    }

    @Override
    public void beforeApplicationStart(CamelContext camel) {
        clients.clients().forEach((name, client) -> camel.getRegistry().bind(name + CLIENT, client));
        Model model = camel.getCamelContextExtension().getContextPlugin(Model.class);
        farSides.forEach(farSide -> add(model, farSide));
    }

    /**
     * Makes the route of one far side; none when the template is missing and the far side is a default one.
     *
     * @throws StartRefusedException when the template of another is missing, or no route can be made of it
     */
    public static void add(Model model, FarSideSetUp farSide) {
        String template = FarSideSetUp.template(farSide.leg());
        if (model.getRouteTemplateDefinition(template) == null) {
            // Replaced routes may leave a leg to another instance, or have one of their own, of the default far side.
            if (farSide.route().equals(template)) {
                return;
            }
            throw new StartRefusedException(
                    "The routes in bars.routes have no route template " + template + ", which " + farSide.name()
                            + " needs for its queue " + farSide.queue() + ".",
                    "Take the template from the routes in the jar, or unset bars.routes.");
        }
        try {
            model.addRouteFromTemplate(
                    farSide.route(),
                    template,
                    Map.of("queue", farSide.queue(), "consumers", String.valueOf(farSide.concurrency())));
        } catch (Exception failure) {
            throw new StartRefusedException(
                    "The route " + farSide.route() + " cannot be made: " + failure.getMessage(),
                    "Mend the route template " + template + " in bars.routes.");
        }
    }

    @Override
    public void afterApplicationStart(CamelContext camel) {
        // Nothing: the legs are started with the other routes.
    }
}
