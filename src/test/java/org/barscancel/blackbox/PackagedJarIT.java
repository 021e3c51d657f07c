package org.barscancel.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** What is packaged: the routes, the settings, and no library that the build leaves out on purpose. */
class PackagedJarIT {
    private static final Path JAR = Path.of(System.getProperty("bars.jar"));

    /** 105.2 MB: what writes metrics for Prometheus is 2.1, traces and mail 2.0, the console's pages 1.6 of them. */
    private static final long MOST_BYTES = 108_000_000;

    @Test
    void holdsNoLibraryThatIsLeftOut() throws IOException {
        assertThat(entries())
                .filteredOn(entry -> entry.startsWith("BOOT-INF/lib/"))
                .isNotEmpty()
                .noneMatch(library -> library.matches(
                        ".*/(hapi-fhir-structures-(dstu2|dstu2\\.1|dstu3|hl7org-dstu2|r5)|jena-.*|Saxon-HE|icu4j"
                                + "|plantuml.*|simple-java-mail|commons-logging|jgroups|kotlin-.*|protobuf-.*)-\\d.*"))
                .noneMatch(
                        library -> library.matches(".*/(junit|jqwik|mockito|wiremock|assertj|archunit|camel-test).*"));
    }

    @Test
    void holdsTheRoutesTheSettingsAndTheSchema() throws IOException {
        assertThat(entries())
                .contains(
                        "BOOT-INF/classes/bars-cancel/routes/30-cancel.camel.yaml",
                        "BOOT-INF/classes/bars-cancel/application.yaml",
                        "BOOT-INF/classes/bars-cancel/application-demo.yaml",
                        "BOOT-INF/classes/bars-cancel/schema/cancellation-request.schema.json");
    }

    /** Where Spring Boot, and who scans jars, look for it. */
    @Test
    @DisabledIfSystemProperty(named = "bars.maven", matches = "offline true")
    void holdsTheListOfWhatIsInIt() throws IOException {
        assertThat(entries()).contains("META-INF/sbom/application.cdx.json");
    }

    @Test
    void hasNotGrown() throws IOException {
        assertThat(Files.size(JAR)).isLessThan(MOST_BYTES);
    }

    private static List<String> entries() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            return jar.stream().map(entry -> entry.getName()).toList();
        }
    }
}
