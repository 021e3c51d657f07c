package org.barscancel.conventions;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** The route files as plain data. */
final class RouteFiles {
    private static final Path FOLDER = Path.of("routes");

    /** A step: its kind, such as {@code to}, and what it says. */
    record Step(String route, String kind, Map<String, Object> settings) {
        String id() {
            return String.valueOf(settings.get("id"));
        }

        Map<String, Object> parameters() {
            return map(settings.getOrDefault("parameters", Map.of()));
        }

        String uri() {
            return String.valueOf(settings.get("uri"));
        }

        boolean isJms() {
            return uri().equals("jms") || uri().startsWith("jms:");
        }

        @Override
        public String toString() {
            return route + "/" + id();
        }
    }

    /** A list of steps that follow each other. */
    record Level(String route, int steps) {}

    /** A route as it stands in its file. */
    record Route(String file, Map<String, Object> settings) {
        String id() {
            return String.valueOf(settings.get("id"));
        }

        Step from() {
            return new Step(id(), "from", map(settings.get("from")));
        }

        List<Step> steps() {
            List<Step> steps = new ArrayList<>();
            collect(from().settings().get("steps"), steps, new ArrayList<>());
            return steps;
        }

        List<Level> levels() {
            List<Level> levels = new ArrayList<>();
            collect(from().settings().get("steps"), new ArrayList<>(), levels);
            return levels;
        }

        private void collect(Object list, List<Step> steps, List<Level> levels) {
            List<?> items = (List<?>) list;
            levels.add(new Level(id(), items.size()));
            for (Object item : items) {
                Map.Entry<String, Object> only = map(item).entrySet().iterator().next();
                add(only.getKey(), map(only.getValue()), steps, levels);
            }
        }

        private void add(String kind, Map<String, Object> settings, List<Step> steps, List<Level> levels) {
            steps.add(new Step(id(), kind, settings));
            if (settings.containsKey("steps")) {
                collect(settings.get("steps"), steps, levels);
            }
            for (String branch : List.of("when", "otherwise", "doCatch", "doFinally")) {
                Object inner = settings.get(branch);
                for (Object one : inner instanceof List<?> many ? many : inner == null ? List.of() : List.of(inner)) {
                    add(branch, map(one), steps, levels);
                }
            }
        }
    }

    private RouteFiles() {}

    static Map<String, List<Map<String, Object>>> all() {
        Map<String, List<Map<String, Object>>> files = new TreeMap<>();
        try (Stream<Path> paths = Files.list(FOLDER)) {
            for (Path path : paths.toList()) {
                try (Reader reader = Files.newBufferedReader(path)) {
                    List<?> items = new Yaml().load(reader);
                    files.put(
                            path.getFileName().toString(),
                            items.stream().map(RouteFiles::map).toList());
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return files;
    }

    static List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        all().forEach((file, items) -> items.forEach(item -> {
            if (item.containsKey("route")) {
                routes.add(new Route(file, map(item.get("route"))));
            } else if (item.containsKey("routeTemplate")) {
                routes.add(new Route(file, routeOf(map(item.get("routeTemplate")))));
            }
        }));
        return routes;
    }

    /** A template's route has no id of its own: each that is made of it has another. */
    private static Map<String, Object> routeOf(Map<String, Object> template) {
        Map<String, Object> route = new TreeMap<>(map(template.get("route")));
        route.put("id", template.get("id"));
        return route;
    }

    static List<Map<String, Object>> configurations() {
        return all().values().stream()
                .flatMap(List::stream)
                .filter(item -> item.containsKey("routeConfiguration"))
                .map(item -> map(item.get("routeConfiguration")))
                .toList();
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }
}
