package org.barscancel.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.barscancel.atrest.KeysGiven;
import org.barscancel.atrest.SealedFiles;
import org.barscancel.problem.ProblemCode;
import org.barscancel.request.CsvRequestReader;
import org.barscancel.request.Reading;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalledFilesTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-30T08:00:00Z"), ZoneOffset.UTC);

    private static final SealedFiles SEALS = new SealedFiles(KeysGiven.of(KeysGiven.line("2026", 2)));

    @TempDir
    private Path home;

    private Claims claims;
    private CalledFiles files;
    private CalledFiles encrypted;
    private FileIntake intake;
    private Shelf shelf;

    @BeforeEach
    void setUp() throws IOException {
        shelf = new Shelf(home.resolve("archive"), KeysGiven.NO_FILES);
        claims = new Claims(home, CLOCK);
        CsvRequestReader reader = new CsvRequestReader(StandardCharsets.ISO_8859_1, 3);
        files = new CalledFiles(claims, reader, StandardCharsets.ISO_8859_1, KeysGiven.NO_FILES, CLOCK);
        encrypted = new CalledFiles(claims, reader, StandardCharsets.ISO_8859_1, SEALS, CLOCK);
        intake = new FileIntake(
                home,
                claims,
                Readers.documents(100),
                new CsvIntake(reader, 2),
                Feeds.intake(100, CLOCK),
                100,
                CLOCK,
                shelf);
    }

    @Test
    void aBodyIsAClaimedFileWithItsKeyBesideIt() throws IOException {
        HttpArrival.Filed filed = (HttpArrival.Filed) take("appointmentId,requestId\na1,\na2,r2\na3,\n", "key");

        assertThat(filed.unreadable()).isNull();
        assertThat(filed.opened().size()).isEqualTo(3);
        assertThat(filed.opened().name()).as("it came in no file").isNull();
        FileArrival.Requests first = read();
        assertThat(first.arrival().channel()).isEqualTo("http");
        assertThat(first.arrival().name()).isNull();
        assertThat(first.arrival().requester()).isNull();
        assertThat(first.arrival().batchId()).isEqualTo(filed.opened().batchId());
        assertThat(requestIds(first)).containsExactly("key/1", "r2");
        shelf.putAway(first);
        FileArrival.Requests rest = read();
        assertThat(requestIds(rest)).containsExactly("key/3");
        shelf.putAway(rest);

        assertThat(below("claimed")).as("neither mark nor key is left").isEmpty();
        assertThat(below("archive")).hasSize(1);
        assertThat(below("archive").get(0).getFileName())
                .hasToString(filed.opened().batchId() + "-" + CsvRequestReader.UNNAMED);
    }

    /** The route tells it once more with each part; an event counts once. */
    @Test
    void theListIsOpenedByTheEventThatItsRowsOpenItBy() throws IOException {
        HttpArrival.Filed filed = (HttpArrival.Filed) take("appointmentId\na1\n", null);
        Acceptance acceptance = new Acceptance(id -> java.util.Optional.empty(), number -> "hash", CLOCK, "home");

        assertThat(acceptance.opened(read().arrival())).containsExactly(filed.opened());
    }

    @Test
    void aBodyWhoseFormIsBrokenGoesTheWayOfSuchFiles() throws IOException {
        HttpArrival.Filed filed = (HttpArrival.Filed) take("appointmentId\n\"a1\n", null);

        assertThat(filed.opened()).isNull();
        assertThat(filed.unreadable().problem().code()).isEqualTo(ProblemCode.MALFORMED);
        assertThat(intake.read(below("claimed").get(0).toFile())).isInstanceOf(FileArrival.Unreadable.class);
    }

    @Test
    void aBodyThatIsTooLongIsNotKept() throws IOException {
        HttpArrival.Refused refused = (HttpArrival.Refused) take("appointmentId\na\na\na\na\n", "key");

        assertThat(refused.problem().code()).isEqualTo(ProblemCode.TOO_LARGE);
        assertThat(below("claimed")).isEmpty();
        assertThat(below("spool")).isEmpty();
    }

    @Test
    void aBodyThatCannotBeFiledIsNotTaken() throws IOException {
        Files.delete(home.resolve("claimed"));

        assertThatThrownBy(() -> take("appointmentId\na1\n", null)).isInstanceOf(IOException.class);
        assertThat(below("spool")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/csv", "text/csv; charset=utf-8"})
    void aBodyThatCameEncryptedStaysSoUnderItsClaim(String contentType) throws IOException {
        Path body = home.resolve("1.csv");
        SEALS.seal(Files.writeString(home.resolve("clear"), "appointmentId,nhsNumber\na1,9990000018\n"), body);

        HttpArrival.Filed filed = (HttpArrival.Filed) encrypted.take(body, contentType, null, null, DryRunWish.NONE);

        assertThat(filed.opened().size()).isEqualTo(1);
        assertThat(body).doesNotExist();
        Path claimed = below("claimed").get(0);
        assertThat(Files.readString(claimed, StandardCharsets.ISO_8859_1)).doesNotContain("9990000018");
        try (InputStream in = SEALS.open(claimed)) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo((contentType.contains("utf-8") ? "\uFEFF" : "")
                            + "appointmentId,nhsNumber\na1,9990000018\n");
        }
    }

    private HttpArrival take(String body, String key) throws IOException {
        Path spooled = Files.createDirectories(home.resolve("spool")).resolve("1.csv");
        Files.writeString(spooled, body);
        return files.take(spooled, "text/csv", key, null, DryRunWish.NONE);
    }

    private FileArrival.Requests read() throws IOException {
        Path file = below("claimed").stream()
                .filter(path -> !path.getFileName().toString().startsWith("."))
                .findFirst()
                .orElseThrow();
        return (FileArrival.Requests) intake.read(file.toFile());
    }

    private static List<String> requestIds(FileArrival.Requests requests) {
        return requests.arrival().rows().rows().stream()
                .map(row -> ((Reading.Valid) row).request().requestId())
                .toList();
    }

    private List<Path> below(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve(folder))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
