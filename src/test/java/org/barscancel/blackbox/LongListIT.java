package org.barscancel.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.barscancel.simulator.SimulatorHost;
import org.barscancel.simulator.SimulatorSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One CSV file of so many rows ({@code -Dbars.test.rows}), in 256 MB. Says how long it took until all were accepted and, unless
 * {@code -Dbars.test.answered=false}, answered; and how much memory that took. {@code -Dbars.test.jvm} adds options of Java, such as a
 * recording.
 */
@EnabledIfSystemProperty(named = "bars.test.rows", matches = "\\d+")
class LongListIT {
    private static final Logger LOG = LoggerFactory.getLogger(LongListIT.class);
    private static final int ROWS = Integer.getInteger("bars.test.rows", 0);
    private static final boolean ANSWERED = Boolean.parseBoolean(System.getProperty("bars.test.answered", "true"));
    private static final int SEEDED_AT_ONCE = 1_000;
    private static final Duration ACCEPTANCE = Duration.ofSeconds(60 + ROWS / 200);
    private static final Duration PATIENCE = Duration.ofSeconds(60 + ROWS / 10);
    private static final Pattern HEAP = Pattern.compile("(\\d+)M->\\d+M\\(\\d+M\\)");

    @TempDir
    Path home;

    private SimulatorHost farSide;
    private RunningProgram program;

    @BeforeEach
    void start() {
        farSide = SimulatorHost.start(0, SimulatorSettings.strict().withRecordLimit(1_000), Clock.systemUTC());
        int seeded = ANSWERED ? ROWS : Math.min(ROWS, 10 * SEEDED_AT_ONCE);
        for (int from = 1; from <= seeded; from += SEEDED_AT_ONCE) {
            farSide.simulator().seed(Clinic.resources(from, Math.min(seeded, from + SEEDED_AT_ONCE - 1)));
        }
        List<String> settings = new ArrayList<>(List.of(
                "-Xmx256m",
                // Not for a brief life, as the others: with both compilers.
                "-XX:TieredStopAtLevel=4",
                "-Xlog:gc:file=" + home.resolve("gc.log").toAbsolutePath(),
                "--logging.level.root=info"));
        Stream.of(System.getProperty("bars.test.jvm", "").split(" "))
                .filter(option -> !option.isBlank())
                .forEach(settings::add);
        if (!ANSWERED) {
            // What the machine can do is for accepting.
            settings.add("--bars.rate.provider=20");
        }
        program = RunningProgram.start(
                "long-list", home, RunningProgram.settings(farSide.baseUrl(), settings.toArray(String[]::new)));
    }

    @AfterEach
    void finish() {
        try {
            program.stop();
        } finally {
            farSide.close();
        }
    }

    @Test
    void isAcceptedInLittleMemory() throws Exception {
        Path csv = program.home().resolve("inbox/long.csv.part");
        write(csv);
        Files.move(csv, program.home().resolve("inbox/long.csv"));
        long began = System.nanoTime();

        await("accepted")
                .atMost(ACCEPTANCE)
                .until(() -> program.files("archive").size() == 1);
        report("accepted", began);
        if (ANSWERED) {
            Path result = program.home().resolve("results/long.csv.result.csv");
            await("answered").atMost(PATIENCE).until(() -> Files.exists(result));
            report("answered", began);
            try (var lines = Files.lines(result)) {
                assertThat(lines.filter(line -> line.contains(",done,removed,")))
                        .hasSize(ROWS);
            }
        }
        assertThat(program.log()).doesNotContain("OutOfMemoryError");
    }

    private void report(String what, long began) throws IOException {
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        int heap = 0;
        for (String line : Files.readAllLines(home.resolve("gc.log"))) {
            Matcher collection = HEAP.matcher(line);
            heap = Math.max(heap, collection.find() ? Integer.parseInt(collection.group(1)) : 0);
        }
        LOG.info(
                "{} rows {} after {} ms, {} a second; peak heap {} MB, peak resident {}",
                ROWS,
                what,
                millis,
                ROWS * 1000L / Math.max(1, millis),
                heap,
                program.peakResident());
    }

    private static void write(Path csv) throws IOException {
        Files.createDirectories(csv.getParent());
        try (BufferedWriter out = Files.newBufferedWriter(csv)) {
            out.write("appointmentId,nhsNumber,reasonText\n");
            for (int n = 1; n <= ROWS; n++) {
                out.write(Clinic.id(n) + "," + Clinic.nhsNumber(n) + ",Clinic closed\n");
            }
        }
    }
}
