package org.barscancel.runtime.start;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SendDefinition;
import org.apache.camel.spring.boot.CamelContextConfiguration;

/**
 * Refuses to start with a route that Camel would start without an error policy, that would send into the void, or that
 * would write without asking whether it may: users may replace the routes.
 */
final class RouteCheck implements CamelContextConfiguration {
    private static final String DIRECT = "direct:";

    @Override
    public void beforeApplicationStart(CamelContext camelContext) {
        ModelCamelContext model = camelContext.getCamelContextExtension().getContextPlugin(ModelCamelContext.class);
        ModelCamelContext routes = model != null ? model : (ModelCamelContext) camelContext;
        Set<String> configurations = routes.getRouteConfigurationDefinitions().stream()
                .map(configuration -> configuration.getId())
                .collect(Collectors.toSet());
        List<String> faults = faults(routes.getRouteDefinitions(), configurations);
        if (!faults.isEmpty()) {
            throw new StartRefusedException(
                    "The routes are not fit to run: " + String.join("; ", faults),
                    "Mend the named routes, or unset bars.routes to use those in the jar.");
        }
    }

    @Override
    public void afterApplicationStart(CamelContext camelContext) {
        // Nothing: the check is made before a message can be taken.
    }

    static List<String> faults(Collection<RouteDefinition> routes, Set<String> configurations) {
        List<String> faults = new ArrayList<>();
        if (routes.isEmpty()) {
            faults.add("there is none");
        }
        Set<String> consumers = new TreeSet<>();
        for (RouteDefinition route : routes) {
            String from = route.getInput().getEndpointUri();
            if (from.startsWith(DIRECT)) {
                consumers.add(endpoint(from));
            }
        }
        for (RouteDefinition route : routes) {
            faults.addAll(configurationFaults(route, configurations));
            writeFault(route).ifPresent(faults::add);
            for (SendDefinition<?> send :
                    ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), SendDefinition.class)) {
                String uri = send.getEndpointUri();
                if (uri != null && uri.startsWith(DIRECT) && !consumers.contains(endpoint(uri))) {
                    faults.add("route " + route.getRouteId() + " sends to " + uri + ", which no route consumes");
                }
            }
        }
        return faults;
    }

    private static Optional<String> writeFault(RouteDefinition route) {
        Set<String> steps =
                ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ProcessDefinition.class).stream()
                        .map(ProcessDefinition::getRef)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet());
        return steps.contains("httpCall") && !steps.contains("writeGuard")
                ? Optional.of("route " + route.getRouteId()
                        + " writes to a far side without the step refuse-dry-run (see 72-write)")
                : Optional.empty();
    }

    private static List<String> configurationFaults(RouteDefinition route, Set<String> configurations) {
        String ids = route.getRouteConfigurationId();
        if (ids == null || ids.isBlank()) {
            return List.of("route " + route.getRouteId() + " names no routeConfigurationId");
        }
        return Arrays.stream(ids.split(",", -1))
                .map(String::strip)
                .filter(id -> !configurations.contains(id))
                .map(id -> "route " + route.getRouteId() + " names the unknown route configuration " + id)
                .toList();
    }

    /** The name alone: {@code direct:name}, {@code direct://name} and {@code direct:name?option=…} are the same to Camel. */
    private static String endpoint(String uri) {
        int query = uri.indexOf('?');
        String path = query < 0 ? uri : uri.substring(0, query);
        return path.substring(DIRECT.length()).replaceFirst("^//", "");
    }
}
