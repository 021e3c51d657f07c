package org.barscancel.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every door keeps its word whatever comes in. The inputs that are kept are tried in every build; {@code mvn -Pfuzz test}
 * has Jazzer look for new ones, {@code -Dbars.fuzz.seconds} at each door.
 */
class FuzzTest {
    private static final String SECONDS = "bars.fuzz.seconds";
    private static final int LONGEST_INPUT = 8_192;

    @ParameterizedTest
    @EnumSource
    void aDoorKeepsItsWordWithEveryInputThatIsKept(Door door) throws IOException {
        List<Path> inputs = inputs(door);

        assertThat(inputs).isNotEmpty();
        for (Path input : inputs) {
            assertThatCode(() -> door.attempt(Files.readAllBytes(input)))
                    .as(input.toString())
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @EnumSource
    @EnabledIfSystemProperty(named = SECONDS, matches = "[1-9]\\d*")
    void noInputThatIsFoundInTheTimeMakesItBreakItsWord(Door door) throws Exception {
        String asked = System.getProperty("bars.fuzz.doors", ".*");
        org.junit.jupiter.api.Assumptions.assumeTrue(door.named().matches(asked));
        Path work = Files.createDirectories(Path.of("target", "fuzz", door.named()));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + door.target(),
                "--instrumentation_includes=org.barscancel.**",
                "--reproducer_path=" + work,
                "-max_total_time=" + System.getProperty(SECONDS),
                "-max_len=" + LONGEST_INPUT,
                "-timeout=60",
                "-artifact_prefix=" + work + File.separator,
                "-print_final_stats=1",
                Files.createDirectories(work.resolve("corpus")).toString(),
                door.inputs().toString()));
        Path log = work.resolve("log.txt");
        Process jazzer = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();

        assertThat(jazzer.waitFor())
                .as("%s; what breaks it lies beside its log, %s", door.named(), log)
                .isZero();
    }

    private static List<Path> inputs(Door door) throws IOException {
        try (Stream<Path> files = Files.list(door.inputs())) {
            return files.sorted().toList();
        }
    }
}
