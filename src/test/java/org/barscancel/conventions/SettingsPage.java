package org.barscancel.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

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

            Give a setting as `--bars.home=/var/lib/bars-cancel` on the command line, as the environment variable below its name, or
            in an `application.yaml` of your own in `./config` beside the jar; the first of these that has it wins. What breaks its
            rule, or is unknown, stops the start and is named. A rule such as R8 stands in [conformance.md](conformance.md). The
            defaults with their comments: [application.yaml](../config/application.yaml).

            A time is written with its unit: `500ms`, `10s`, `5m`, `24h`, `90d`. So is a size: `512KB`, `1MB`, `2GB`. Several texts have
            commas between. `${PROVIDER_KEY}` in an example stands for the environment variable or other setting of that name.

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
        SettingExamples examples = SettingExamples.read();
        StringBuilder page = new StringBuilder(HEAD);
        groups.forEach((group, settings) -> {
            page.append("\n## `bars").append(group.isEmpty() ? "" : "." + group).append("`\n\n");
            page.append("| setting | default | unit | rule | example | meaning |\n|---|---|---|---|---|---|\n");
            settings.forEach(setting -> {
                String preset = defaults.getOrDefault(setting.name(), setting.preset());
                page.append(
                        row(setting, preset, examples.of(setting, preset), meanings.getOrDefault(setting.name(), "")));
            });
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

    private static String row(Setting setting, String preset, String example, String meaning) {
        String cells = String.join(
                " | ",
                code("bars." + setting.name()) + "<br>" + code(setting.environmentVariable()),
                preset.isEmpty() ? "–" : code(preset),
                SettingRule.unit(setting),
                escaped(SettingRule.text(setting)),
                code(example),
                sentence(meaning));
        return "| " + cells + " |\n";
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
