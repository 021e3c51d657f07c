package org.barscancel.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.barscancel.atrest.KeysGiven;
import org.barscancel.request.CsvRequestReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFilesTest {
    private static final ObjectMapper MAPPER =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();

    private static final CsvRequestReader CSV = new CsvRequestReader(StandardCharsets.UTF_8, 100);

    @TempDir
    Path home;

    private final Known known = new Known();
    private Instant now = Instant.parse("2026-03-02T09:00:00Z");
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private ResultFiles files;
    private Path results;

    @BeforeEach
    void open() {
        files = new ResultFiles(OneOwner.HOME, home, clock, MAPPER, known, CSV, KeysGiven.NO_FILES);
        results = home.resolve("results");
    }

    @Test
    void writesAListOfResultsInOrderWithOneALine() throws IOException {
        known.add(batch("ward/pas-1", "clinic-7.json", true, true), Results.done(1), Results.done(2));

        files.update("b");

        try (InputStream golden = getClass().getResourceAsStream("/results/list.result.json")) {
            assertThat(Files.readString(results.resolve("ward/pas-1/clinic-7.json.result.json")) + "\n")
                    .isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void writesOneResultForOneRequest() throws IOException {
        known.add(batch(null, "one.json", false, true), Results.done(1));

        assertThat(files.update("b")).as("the ledger is to be told").isTrue();

        JsonNode written = MAPPER.readTree(Files.readString(results.resolve("one.json.result.json")));
        assertThat(written.isObject()).isTrue();
        assertThat(written.path("outcome").textValue()).isEqualTo("done");
    }

    @Test
    void writesAnEmptyListForAFileThatHoldsNothing() throws IOException {
        known.add(batch(null, "none.json", true, true));

        files.update("b");

        assertThat(MAPPER.readTree(Files.readString(results.resolve("none.json.result.json"))))
                .isEqualTo(MAPPER.createArrayNode());
    }

    @Test
    void showsProgressUntilTheResultIsThere() throws IOException {
        known.add(batch("pas-1", "clinic-7.json", true, false));
        known.counts = new BatchCounts(1, 2, 3, 4, 5);

        files.update("b");

        Path progress = results.resolve("pas-1/clinic-7.json.progress.json");
        assertThat(MAPPER.readTree(Files.readString(progress)))
                .isEqualTo(
                        MAPPER.readTree(
                                """
                        {"name":"clinic-7.json","size":15,"pending":1,"done":2,"alreadyDone":3,"rejected":4,"parked":5,
                         "updatedAt":"2026-03-02T09:00:00Z"}"""));

        known.add(batch("pas-1", "clinic-7.json", true, true), Results.done(1));
        files.update("b");

        assertThat(all()).containsExactly("pas-1/clinic-7.json.result.json");
    }

    @Test
    void writesProgressOnceASecondAndCatchesUp() throws IOException {
        known.add(batch(null, "clinic-7.json", true, false));
        files.update("b");
        known.counts = new BatchCounts(7, 8, 0, 0, 0);

        files.update("b");
        assertThat(pending("clinic-7.json.progress.json")).isEqualTo(15);

        now = now.plusMillis(999);
        files.heldBack().forEach(files::update);
        assertThat(pending("clinic-7.json.progress.json")).isEqualTo(15);

        now = now.plusMillis(1);
        files.heldBack().forEach(files::update);
        assertThat(pending("clinic-7.json.progress.json")).isEqualTo(7);

        known.counts = new BatchCounts(1, 14, 0, 0, 0);
        now = now.plusSeconds(5);
        files.heldBack().forEach(files::update);
        assertThat(pending("clinic-7.json.progress.json"))
                .as("nothing was held back")
                .isEqualTo(7);
    }

    @Test
    void leavesAResultAloneWhileAReplayRunsAndWritesItAnewAfterwards() throws IOException {
        known.add(batch(null, "one.json", false, true), Results.rejectedUnread());
        files.update("b");

        known.add(batch(null, "one.json", false, false), Results.pending());
        files.update("b");
        assertThat(all()).containsExactly("one.json.result.json");

        known.add(batch(null, "one.json", false, true), Results.done(1));
        files.update("b");
        assertThat(Files.readString(results.resolve("one.json.result.json"))).contains("\"done\"");
    }

    @Test
    void hasNoFilesForABatchThatIsNotKnown() {
        files.update("b");

        assertThat(results).doesNotExist();
    }

    @Test
    void leavesNothingBehindWhenItFailsInTheMiddle() throws IOException {
        known.add(batch(null, "clinic-7.json", true, true), Results.done(1));
        known.failure = new UncheckedIOException(new IOException("The database is away"));

        assertThatThrownBy(() -> files.update("b")).isSameAs(known.failure);
        assertThat(all()).isEmpty();
    }

    @Test
    void leavesTheFilesOfAnotherHomeToTheirOwner() throws IOException {
        known.add(new BatchSummary("b", null, "one.json", "one.json", false, 1, true, "another-home"), Results.done(1));

        assertThat(files.update("b")).as("still owed").isFalse();
        assertThat(results).doesNotExist();
        assertThat(files.isTaken("another-home", null, "one.json")).isFalse();
    }

    @Test
    void writesNothingWhileAnotherInstanceWorksOnTheFolder() throws IOException {
        ResultFiles waiting =
                new ResultFiles(new OneOwner("home", false), home, clock, MAPPER, known, CSV, KeysGiven.NO_FILES);
        known.add(batch(null, "one.json", false, true), Results.done(1));

        assertThat(waiting.update("b")).as("still owed").isFalse();
        assertThat(results).doesNotExist();
    }

    @Test
    void knowsWhichNamesAreTaken() throws IOException {
        Files.createDirectories(results.resolve("pas-1"));
        Files.writeString(results.resolve("pas-1/clinic.csv.result.json"), "not ours");

        assertThat(files.isTaken("home", "pas-1", "clinic.csv")).isTrue();
        assertThat(files.isTaken("home", null, "clinic.csv")).isFalse();
        assertThat(files.isTaken("home", "pas-2", "clinic.csv")).isFalse();
    }

    @Test
    void neverWritesOutsideItsFolder() throws IOException {
        for (String requester : List.of("..", "a/../..", "/etc", "a//b", "./..", "a/.")) {
            known.add(batch(requester, "x.csv", true, true), Results.done(1));
            assertThatThrownBy(() -> files.update("b")).as(requester).isInstanceOf(IllegalArgumentException.class);
        }
        known.add(batch(null, "../x.csv", true, true), Results.done(1));
        assertThatThrownBy(() -> files.update("b")).isInstanceOf(IllegalArgumentException.class);

        Files.createDirectories(results);
        Path elsewhere = Files.createDirectories(home.resolve("elsewhere"));
        Files.createSymbolicLink(results.resolve("linked"), elsewhere);
        known.add(batch("linked", "x.csv", true, true), Results.done(1));
        assertThatThrownBy(() -> files.update("b")).isInstanceOf(IllegalArgumentException.class);
        assertThat(elsewhere).isEmptyDirectory();
        assertThat(all()).isEmpty();
    }

    @Test
    void shortensANameThatLeavesNoRoomForItsEnding() throws IOException {
        String name = "ü".repeat(120) + ".json";
        String second =
                ResultNames.candidates(name, "claim").skip(1).findFirst().orElseThrow();
        known.add(new BatchSummary("b", null, name, second, true, 1, true, "home"), Results.done(1));

        files.update("b");

        assertThat(second).startsWith("üüü").endsWith(".claim");
        assertThat(all()).containsExactly(second + ".result.json");
    }

    @Test
    void offersNamesWithoutEnd() {
        assertThat(ResultNames.candidates("a.csv", "c1").limit(4))
                .containsExactly("a.csv", "a.csv.c1", "a.csv.c1.2", "a.csv.c1.3");
    }

    private static BatchSummary batch(String requester, String name, boolean many, boolean complete) {
        return new BatchSummary("b", requester, name, name, many, 15, complete, "home");
    }

    private int pending(String name) throws IOException {
        return MAPPER.readTree(Files.readString(results.resolve(name)))
                .path("pending")
                .intValue();
    }

    private List<String> all() throws IOException {
        try (Stream<Path> found = Files.walk(results)) {
            return found.filter(Files::isRegularFile)
                    .map(path -> results.relativize(path).toString())
                    .toList();
        }
    }

    /** What a ledger would know. */
    private static final class Known implements BatchResults {
        @Override
        public boolean hasDryRuns(String batchId) {
            return false;
        }

        private final Map<String, BatchSummary> batches = new HashMap<>();
        private final List<CancellationResult> results = new ArrayList<>();
        private BatchCounts counts = new BatchCounts(15, 0, 0, 0, 0);
        private RuntimeException failure;

        void add(BatchSummary batch, CancellationResult... of) {
            batches.put(batch.batchId(), batch);
            results.clear();
            results.addAll(List.of(of));
        }

        @Override
        public Optional<BatchSummary> batch(String batchId) {
            return Optional.ofNullable(batches.get(batchId));
        }

        @Override
        public BatchCounts counts(BatchSummary batch) {
            return counts;
        }

        @Override
        public void forEachResult(String batchId, Consumer<CancellationResult> consumer) {
            results.forEach(consumer);
            if (failure != null) {
                throw failure;
            }
        }
    }
}
