package org.barscancel.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.util.unit.DataSize;

/**
 * {@code docs/configuration.md}, made of the settings' records: what a setting means is their Javadoc, what it may be
 * their types and bounds; defaults are those of {@code config/application.yaml}.
 */
final class SettingsPage {
    private static final Path DESCRIPTIONS = Path.of("target/classes/META-INF/spring-configuration-metadata.json");

    private static final Path SOURCES = Path.of("src/main/java");

    private static final String HEAD =
            """
            # Settings

            Written by a test, which fails when it differs. To renew it: `mvn test -Dtest=SettingsTest -Dbars.renew-docs=true`.

            Give a setting as `--bars.home=/var/lib/bars-cancel` on the command line, as an environment variable, or in an
            `application.yaml` of your own in `./config` beside the jar; the first of these that has it wins. What is wrong or
            unknown stops the start and is named. A rule such as R8 stands in [conformance.md](conformance.md). The defaults with
            their comments: [application.yaml](../config/application.yaml).

            Address and port of the program are Spring Boot's `server.address` (`127.0.0.1`) and `server.port` (`8080`); its
            other settings work as its own manual says.

            As a [bundle](bundle.md) in another application it has these beside `bars.enabled` (`true`; `false`: it is not there), each
            below `bars.program`, such as `bars.program.server.port` (`8081`; `-1`: no web server).
            """;

    private SettingsPage() {}

    static String text() throws IOException {
        Map<String, List<Setting>> groups = Setting.all().stream()
                .collect(Collectors.groupingBy(
                        Setting::group, LinkedHashMap::new, Collectors.toCollection(ArrayList::new)));
        Map<String, String> defaults = Setting.shown();
        Map<String, String> meanings = meanings();
        StringBuilder page = new StringBuilder(HEAD);
        groups.forEach((group, settings) -> {
            page.append("\n## `bars").append(group.isEmpty() ? "" : "." + group).append("`\n\n");
            page.append("| setting | environment variable | default | allowed | meaning |\n|---|---|---|---|---|\n");
            settings.forEach(setting -> page.append(row(
                    setting,
                    defaults.getOrDefault(setting.name(), setting.preset()),
                    meanings.getOrDefault(setting.name(), ""))));
        });
        return page.toString();
    }

    /** What each setting means, by name; the compiler gathers it from the records' Javadoc. */
    static Map<String, String> meanings() throws IOException {
        Map<String, String> meanings = new LinkedHashMap<>();
        for (JsonNode property :
                new ObjectMapper().readTree(DESCRIPTIONS.toFile()).path("properties")) {
            String name = property.path("name").asText();
            if (name.startsWith("bars.") && property.has("description")) {
                meanings.put(
                        name.substring("bars.".length()),
                        property.path("description").asText());
            }
        }
        addThoseBelowNames(meanings);
        return meanings;
    }

    /** The compiler gathers nothing of what lies in a map. */
    private static void addThoseBelowNames(Map<String, String> meanings) throws IOException {
        for (Setting setting : Setting.all()) {
            if (setting.isBelowAName()) {
                meanings.remove(setting.names());
                // What is grouped means the same as without a name.
                String usual = setting.nameBelow().contains(".") ? meanings.get(setting.nameBelow()) : null;
                meanings.put(setting.name(), usual == null ? javadoc(setting) : usual);
            }
        }
    }

    /** What the record says of it that declares it. */
    private static String javadoc(Setting setting) throws IOException {
        Class<?> record = setting.part().getDeclaringRecord();
        Path file = SOURCES.resolve(record.getName().replaceFirst("\\$.*", "").replace('.', '/') + ".java");
        String source = Files.readString(file);
        String before = source.substring(0, source.indexOf("record " + record.getSimpleName() + "("));
        Matcher meaning = Pattern.compile("@param " + setting.part().getName() + " ((?s:.*?))\\s*\\*(?:/| @)")
                .matcher(before.substring(before.lastIndexOf("/**")));
        assertThat(meaning.find()).as(setting.name()).isTrue();
        return meaning.group(1).replaceAll("\\s*\\n\\s*\\* ", " ");
    }

    private static String row(Setting setting, String preset, String meaning) {
        String cells = String.join(
                " | ",
                code("bars." + setting.name()),
                code(setting.environmentVariable()),
                preset.isEmpty() ? "–" : code(preset),
                allowed(setting),
                sentence(meaning));
        return "| " + cells + " |\n";
    }

    private static String allowed(Setting setting) {
        Class<?> type = setting.part().getType();
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(value -> code(value.toString().toLowerCase(Locale.ROOT).replace('_', '-')))
                    .collect(Collectors.joining(", "));
        }
        if (type == boolean.class || type == Boolean.class) {
            return "`true`, `false`";
        }
        if (type == int.class || type == Integer.class) {
            String least = "at least " + setting.bound(Min.class).orElseThrow().value();
            return setting.bound(Max.class)
                    .map(most -> least + ", at most " + most.value())
                    .orElse(least);
        }
        if (type == double.class) {
            return "at least " + setting.bound(DecimalMin.class).orElseThrow().value();
        }
        if (type == Duration.class) {
            return "a duration: `500ms`, `10s`, `5m`, `24h`"
                    + setting.bound(DurationMin.class)
                            .map(least -> "; at least " + least.millis() + " ms")
                            .orElse("");
        }
        if (type == DataSize.class) {
            return "a size: `512KB`, `1MB`";
        }
        if (type == Path.class) {
            return "a folder";
        }
        if (type == Charset.class) {
            return "a character set: `UTF-8`, `ISO-8859-1`";
        }
        if (type == ZoneId.class) {
            return "a time zone: `Europe/London`";
        }
        if (type == List.class && setting.part().getGenericType().toString().contains("Sender")) {
            return "by number: `[0].application` and so on";
        }
        if (type == Map.class) {
            return "by the code: `.<code>.system` and so on";
        }
        return text(setting);
    }

    private static String text(Setting setting) {
        boolean filled = setting.bound(NotBlank.class).isPresent()
                || setting.bound(NotEmpty.class).isPresent();
        String what =
                Collection.class.isAssignableFrom(setting.part().getType()) ? "texts, with commas between" : "a text";
        return setting.bound(jakarta.validation.constraints.Pattern.class)
                .map(pattern -> escaped(pattern.message().replaceFirst("^must be ", "")))
                .orElse(filled ? what + "; not empty" : what);
    }

    private static String code(String text) {
        return "`" + escaped(text) + "`";
    }

    private static String sentence(String javadoc) {
        String text = escaped(javadoc.replaceAll("\\s+", " ").replaceAll("\\{@code ((?:[^{}]|\\{[^{}]*})*)}", "`$1`"));
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private static String escaped(String text) {
        return text.replace("|", "\\|");
    }
}
