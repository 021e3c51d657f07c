package org.barscancel.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** What is in the jar may be handed on, and stands in {@code docs/licences.md}. */
@DisabledIfSystemProperty(named = "bars.maven", matches = "offline true", disabledReason = "the list is made online")
class LicencesTest {
    private static final Path LIST = Path.of("target/classes/META-INF/sbom/application.cdx.json");

    /** Each lets a program be handed on under its own licence as long as the library itself is not changed. */
    private static final Set<String> ALLOWED = Set.of(
            "Apache-2.0", "MIT", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "EPL-1.0", "EPL-2.0", "MPL-1.1", "MPL-2.0");

    /** As libraries write what has a name of its own. */
    private static final Map<String, String> SPELLINGS =
            Map.of("Apache Software License 2.0", "Apache-2.0", "EPL 1.0", "EPL-1.0");

    private static final Pattern HELD_BACK =
            Pattern.compile("(?m)^\\| `([^`]+)`[^|]*\\| ([^ ]+) \\| [^|]+ \\| [^|]+ \\|$");

    private static final String HEAD =
            """
            # Licences

            Every library in the jar, by licence, made by a test from the list of what is in it (`META-INF/sbom/application.cdx.json`, CycloneDX).
            Of several licences the one named here is used. A library without one of these fails the build. None is changed; each
            jar holds its own licence text.
            """;

    @Test
    void everyLibraryMayBeHandedOn() throws IOException {
        assertThat(libraries()).hasSizeGreaterThan(200).allSatisfy(library -> assertThat(used(library))
                .as(name(library) + " has " + licences(library))
                .isNotEmpty());
    }

    @Test
    void thePageNamesThemAll() throws IOException {
        Map<String, List<String>> byLicence = new TreeMap<>();
        for (JsonNode library : libraries()) {
            byLicence
                    .computeIfAbsent(
                            used(library).isEmpty() ? "none" : used(library).get(0), none -> new ArrayList<>())
                    .add(name(library));
        }
        StringBuilder page = new StringBuilder(HEAD);
        byLicence.forEach((licence, names) -> {
            page.append("\n## ").append(licence).append("\n\n");
            names.stream()
                    .sorted()
                    .forEach(name -> page.append("- ").append(name).append("\n"));
        });
        GeneratedPage.agrees(Path.of("docs/licences.md"), page.toString());
    }

    /** What the page says is ours is what the POM or the jar has. */
    @Test
    void theHeldBackVersionsAreThoseWeHave() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        List<String> inTheJar = new ArrayList<>();
        for (JsonNode library : libraries()) {
            inTheJar.add(name(library));
        }

        assertThat(HELD_BACK
                        .matcher(Files.readString(Path.of("docs/dependencies.md")))
                        .results())
                .hasSizeGreaterThan(20)
                .allMatch(row -> inTheJar.contains(row.group(1) + ":" + row.group(2))
                        || pom.contains("version>" + row.group(2) + "</"));
    }

    private static List<JsonNode> libraries() throws IOException {
        List<JsonNode> libraries = new ArrayList<>();
        new ObjectMapper().readTree(LIST.toFile()).path("components").forEach(libraries::add);
        return libraries;
    }

    private static List<String> used(JsonNode library) {
        return licences(library).stream().filter(ALLOWED::contains).toList();
    }

    private static List<String> licences(JsonNode library) {
        List<String> names = new ArrayList<>();
        for (JsonNode one : library.path("licenses")) {
            Stream.of(one.path("license").path("id"), one.path("license").path("name"), one.path("expression"))
                    .filter(JsonNode::isTextual)
                    .map(JsonNode::asText)
                    .map(name -> SPELLINGS.getOrDefault(name, name))
                    .forEach(names::add);
        }
        return names;
    }

    private static String name(JsonNode library) {
        return library.path("group").asText() + ":" + library.path("name").asText() + ":"
                + library.path("version").asText();
    }
}
