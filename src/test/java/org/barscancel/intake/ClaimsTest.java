package org.barscancel.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimsTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-01T08:09:10.123Z"), ZoneOffset.UTC);

    @TempDir
    Path home;

    private Claims claims;

    @BeforeEach
    void setUp() throws IOException {
        claims = new Claims(home, CLOCK);
    }

    @Test
    void takesAFileByRename() throws IOException {
        File source = inbox("clinic.json", "{}");

        File claimed = claims.claim(source);

        assertThat(source).doesNotExist();
        assertThat(claimed).hasContent("{}");
        assertThat(claimed.toPath()).startsWith(home.toRealPath().resolve("claimed"));
    }

    @Test
    void shortensANameThatLeavesNoRoomForTheClaim() throws IOException {
        ClaimedFile claimed = claims.of(claims.claim(inbox("ä".repeat(120) + ".json", "{}")));

        assertThat(claimed.name()).endsWith("ä.json").startsWith("ä");
        assertThat(claimed.path()).hasContent("{}");
    }

    @Test
    void takesTheWholeNameOfAForeignFileAsItsClaim() throws IOException {
        Path foreign = Files.writeString(home.resolve("claimed").resolve("foreign.json"), "{}");

        ClaimedFile claimed = claims.of(foreign.toFile());

        assertThat(claimed.claim()).isEqualTo("foreign.json");
        assertThat(claimed.name()).isEqualTo("foreign.json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "clinic.json",
                "a b  c.json",
                "-dash-.json",
                "Überweisung Ärzte.json",
                "診療.json",
                "🩺.json",
                " .json"
            })
    void keepsTheName(String name) throws IOException {
        ClaimedFile claimed = claims.of(claims.claim(inbox(name, "{}")));

        assertThat(claimed.name()).isEqualTo(name);
        assertThat(claimed.requester()).isNull();
        assertThat(claimed.claim()).matches("20260601T080910123[0-9a-f]{8}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pas-1", "pas 1", "trust/pas-1", "Klinik Süd"})
    void namesTheRequesterAfterTheFolder(String folder) throws IOException {
        ClaimedFile claimed = claims.of(claims.claim(inbox(folder + "/clinic.json", "{}")));

        assertThat(claimed.requester()).isEqualTo(folder);
        assertThat(claimed.name()).isEqualTo("clinic.json");
    }

    @Test
    void givesEveryFileAClaimOfItsOwn() throws IOException {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            assertThat(seen.add(
                            claims.of(claims.claim(inbox("clinic.json", "{}"))).claim()))
                    .isTrue();
        }
    }

    @Test
    void takesAFileForOneClaimantOnly() throws Exception {
        File source = inbox("clinic.json", "{}");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        int winners = 0;
        try {
            List<Callable<File>> claimants = java.util.Collections.nCopies(8, () -> claims.claim(source));
            for (Future<File> claimant : threads.invokeAll(claimants)) {
                winners += succeeded(claimant) ? 1 : 0;
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(winners).isEqualTo(1);
    }

    @Test
    void leavesAFileThatIsGoneAlone() {
        assertThatThrownBy(() ->
                        claims.claim(home.resolve("inbox").resolve("gone.json").toFile()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void takesNothingThatLiesOutsideTheInbox() throws IOException {
        Path outside =
                Files.writeString(Files.createDirectories(home.resolve("other")).resolve("a.json"), "{}");

        assertThatThrownBy(() -> claims.claim(outside.toFile())).isInstanceOf(IOException.class);
        assertThat(outside).exists();
    }

    private File inbox(String name, String content) throws IOException {
        Path file = home.resolve("inbox").resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content).toFile();
    }

    private static boolean succeeded(Future<File> claimant) throws InterruptedException {
        try {
            return claimant.get() != null;
        } catch (java.util.concurrent.ExecutionException lost) {
            assertThat(lost).hasCauseInstanceOf(IOException.class);
            return false;
        }
    }
}
