package org.barscancel.conventions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.springframework.util.unit.DataSize;
import org.yaml.snakeyaml.Yaml;

/**
 * How a setting may look when it is given: as the file of examples shows it, else as its type allows.
 *
 * @param shown those of the file, by name without {@code bars.}
 */
record SettingExamples(Map<String, String> shown) {
    static final Path FILE = Path.of("src/test/resources/settings/examples.yaml");

    private static final String A_NAME = "<name>";

    /** Names of the user's own, as the file has them. */
    private static final List<String> NAMES = List.of("pas-1", "pas-2", "north", "north-nrl");

    static SettingExamples read() throws IOException {
        Map<String, Object> root = new Yaml().load(Files.readString(FILE));
        Map<String, String> shown = new TreeMap<>();
        flatten("", RouteFiles.map(root.get("bars")), shown);
        return new SettingExamples(shown);
    }

    /** The setting's example, given its default. */
    String of(Setting setting, String preset) {
        return own(setting).or(() -> ofItsType(setting, preset)).orElseGet(() -> alike(setting, preset));
    }

    private Optional<String> own(Setting setting) {
        return NAMES.stream()
                .map(name -> setting.name().replace(A_NAME, name))
                .flatMap(name -> shown.entrySet().stream()
                        .filter(entry -> entry.getKey().matches(Pattern.quote(name) + "([.\\[].*)?"))
                        .map(entry -> below(name, entry)))
                .findFirst();
    }

    /** The value; with its key before, where the setting is a map or a list of several. */
    private static String below(String name, Map.Entry<String, String> entry) {
        String key = entry.getKey().substring(name.length());
        return key.isEmpty() ? entry.getValue() : key + ": " + entry.getValue();
    }

    /** Another value than the default. */
    private static Optional<String> ofItsType(Setting setting, String preset) {
        Class<?> type = setting.part().getType();
        if (type == boolean.class || type == Boolean.class) {
            return Optional.of(Boolean.toString(!Boolean.parseBoolean(preset)));
        }
        if (type.isEnum()) {
            return Setting.values(type).filter(value -> !value.equals(preset)).findFirst();
        }
        if (type == int.class || type == Integer.class) {
            return Optional.of(preset.isEmpty() || "0".equals(preset) ? "10" : "" + 2 * Integer.parseInt(preset));
        }
        if (type == double.class) {
            return Optional.of("1.0".equals(preset) ? "0.1" : "3");
        }
        if (type == Duration.class) {
            return Optional.of("30s".equals(preset) ? "1m" : "30s");
        }
        return type == DataSize.class ? Optional.of("2MB") : Optional.empty();
    }

    /** One far side has what the other has; queues are called as their default is. */
    private String alike(Setting setting, String preset) {
        String name = setting.isBelowAName() ? setting.nameBelow() : setting.name();
        String below = name.replaceFirst("^(provider|registry)\\.", "");
        for (String group : List.of("", "provider.", "registry.")) {
            String example = shown.get(group + below);
            if (example != null) {
                return example;
            }
        }
        if (preset.isEmpty()) {
            throw new IllegalStateException("bars." + setting.name() + " has no example in " + FILE);
        }
        return preset;
    }

    private static void flatten(String prefix, Map<String, Object> level, Map<String, String> shown) {
        level.forEach((name, value) -> {
            if (value instanceof Map<?, ?>) {
                flatten(prefix + name + ".", RouteFiles.map(value), shown);
            } else if (value instanceof List<?> several) {
                flatten(prefix + name + "[0].", RouteFiles.map(several.get(0)), shown);
            } else {
                shown.put(prefix + name, value.toString());
            }
        });
    }
}
