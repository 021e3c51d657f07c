package org.barscancel.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.barscancel.conventions.GivenSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The unit of systemd, the Dockerfile, and the settings of the examples name what there is. Neither is run here. */
class PackagingTest {
    private static final Path UNIT = Path.of("packaging/systemd/bars-cancel.service");
    private static final Path DOCKERFILE = Path.of("packaging/docker/Dockerfile");
    private static final Pattern VARIABLE = Pattern.compile("\\b(BARS_[A-Z_]+)=");
    private static final Pattern INSTRUCTION = Pattern.compile("(?m)^(\\w+) (.*)$");

    @TempDir
    Path folder;

    @Test
    void systemdTakesTheUnit() throws Exception {
        Path unit = Files.writeString(
                folder.resolve("bars-cancel.service"),
                // Nothing is installed here.
                Files.readString(UNIT).replace("/opt/bars-cancel/bin/bars-cancel", "/bin/true"));
        Process verify;
        try {
            verify = new ProcessBuilder("systemd-analyze", "verify", unit.toString())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException notInstalled) {
            abort("systemd-analyze is not installed (Debian: systemd)");
            return;
        }
        String said = new String(verify.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(verify.waitFor()).as(said).isZero();
        assertThat(said.lines().filter(line -> line.contains("bars-cancel"))).isEmpty();
    }

    @Test
    void theVariablesThatAreSetAreSettings() throws IOException {
        for (Path file : List.of(UNIT, DOCKERFILE)) {
            assertThat(VARIABLE.matcher(Files.readString(file)).results().map(found -> found.group(1)))
                    .as(file.toString())
                    .isNotEmpty()
                    .allMatch(GivenSettings::isVariable);
        }
    }

    /** There is no engine to build it by. */
    @Test
    void theImageIsMadeOfTheArchiveAndDoesNotRunAsRoot() throws IOException {
        String text = Files.readString(DOCKERFILE).replaceAll("(?m)^#.*\n", "").replaceAll("\\s*\\\\\n\\s*", " ");
        String last = text.substring(text.lastIndexOf("\nFROM "));
        String archive = Files.readString(Path.of("src/build/distribution.xml"));

        assertThat(INSTRUCTION.matcher(text).results().map(found -> found.group(1)))
                .isSubsetOf(
                        "ARG",
                        "FROM",
                        "COPY",
                        "RUN",
                        "ENV",
                        "USER",
                        "WORKDIR",
                        "VOLUME",
                        "EXPOSE",
                        "ENTRYPOINT",
                        "CMD");
        assertThat(last).containsPattern("USER [1-9]\\d*:[1-9]\\d*\n");
        assertThat(last.indexOf("USER")).isGreaterThan(last.lastIndexOf("RUN"));
        assertThat(Pattern.compile("(?m)^COPY (?!--from)(.*) \\S+$")
                        .matcher(text)
                        .results())
                .flatMap(copied -> List.of(copied.group(1).split(" ", -1)))
                .contains("lib", "bin")
                .allMatch(source -> archive.contains(">" + source + "<") || archive.contains(">" + source + "/**<"));
        assertThat(last).contains("ENTRYPOINT [\"/opt/bars-cancel/bin/bars-cancel\"]", "CMD [\"start\"]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"file-share", "mllp-feed", "signed-jwt", "two-instances"})
    void eachExampleHasSettingsThatThereAre(String example) throws IOException {
        Path place = Path.of("examples", example);

        assertThat(GivenSettings.bound(Files.readString(place.resolve("config/application.yaml")))
                        .provider()
                        .url())
                .isEqualTo("https://provider.example/FHIR/R4");
        assertThat(Files.readString(Path.of("examples/README.md"))).contains("(" + example + "/README.md)");
    }
}
