package org.barscancel.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.barscancel.problem.ProblemCode;
import org.barscancel.request.JsonRequestReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileIntakeTest {
    private static final int MOST_BYTES = 200;
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-01T23:59:59Z"), ZoneOffset.UTC);

    @TempDir
    Path home;

    private Claims claims;
    private final Shelf shelf = new Shelf();
    private FileIntake intake;

    @BeforeEach
    void setUp() throws IOException {
        claims = new Claims(home, CLOCK);
        intake = new FileIntake(home, claims, new JsonRequestReader(MOST_BYTES), MOST_BYTES, CLOCK, shelf);
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

    @ParameterizedTest
    @CsvSource({"clinic.csv,CSV", "clinic.HL7,HL7"})
    void saysWhichFormatItDoesNotRead(String name, String kind) throws IOException {
        FileArrival.Unreadable unreadable = (FileArrival.Unreadable) intake.read(claimed(name, "x"));

        assertThat(unreadable.reading().problem().code()).isEqualTo(ProblemCode.UNSUPPORTED_FORMAT);
        assertThat(unreadable.reading().problem().message()).contains(kind);
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
