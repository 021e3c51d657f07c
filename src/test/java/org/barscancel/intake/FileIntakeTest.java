package org.barscancel.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.barscancel.atrest.KeysGiven;
import org.barscancel.atrest.SealedFiles;
import org.barscancel.problem.ProblemCode;
import org.barscancel.request.CsvRequestReader;
import org.barscancel.request.Reading;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileIntakeTest {
    private static final int MOST_BYTES = 200;
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-01T23:59:59Z"), ZoneOffset.UTC);

    private static final SealedFiles SEALS = new SealedFiles(KeysGiven.of(KeysGiven.line("2026", 2)));

    @TempDir
    Path home;

    private Claims claims;
    private Shelf shelf;
    private FileIntake intake;

    @BeforeEach
    void setUp() throws IOException {
        shelf = shelf();
        claims = new Claims(home, CLOCK);
        intake = intake(shelf);
    }

    private Shelf shelf() {
        return new Shelf(home.resolve("archive"), KeysGiven.NO_FILES);
    }

    private FileIntake intake(Shelf of) {
        return new FileIntake(
                home,
                claims,
                Readers.documents(MOST_BYTES),
                new CsvIntake(new CsvRequestReader(StandardCharsets.UTF_8, 6), 2),
                Feeds.intake(MOST_BYTES, CLOCK),
                MOST_BYTES,
                CLOCK,
                of);
    }

    @Test
    void goesOnWithALongFileWhereItWas() throws IOException {
        File file = claimed("pas-1/clinic.csv", "appointmentId\na1\na/2\na3\na4\n");
        FileArrival.Requests first = (FileArrival.Requests) intake.read(file);
        assertThat(numbers(first)).containsExactly(1, 2);
        assertThat(first.arrival().size()).isEqualTo(4);
        shelf.putAway(first);

        // As after a restart: only what is on disk is known.
        Shelf later = shelf();
        FileArrival.Requests second = (FileArrival.Requests) intake(later).read(file);
        assertThat(numbers(second)).containsExactly(3, 4);
        assertThat(second.arrival().receivedAt()).isEqualTo(first.arrival().receivedAt());
        assertThat(second.arrival().arrivalId()).isEqualTo(first.arrival().arrivalId());
        assertThat(second.more()).isNull();
        later.putAway(second);

        assertThat(file).doesNotExist();
        assertThat(Path.of(second.destination())).exists();
        try (Stream<Path> left = Files.list(file.toPath().getParent())) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void encryptsTheOriginalAndDoesSoAgainAfterACrashBetweenThat() throws IOException {
        String content = "appointmentId,nhsNumber\na1,9990000018\n";
        File file = claimed("clinic.csv", content);
        Shelf sealing = sealing();
        FileArrival.Requests arrival = (FileArrival.Requests) intake.read(file);
        sealing.putAway(arrival);
        assertThat(file).doesNotExist();

        Files.writeString(file.toPath(), content);
        sealing.putAway(intake.read(file));

        assertThat(file).doesNotExist();
        Path kept = Path.of(arrival.destination());
        assertThat(Files.readString(kept, StandardCharsets.ISO_8859_1)).doesNotContain("9990000018");
        try (InputStream in = SEALS.open(kept)) {
            assertThat(in).hasContent(content);
        }
    }

    /** Each look knows what is on disk only, as after a restart. */
    @Test
    void aLongFileIsEncryptedWhileItLiesClaimedAndGoesOnWhereItWas() throws IOException {
        String content = "appointmentId,nhsNumber\na1,9990000018\na2,9990000018\na3,9990000018\n";
        File file = claimed("pas-1/clinic.csv", content);
        Path hidden = file.toPath().resolveSibling("." + claims.of(file).claim() + ".sealing");
        Files.writeString(hidden, "half of it, when the program was killed");

        Shelf sealing = sealing();
        FileArrival.Requests first = (FileArrival.Requests) intake(sealing).read(file);
        assertConcealed(file.toPath(), content);
        sealing.putAway(first);
        Shelf later = sealing();
        FileArrival.Requests rest = (FileArrival.Requests) intake(later).read(file);
        later.putAway(rest);

        assertThat(numbers(first)).containsExactly(1, 2);
        assertThat(numbers(rest)).containsExactly(3);
        assertConcealed(Path.of(rest.destination()), content);
        try (Stream<Path> left = Files.list(file.toPath().getParent())) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aFileIsEncryptedBeforeItsRequestsAreStoredAndReadAsBefore() throws IOException {
        String content = "[{\"appointmentId\":\"a1\",\"nhsNumber\":\"9990000018\"}]" + " ".repeat(140);
        File file = claimed("one.json", content);
        assertThat(content.length()).isLessThan(MOST_BYTES);

        FileArrival.Requests first = (FileArrival.Requests) intake(sealing()).read(file);
        assertConcealed(file.toPath(), content);
        assertThat(Files.size(file.toPath()))
                .as("larger than what is read in clear")
                .isGreaterThan(MOST_BYTES);
        FileArrival.Requests again = (FileArrival.Requests) intake(sealing()).read(file);

        assertThat(again.arrival()).isEqualTo(first.arrival());
    }

    @Test
    void aSenderReadsWhatIsRejectedInClear() throws IOException {
        File file = claimed("clinic.csv", "appointmentId\na1\n");
        SEALS.seal(Files.writeString(home.resolve("body"), "appointmentId\n\"a1\n"), file.toPath());
        Shelf sealing = sealing();

        FileArrival.Unreadable unreadable =
                (FileArrival.Unreadable) intake(sealing).read(file);
        sealing.putAway(unreadable);

        assertThat(file).doesNotExist();
        assertThat(Path.of(unreadable.destination())).hasContent("appointmentId\n\"a1\n");
    }

    /** A sender cannot know the claim, and without it an encrypted file is none. */
    @Test
    void whatOnlyLooksEncryptedIsReadAsItIs() throws IOException {
        for (Shelf of : List.of(shelf, sealing())) {
            File file = claimed("looks.json", "bars-at-rest:1:file/looks.json:2026:\nnothing");

            assertThat(intake(of).read(file))
                    .isInstanceOfSatisfying(FileArrival.Unreadable.class, unreadable -> assertThat(
                                    unreadable.reading().problem().code())
                            .isEqualTo(ProblemCode.MALFORMED));
        }
    }

    private Shelf sealing() {
        return new Shelf(home.resolve("archive"), SEALS);
    }

    private static void assertConcealed(Path file, String content) throws IOException {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain("9990000018", "appointmentId");
        try (InputStream in = SEALS.open(file)) {
            assertThat(in).hasContent(content);
        }
    }

    @Test
    void readsAPartAgainWhoseMarkWasLost() throws IOException {
        File file = claimed("pas-1/clinic.csv", "appointmentId,requestId\na1,r1\na/2,\na3,\n");

        FileArrival.Requests first = (FileArrival.Requests) intake.read(file);
        FileArrival.Requests again = (FileArrival.Requests) intake(shelf()).read(file);

        assertThat(again.arrival()).isEqualTo(first.arrival());
        Acceptance acceptance = new Acceptance(id -> Optional.empty(), number -> "hash", CLOCK, "home");
        assertThat(again.arrival().rows().rows().stream()
                        .map(row -> acceptance.admit(again.arrival(), row).events())
                        .toList())
                .isEqualTo(first.arrival().rows().rows().stream()
                        .map(row -> acceptance.admit(first.arrival(), row).events())
                        .toList());
        assertThat(acceptance.opened(again.arrival())).isEqualTo(acceptance.opened(first.arrival()));
    }

    @Test
    void aPartWhoseMarkCannotBeWrittenIsNotReadAgain() throws IOException {
        File file = claimed("clinic.csv", "appointmentId\na1\na2\na3\n");
        FileArrival.Requests first = (FileArrival.Requests) intake.read(file);
        Path mark = file.toPath().resolveSibling("." + first.file().claim() + ".accepted");
        Files.createDirectories(mark.resolve("in the way"));

        assertThatThrownBy(() -> shelf.putAway(first)).isInstanceOf(IOException.class);

        assertThat(numbers((FileArrival.Requests) intake.read(file))).containsExactly(3);
    }

    @Test
    void startsAnewWhenTheMarkIsNone() throws IOException {
        File file = claimed("clinic.csv", "appointmentId\na1\na2\na3\n");
        FileArrival.Requests first = (FileArrival.Requests) intake.read(file);
        Files.writeString(file.toPath().resolveSibling("." + first.file().claim() + ".accepted"), "rows=");

        assertThat(numbers((FileArrival.Requests) intake.read(file))).containsExactly(1, 2);
    }

    @Test
    void takesNothingOfACsvFileThatIsBrokenAtItsEnd() throws IOException {
        FileArrival.Unreadable unreadable =
                (FileArrival.Unreadable) intake.read(claimed("clinic.csv", "appointmentId\na1\na2\na3\n\"a4\n"));

        assertThat(unreadable.reading().line()).isEqualTo(5);
        assertThat(unreadable.event().problem().code()).isEqualTo(ProblemCode.MALFORMED);
    }

    @Test
    void aFileThatWasChangedWhileItWasReadStaysClaimed() throws IOException {
        File file = claimed("clinic.csv", "appointmentId\na1\na2\na3\n");
        shelf.putAway(intake.read(file));
        Files.writeString(file.toPath(), "appointmentId\na1\na2\n");

        assertThatThrownBy(() -> intake.read(file)).isInstanceOf(IOException.class);
    }

    private static List<Integer> numbers(FileArrival.Requests requests) {
        return requests.arrival().rows().rows().stream()
                .map(Reading.Row::number)
                .toList();
    }

    @Test
    void readsTheRequestsOfAFile() throws IOException {
        File file = claimed("pas-1/clinic.json", "[{\"appointmentId\":\"a1\"},{\"appointmentId\":\"a2\"}]");

        FileArrival.Requests requests = (FileArrival.Requests) intake.read(file);

        Arrival arrival = requests.arrival();
        assertThat(arrival.rows().rows()).hasSize(2);
        assertThat(arrival.channel()).isEqualTo("file");
        assertThat(arrival.requester()).isEqualTo("pas-1");
        assertThat(arrival.name()).isEqualTo("clinic.json");
        assertThat(arrival.arrivalId()).isEqualTo(requests.file().claim()).isEqualTo(arrival.batchId());
        assertThat(requests.destination())
                .isEqualTo(home.toAbsolutePath()
                        .resolve("archive/2026-06-01")
                        .resolve(file.getName())
                        .toString());
    }

    @Test
    void readsAFileAgainAsTheSameArrival() throws IOException {
        File file = claimed("clinic.json", "{\"appointmentId\":\"a1\"}");

        Arrival first = ((FileArrival.Requests) intake.read(file)).arrival();
        Arrival second = ((FileArrival.Requests) intake.read(file)).arrival();

        assertThat(second.arrivalId()).isEqualTo(first.arrivalId());
    }

    @Test
    void keepsWhatCannotBeReadWithTheRequestersRejectedFiles() throws IOException {
        File file = claimed("pas-1/clinic.json", "{");

        FileArrival.Unreadable unreadable = (FileArrival.Unreadable) intake.read(file);

        assertThat(unreadable.reading().problem().code()).isEqualTo(ProblemCode.MALFORMED);
        assertThat(unreadable.destination())
                .isEqualTo(home.toAbsolutePath()
                        .resolve("rejected/pas-1")
                        .resolve(file.getName())
                        .toString());
        assertThat(unreadable.event().batchId()).isEqualTo(unreadable.file().claim());
        assertThat(unreadable.event().name()).isEqualTo("clinic.json");
    }

    @Test
    void tellsARejectionTwiceByTheSameEvent() throws IOException {
        File file = claimed("clinic.json", "{");

        assertThat(((FileArrival.Unreadable) intake.read(file)).event().eventId())
                .isEqualTo(((FileArrival.Unreadable) intake.read(file)).event().eventId());
    }

    @Test
    void doesNotReadAFileThatIsTooLarge() throws IOException {
        File file = claimed("clinic.json", "[" + " ".repeat(MOST_BYTES) + "]");

        assertThat(((FileArrival.Unreadable) intake.read(file))
                        .reading()
                        .problem()
                        .code())
                .isEqualTo(ProblemCode.TOO_LARGE);
    }

    @Test
    void readsHl7OfTheFolderOfAFeed() throws IOException {
        FileArrival.Requests requests =
                (FileArrival.Requests) intake.read(claimed("pas-1/event.HL7", Feeds.message("M-1", "a1")));

        assertThat(requests.arrival().rows().many()).isFalse();
        assertThat(requests.arrival().requester()).isEqualTo("pas-1");
        assertThat(requests.arrival().rows().rows()).singleElement().isInstanceOf(Reading.Valid.class);
    }

    @Test
    void readsAFileOfHl7MessagesInOrder() throws IOException {
        FileArrival.Requests requests = (FileArrival.Requests)
                intake.read(claimed("pas-1/events.hl7", Feeds.message("M-1", "a1") + Feeds.message("M-2", "a/2")));

        assertThat(requests.arrival().rows().many()).isTrue();
        assertThat(requests.arrival().rows().rows())
                .satisfiesExactly(row -> assertThat(row).isInstanceOf(Reading.Valid.class), row -> assertThat(row)
                        .isInstanceOf(Reading.Invalid.class));
    }

    @Test
    void saysWhichSettingHl7OfNoFeedNeeds() throws IOException {
        FileArrival.Unreadable unreadable =
                (FileArrival.Unreadable) intake.read(claimed("ward-7/event.hl7", Feeds.message("M-1", "a1")));

        assertThat(unreadable.reading().problem().code()).isEqualTo(ProblemCode.UNSUPPORTED_FORMAT);
        assertThat(unreadable.reading().problem().nextAction())
                .contains("bars.hl7.feeds.<name>.inbox", "bars.hl7.default-feed");
    }

    @Test
    void readsAnUpperCaseName() throws IOException {
        assertThat(intake.read(claimed("CLINIC.JSON", "{\"appointmentId\":\"a1\"}")))
                .isInstanceOf(FileArrival.Requests.class);
    }

    private File claimed(String name, String content) throws IOException {
        Path file = home.resolve("inbox").resolve(name);
        Files.createDirectories(file.getParent());
        return claims.claim(Files.writeString(file, content).toFile());
    }
}
