package org.barscancel.conventions;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.barscancel.BarsSettings;
import org.barscancel.Hl7Settings;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.yaml.snakeyaml.Yaml;

/**
 * A setting as the records of {@link BarsSettings} declare it.
 *
 * @param name without {@code bars.}
 * @param part the record component that holds it
 */
record Setting(String name, RecordComponent part) {
    /** What shows every setting with its default. */
    static final Path FILE = Path.of("config/application.yaml");

    private static final Pattern COMMENTED_OUT = Pattern.compile("(?m)^  #([a-z-]+):");

    /** How the name of a setting of each feed begins. */
    static final String OF_A_FEED = "hl7.feeds.<name>.";

    /** All of them, in the order of the records. */
    static List<Setting> all() {
        List<Setting> all = new ArrayList<>();
        collect(BarsSettings.class, "", all);
        return all;
    }

    /** What the file shows: the defaults by name, an empty text where there is none. */
    static Map<String, String> shown() throws IOException {
        Map<String, String> shown = new TreeMap<>();
        String file = Files.readString(FILE);
        Map<String, Object> root = new Yaml().load(file);
        collect("", RouteFiles.map(root.get("bars")), shown);
        COMMENTED_OUT.matcher(file).results().forEach(line -> shown.put(line.group(1), ""));
        return shown;
    }

    /** Whether each feed has its own. */
    boolean isOfFeed() {
        return name.startsWith(OF_A_FEED);
    }

    /** The default that the record itself declares; empty when it has none. */
    String preset() {
        DefaultValue preset = part.getAnnotation(DefaultValue.class);
        if (preset == null) {
            for (Constructor<?> constructor : part.getDeclaringRecord().getDeclaredConstructors()) {
                for (Parameter parameter : constructor.getParameters()) {
                    if (parameter.getName().equals(part.getName())) {
                        preset = parameter.getAnnotation(DefaultValue.class);
                    }
                }
            }
        }
        return preset == null ? "" : String.join(",", preset.value());
    }

    /** The part of the name before the dot; empty for a setting that belongs to no group. */
    String group() {
        return name.substring(0, Math.max(0, name.indexOf('.')));
    }

    /** Spring's rule: upper case, underscores for dots, nothing for hyphens. */
    String environmentVariable() {
        return ("bars." + name).replace(".", "_").replace("-", "").toUpperCase(Locale.ROOT);
    }

    /** A bound of Bean Validation, when the setting has it. */
    <A extends Annotation> Optional<A> bound(Class<A> type) {
        try {
            return Optional.ofNullable(
                    part.getDeclaringRecord().getDeclaredField(part.getName()).getAnnotation(type));
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void collect(Class<?> type, String prefix, List<Setting> all) {
        for (RecordComponent part : type.getRecordComponents()) {
            String name = prefix + kebab(part.getName());
            if (part.getType().isRecord()) {
                collect(part.getType(), name + ".", all);
            } else if (feeds(part)) {
                collect(Hl7Settings.Feed.class, OF_A_FEED, all);
            } else {
                all.add(new Setting(name, part));
            }
        }
    }

    private static void collect(String prefix, Map<String, Object> level, Map<String, String> shown) {
        level.forEach((name, value) -> {
            if (value instanceof Map<?, ?>) {
                collect(prefix + name + ".", RouteFiles.map(value), shown);
            } else {
                shown.put(prefix + name, value == null ? "" : value.toString());
            }
        });
    }

    private static boolean feeds(RecordComponent part) {
        return part.getDeclaringRecord() == Hl7Settings.class && part.getType() == Map.class;
    }

    private static String kebab(String camelCase) {
        return camelCase.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
