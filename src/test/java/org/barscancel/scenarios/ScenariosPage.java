package org.barscancel.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code docs/scenarios.md}: every scenario, and what its requester got when the tests ran. */
final class ScenariosPage {
    private static final Path PAGE = Path.of("docs", "scenarios.md");
    private static final Path SEEN = Path.of("target", "scenarios.md");
    private static final String HEAD =
            """
            # Scenarios, and what their requesters got

            Written by the tests, which fail when it differs. To renew it: `mvn test -Dtest=ScenarioTest -Dbars.renew-docs=true`.

            Each row is a folder below [src/test/resources/scenarios](../src/test/resources/scenarios), run against the whole program with
            the simulator as its far sides; what goes wrong is told as in [simulator.md](simulator.md). A group of settings is one of
            [settings.json](../src/test/resources/scenario-fixtures/settings.json). What the requester gets is written as
            `outcome`/`registry`, and the problem's code.

            """;

    private final Map<String, List<JsonNode>> seen = new ConcurrentHashMap<>();

    /** Notes what the requester of a scenario got. */
    void ran(String scenario, List<JsonNode> results) {
        seen.put(scenario, List.copyOf(results));
    }

    /** Compares the page with what was seen, or with {@code -Dbars.renew-docs=true} writes it. */
    void checkOrRenew(List<Path> scenarios) throws IOException {
        String text = text(scenarios);
        Files.writeString(SEEN, text);
        if (Boolean.getBoolean("bars.renew-docs")) {
            Files.writeString(PAGE, text);
        }
        assertThat(PAGE)
                .as("renew it with -Dbars.renew-docs=true, and look at the difference")
                .exists()
                .hasContent(text);
    }

    private String text(List<Path> scenarios) {
        Map<String, List<Path>> bySettings = scenarios.stream()
                .collect(Collectors.groupingBy(
                        folder -> Fixtures.given(folder).settings(), TreeMap::new, Collectors.toList()));
        StringBuilder text = new StringBuilder(HEAD);
        text.append(scenarios.size()).append(" scenarios.\n");
        bySettings.forEach((settings, folders) -> {
            text.append("\n## Settings: ").append(settings).append("\n\n");
            text.append("| scenario | goes wrong | the requester gets | rules |\n|---|---|---|---|\n");
            folders.forEach(folder -> text.append(row(folder)));
        });
        return text.toString();
    }

    private String row(Path folder) {
        String name = folder.getFileName().toString();
        String faults = Fixtures.given(folder).faults().stream()
                .map(fault -> calls(fault.path("match")) + ": " + effect(fault.path("then")))
                .distinct()
                .collect(Collectors.joining("; "));
        Stream<String> got = seen.getOrDefault(name, List.of()).stream().map(ScenariosPage::result);
        if (Fixtures.expected(folder).anyOrder()) {
            got = got.sorted();
        }
        return "| %s | %s | %s | %s |\n"
                .formatted(
                        name.replace('-', ' '),
                        faults.isEmpty() ? "–" : faults,
                        got.collect(Collectors.joining("; ")),
                        String.join(" ", Fixtures.expected(folder).rules()));
    }

    private static String calls(JsonNode match) {
        List<String> words = new ArrayList<>();
        words.add(match.path("method").asText("every call"));
        words.add(match.path("resource").asText(""));
        if (match.has("id") && match.path("id").asText().isEmpty()) {
            words.add("(search)");
        }
        if (match.has("first")) {
            words.add("first " + match.path("first").asInt());
        }
        if (match.has("nth")) {
            words.add("no. " + match.path("nth").asInt());
        }
        return words.stream().filter(word -> !word.isEmpty()).collect(Collectors.joining(" "));
    }

    private static String effect(JsonNode then) {
        List<String> words = new ArrayList<>();
        then.properties().forEach(field -> {
            String name = field.getKey();
            JsonNode value = field.getValue();
            switch (name) {
                case "status" -> {
                    if (!then.path("outcome").asText().contains("/" + value.asText())) {
                        words.add(value.asText());
                    }
                }
                case "outcome" -> words.add(value.asText().replaceFirst(".*/", ""));
                case "text" ->
                    words.add(value.asText().startsWith("<") ? "a page" : "`" + shortened(value.asText()) + "`");
                case "resource" -> words.add(resource(value));
                case "contentType" -> {}
                case "wrong" -> words.add("wrong " + value.asText());
                case "replace" -> words.add("with other text in it");
                case "meanwhile" -> words.add("somebody else writes meanwhile");
                case "headers" -> value.properties().forEach(header -> words.add(header.getKey()));
                default -> words.add(value.isBoolean() ? name : name + " " + value.asText());
            }
        });
        return String.join(", ", words);
    }

    private static String resource(JsonNode resource) {
        String code = resource.at("/issue/0/details/coding/0/code")
                .asText(resource.at("/issue/0/code").asText());
        String type =
                resource.path("resourceType").asText(resource.path("fixture").asText(resource.asText()));
        return (type + " " + code).strip();
    }

    private static String shortened(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }

    private static String result(JsonNode result) {
        if (!result.has("outcome")) {
            return "`" + result.path("status").asText() + "`";
        }
        String problem = result.path("problem").path("code").asText("");
        String legs = "`" + result.path("outcome").asText() + "`/`"
                + result.path("registry").asText() + "`";
        return problem.isEmpty() ? legs : legs + " `" + problem + "`";
    }
}
