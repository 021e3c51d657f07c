package org.barscancel.conventions;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.barscancel.conventions.RouteFiles.Route;
import org.barscancel.conventions.RouteFiles.Step;
import org.junit.jupiter.api.Test;

/** The diagram of {@code docs/flow.md} is made of the route files. */
class FlowPageTest {
    private static final Path PAGE = Path.of("docs/flow.md");
    private static final Pattern DRAWN = Pattern.compile("(?s)(?<=```mermaid\\n).*?(?=```)");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{bars\\.queue\\.(\\w+)}}.*");

    /** The queue of a template is a parameter: the default far side's stands for all. */
    private static final Map<String, String> TAKES = Map.of("cancel", "requests", "registry", "pointers");

    /** Steps whose endpoint names one queue, and whose message names that of its leg. The registry leg only ever goes on. */
    private static final Set<String> TO_A_LEG = Set.of("conclude", "put-back");

    private final Map<String, Route> byDirect = RouteFiles.routes().stream()
            .filter(route -> route.from().uri().startsWith("direct:"))
            .collect(Collectors.toMap(route -> route.from().uri(), route -> route));

    @Test
    void theDiagramIsThatOfTheRoutes() throws IOException {
        String page = Pages.read(PAGE);

        GeneratedPage.agrees(PAGE, DRAWN.matcher(page).replaceFirst(Matcher.quoteReplacement(drawn())));
    }

    private String drawn() throws IOException {
        Map<String, String> names = Setting.shown();
        Set<String> called = RouteFiles.routes().stream()
                .flatMap(route -> route.steps().stream())
                .map(Step::uri)
                .filter(uri -> uri.startsWith("direct:"))
                .collect(Collectors.toSet());
        StringBuilder drawn = new StringBuilder("flowchart LR\n");
        Map<Set<String>, Set<String>> doors =
                new TreeMap<>((one, other) -> one.toString().compareTo(other.toString()));
        for (Route route : RouteFiles.routes()) {
            // What others call is drawn as a part of them.
            if (!called.contains(route.from().uri())) {
                String queue = queueOf(route, names);
                Set<String> ends = new LinkedHashSet<>();
                follow(route, route.id(), names, ends, new HashSet<>());
                if (queue == null) {
                    doors.computeIfAbsent(ends, same -> new LinkedHashSet<>()).add(route.id());
                } else {
                    drawn.append("  ")
                            .append(queue(queue))
                            .append(" --> ")
                            .append(route.id())
                            .append("\n");
                    ends.forEach(end -> drawn.append("  ")
                            .append(route.id())
                            .append(" --> ")
                            .append(end)
                            .append("\n"));
                }
            }
        }
        doors.forEach((ends, routes) -> ends.forEach(end -> drawn.append("  ")
                .append(routes.iterator().next())
                .append("[\"")
                .append(String.join("<br>", routes))
                .append("\"] --> ")
                .append(end)
                .append("\n")));
        return drawn.toString();
    }

    private static String queueOf(Route route, Map<String, String> names) {
        if (!route.from().isJms()) {
            return null;
        }
        String taken = TAKES.get(route.id());
        return taken != null ? names.get("queue." + taken) : name(route.from(), names);
    }

    /** Where a route's messages go, its sub-routes included. */
    private void follow(
            Route route, String begun, Map<String, String> names, Set<String> ends, Collection<String> seen) {
        if (!seen.add(route.id())) {
            return;
        }
        for (Step step : route.steps()) {
            if (byDirect.containsKey(step.uri())) {
                follow(byDirect.get(step.uri()), begun, names, ends, seen);
            } else if (step.isJms()) {
                String queue = name(step, names);
                boolean leg = TO_A_LEG.contains(route.id()) && queue.equals(names.get("queue.requests"));
                Stream<String> queues = !leg
                        ? Stream.of(queue)
                        : begun.equals("registry")
                                ? Stream.of(names.get("queue.pointers"))
                                : Stream.of(queue, names.get("queue.pointers"));
                queues.map(FlowPageTest::queue).forEach(ends::add);
            } else if (step.uri().startsWith("fhir:") || step.uri().contains("farSide")) {
                ends.add("farSides([provider, registry])");
            } else if (step.uri().equals("{{address}}")) {
                ends.add("receiver([receiver])");
            }
        }
    }

    private static String name(Step step, Map<String, String> names) {
        return PLACEHOLDER
                .matcher(String.valueOf(step.parameters().get("destinationName")))
                .replaceAll(found -> names.get("queue." + found.group(1)));
    }

    private static String queue(String name) {
        return name.replaceFirst("^bars\\.", "") + "[(" + name + ")]";
    }
}
