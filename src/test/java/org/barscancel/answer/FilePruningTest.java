package org.barscancel.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilePruningTest {
    private static final Instant BEFORE = Instant.parse("2026-03-02T09:00:00Z");
    private static final Instant LONG_AGO = Instant.parse("2026-03-02T08:59:59Z");
    private static final String OLD_CLAIM = "20260302T0859599990a1b2c3d";
    private static final String YOUNG_CLAIM = "20260302T0900000000a1b2c3d";

    @TempDir
    Path home;

    private final Set<String> asked = new TreeSet<>();
    private final Set<String> needed = new TreeSet<>();
    private final KeptFiles kept = new KeptFiles() {
        @Override
        public boolean needsOriginal(String batchId, boolean isCsv) {
            asked.add(batchId + (isCsv ? " csv" : ""));
            return needed.contains(batchId);
        }

        @Override
        public boolean needsResult(String owner, String requester, String resultName) {
            asked.add(owner + " " + requester + " " + resultName);
            return needed.contains(resultName);
        }
    };

    @Test
    void anOriginalGoesWhenItsWholeDayIsOld() throws IOException {
        file("archive/2026-02-28/one-a.json");
        file("archive/2026-03-01/two-b.csv");
        file("archive/2026-03-02/three-c.json");
        file("archive/2026-13-01/four-d.json");
        file("archive/notes/five-e.json");
        file("archive/six-f.json");

        PrunedFiles pruned = pruning().archive(BEFORE, () -> true);

        assertThat(pruned).isEqualTo(new PrunedFiles(2, 0, 0, null));
        assertThat(all())
                .containsExactly(
                        "archive",
                        "archive/2026-03-02",
                        "archive/2026-03-02/three-c.json",
                        "archive/2026-13-01",
                        "archive/2026-13-01/four-d.json",
                        "archive/notes",
                        "archive/notes/five-e.json",
                        "archive/six-f.json");
        assertThat(asked).containsExactly("one", "two csv");
    }

    @Test
    void aDayIsOldWithItsLastMoment() throws IOException {
        file("archive/2026-03-01/one-a.json");
        Instant midnight = Instant.parse("2026-03-02T00:00:00Z");

        assertThat(pruning().archive(midnight.minusMillis(1), () -> true).removed())
                .isZero();
        assertThat(pruning().archive(midnight, () -> true).removed()).isEqualTo(1);
    }

    @Test
    void anOriginalThatIsNeededStaysHoweverOldItIs() throws IOException {
        file("archive/2020-01-01/one-a.json");
        file("archive/2020-01-01/two-b.json");
        needed.add("one");

        assertThat(pruning().archive(BEFORE, () -> true)).isEqualTo(new PrunedFiles(1, 1, 0, null));
        assertThat(all()).contains("archive/2020-01-01/one-a.json").doesNotContain("archive/2020-01-01/two-b.json");
    }

    @Test
    void aResultGoesByTheTimeItWasWritten() throws IOException {
        written("results/pas-1/ward/a.json.result.json", LONG_AGO);
        written("results/b.csv.result.csv", LONG_AGO);
        written("results/c.json.result.json", BEFORE);
        written("results/d.json.progress.json", LONG_AGO);
        written("results/needed.json.result.json", LONG_AGO);
        written("results/pas-2/notes.txt", LONG_AGO);
        needed.add("needed.json");

        assertThat(pruning().results(BEFORE, () -> true)).isEqualTo(new PrunedFiles(2, 1, 0, null));

        assertThat(all())
                .contains(
                        "results/c.json.result.json",
                        "results/d.json.progress.json",
                        "results/needed.json.result.json",
                        "results/pas-2/notes.txt")
                .doesNotContain("results/b.csv.result.csv", "results/pas-1/ward/a.json.result.json");
        assertThat(asked).containsExactly("home null b.csv", "home null needed.json", "home pas-1/ward a.json");
    }

    @Test
    void anEmptyFolderOfResultsGoesWhenNothingHappenedInItForAsLong() throws IOException {
        Path quiet = Files.createDirectories(home.resolve("results/quiet"));
        Files.createDirectories(home.resolve("results/busy"));
        Files.createDirectories(home.resolve("inbox/quiet"));
        Files.setLastModifiedTime(quiet, FileTime.from(LONG_AGO));

        pruning().results(BEFORE, () -> true);

        assertThat(all()).contains("results/busy", "inbox/quiet").doesNotContain("results/quiet");
    }

    @Test
    void aRejectedFileGoesWithItsReasonByTheTimeItWasTaken() throws IOException {
        for (String claim : List.of(OLD_CLAIM, "http" + OLD_CLAIM, YOUNG_CLAIM)) {
            file("rejected/pas-1/" + claim + "-x.json");
            file("rejected/pas-1/" + claim + "-x.json.error.json");
        }
        file("rejected/" + OLD_CLAIM + "-lone.json.error.json");
        file("rejected/foreign.json");
        file("rejected/99999999T999999999" + "0a1b2c3d-x.json");

        assertThat(pruning().rejected(BEFORE, () -> true)).isEqualTo(new PrunedFiles(5, 0, 0, null));
        assertThat(all())
                .containsExactly(
                        "rejected",
                        "rejected/99999999T9999999990a1b2c3d-x.json",
                        "rejected/foreign.json",
                        "rejected/pas-1",
                        "rejected/pas-1/" + YOUNG_CLAIM + "-x.json",
                        "rejected/pas-1/" + YOUNG_CLAIM + "-x.json.error.json");
    }

    /** A folder that is not empty cannot be removed, whoever runs the test. */
    @Test
    void whatCannotBeRemovedStopsNothing() throws IOException {
        file("rejected/a/" + OLD_CLAIM + "-x.json");
        file("rejected/a/" + OLD_CLAIM + "-x.json.error.json/stuck");
        file("rejected/b/" + OLD_CLAIM + "-y.json");

        PrunedFiles pruned = pruning().rejected(BEFORE, () -> true);

        assertThat(pruned.removed()).isEqualTo(2);
        assertThat(pruned.failed()).isEqualTo(1);
        assertThat(pruned.problem()).isInstanceOf(DirectoryNotEmptyException.class);
    }

    @Test
    void noLinkIsFollowedAndNoneIsRemoved() throws IOException {
        Path elsewhere = Files.createDirectories(home.resolve("elsewhere/2020-01-01"));
        file("elsewhere/2020-01-01/one-a.json");
        file("archive/2020-01-02/two-b.json");
        Files.createSymbolicLink(home.resolve("archive/2020-01-01"), elsewhere);
        Files.createSymbolicLink(home.resolve("archive/2020-01-02/three-c.json"), elsewhere.resolve("one-a.json"));

        assertThat(pruning().archive(BEFORE, () -> true).removed()).isEqualTo(1);
        assertThat(all()).contains("elsewhere/2020-01-01/one-a.json", "archive/2020-01-02/three-c.json");
    }

    @Test
    void anArchiveThatIsItselfALinkIsLookedAt() throws IOException {
        file("disk/2020-01-01/one-a.json");
        Files.createSymbolicLink(home.resolve("archive"), home.resolve("disk"));

        assertThat(pruning().archive(BEFORE, () -> true).removed()).isEqualTo(1);
        assertThat(all()).contains("disk").doesNotContain("disk/2020-01-01");
    }

    @Test
    void whoIsNotInChargeOrToldToStopRemovesNothing() throws IOException {
        file("archive/2020-01-01/one-a.json");

        FilePruning another = new FilePruning(new OneOwner("home", false), home, kept);
        assertThat(another.archive(BEFORE, () -> true)).isEqualTo(PrunedFiles.NONE);
        assertThat(pruning().archive(BEFORE, () -> false)).isEqualTo(PrunedFiles.NONE);
        assertThat(all()).contains("archive/2020-01-01/one-a.json");
    }

    @Test
    void whatIsNotThereIsNoTrouble() {
        assertThat(pruning().archive(BEFORE, () -> true)).isEqualTo(PrunedFiles.NONE);
        assertThat(pruning().results(BEFORE, () -> true)).isEqualTo(PrunedFiles.NONE);
        assertThat(pruning().rejected(BEFORE, () -> true)).isEqualTo(PrunedFiles.NONE);
    }

    @Test
    void whoeverDoesNotKnowWhatIsNeededEndsThePruning() throws IOException {
        file("archive/2020-01-01/one-a.json");
        FilePruning blind = new FilePruning(OneOwner.HOME, home, new KeptFiles() {
            @Override
            public boolean needsOriginal(String batchId, boolean isCsv) {
                throw new IllegalStateException("down");
            }

            @Override
            public boolean needsResult(String owner, String requester, String resultName) {
                throw new IllegalStateException("down");
            }
        });

        assertThatThrownBy(() -> blind.archive(BEFORE, () -> true)).hasMessage("down");
        assertThat(all()).contains("archive/2020-01-01/one-a.json");
    }

    private FilePruning pruning() {
        return new FilePruning(OneOwner.HOME, home, kept);
    }

    private Path file(String path) throws IOException {
        Path file = home.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "content");
    }

    private void written(String path, Instant at) throws IOException {
        Files.setLastModifiedTime(file(path), FileTime.from(at));
    }

    private List<String> all() throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            return files.filter(file -> !file.equals(home))
                    .map(file -> home.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
