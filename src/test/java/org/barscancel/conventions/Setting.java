package org.barscancel.conventions;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.barscancel.AccessSettings;
import org.barscancel.BarsSettings;
import org.barscancel.CallbackSettings;
import org.barscancel.Hl7Settings;
import org.barscancel.ProviderSettings;
import org.barscancel.RegistrySettings;
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

    private static final Pattern COMMENTED_OUT = Pattern.compile("(?m)^  #(routes):");

    /** Where users give names of their own, and what lies below each of them. */
    static final Map<String, Class<?>> NAMED = Map.of(
            "access.api-keys", AccessSettings.ApiKey.class,
            "access.certificates", AccessSettings.Certificate.class,
            "broker.users", BarsSettings.Broker.User.class,
            "callbacks", CallbackSettings.class,
            "hl7.feeds", Hl7Settings.Feed.class,
            "providers", ProviderSettings.Named.class,
            "registries", RegistrySettings.Named.class);

    private static final String NAME = ".<name>.";

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

    /** The values of an enum, as settings spell them. */
    static Stream<String> values(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(value -> value.toString().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    /** Whether it lies below a name of the user's own. */
    boolean isBelowAName() {
        return name.contains(NAME);
    }

    /** The setting whose names it lies below, such as {@code hl7.feeds}. */
    String names() {
        return name.substring(0, name.indexOf(NAME));
    }

    /** What it is called below the name. */
    String nameBelow() {
        return name.substring(name.indexOf(NAME) + NAME.length());
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
            } else if (NAMED.containsKey(name)) {
                collect(NAMED.get(name), name + NAME, all);
            } else {
                all.add(new Setting(name, part));
            }
        }
    }

    private static void collect(String prefix, Map<String, Object> level, Map<String, String> shown) {
        level.forEach((name, value) -> {
            // That nothing has a name yet is no setting; that there are no properties is one.
            if (value instanceof Map<?, ?> below && (!below.isEmpty() || NAMED.containsKey(prefix + name))) {
                collect(prefix + name + ".", RouteFiles.map(value), shown);
            } else {
                shown.put(prefix + name, value == null || value instanceof Map<?, ?> ? "" : value.toString());
            }
        });
    }

    private static String kebab(String camelCase) {
        return camelCase.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
