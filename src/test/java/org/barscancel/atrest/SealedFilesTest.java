package org.barscancel.atrest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.stream.Stream;
import org.barscancel.command.Typed;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedFilesTest {
    private static final String KEY = KeysGiven.line("2026", 2);

    @TempDir
    Path folder;

    private final SealedFiles files = new SealedFiles(KeysGiven.of(KEY, KeysGiven.line("2025", 1)));
    private Path plain;
    private Path place;

    @BeforeEach
    void setUp() throws IOException {
        plain = Files.writeString(
                folder.resolve("plain.csv"), "appointmentId,nhsNumber\na1,9990000018\n".repeat(9_000));
        place = folder.resolve("20261122T1327352513-clinic.csv");
    }

    @Test
    void encryptsAFileThatOnlyItsOwnerMayRead() throws IOException {
        files.seal(plain, place);

        assertThat(Files.readString(place, StandardCharsets.ISO_8859_1))
                .startsWith("bars-at-rest:1:file/20261122t1327352513:2026:\n")
                .doesNotContain("9990000018", "appointmentId");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(place)))
                .isEqualTo("rw-------");
        assertThat(read(place)).isEqualTo(Files.readAllBytes(plain));
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactlyInAnyOrder(plain, place);
        }
    }

    @Test
    void writesAgainWhatAProgramThatWasKilledHasLeft() throws IOException {
        Files.writeString(folder.resolve(".20261122T1327352513.sealing"), "half of it");
        Files.writeString(place, "of another try");

        files.seal(plain, place);

        assertThat(read(place)).isEqualTo(Files.readAllBytes(plain));
    }

    @Test
    void readsAFileThatIsNotEncrypted() throws IOException {
        for (String content :
                new String[] {"", "a", "bars-at-rest:1:file/x", "bars-at-rest\na,b\n", "x".repeat(2_000)}) {
            assertThat(new String(read(Files.writeString(place, content)), StandardCharsets.UTF_8))
                    .isEqualTo(content);
        }
    }

    @Test
    void noticesWhatWasCutOffChangedOrPutInAnothersPlace() throws IOException {
        files.seal(plain, place);
        byte[] sealed = Files.readAllBytes(place);
        Path other = folder.resolve("other-clinic.csv");

        Files.write(other, sealed);
        assertThatThrownBy(() -> read(other)).isInstanceOf(SealedException.class);
        Files.write(place, Arrays.copyOf(sealed, sealed.length - 1));
        assertThatThrownBy(() -> read(place)).isInstanceOf(IOException.class);
        sealed[sealed.length / 2] ^= 1;
        Files.write(place, sealed);
        assertThatThrownBy(() -> read(place)).isInstanceOf(IOException.class);
    }

    @Test
    void anOperatorWithTheKeyReadsAFileOfAnyNameAndTheTextOfAMessage() throws IOException {
        Path keyFile = folder.resolve("2026.key");
        OwnerOnly.write(keyFile, (KEY + "\n").getBytes(StandardCharsets.US_ASCII));
        files.seal(plain, place);
        Path copy = Files.copy(place, folder.resolve("copy.csv"));
        Path message = Files.writeString(
                folder.resolve("message.txt"),
                new SealedTexts(KeysGiven.of(KEY)).seal("cancellation", "{\"name\":\"Zoë\"}".repeat(900)) + "\n");

        assertThat(decrypt(0, keyFile.toString(), copy.toString())).isEqualTo(Files.readString(plain));
        assertThat(decrypt(0, keyFile.toString(), message.toString())).isEqualTo("{\"name\":\"Zoë\"}".repeat(900));
        assertThat(decrypt(2, KeysGiven.line("2025", 1), copy.toString())).contains("'2026'");
        assertThat(decrypt(2, KeysGiven.line("2026", 7), copy.toString())).contains("Not decrypted");
        assertThat(decrypt(2, KeysGiven.line("2026", 7), message.toString())).contains("another key");
        assertThat(decrypt(2, copy.toString())).contains("Usage");
    }

    @Test
    void theCommandMakesAKeyOnceThatOnlyItsOwnerMayRead() throws IOException {
        Path file = folder.resolve("new.key");

        Typed made = Typed.typed("at-rest-key", "2027", file.toString());

        assertThat(made.code()).isZero();

        String line = Files.readString(file);
        assertThat(AtRestKeys.of(java.util.List.of(file.toString()), true).current())
                .contains("2027");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(made.said()).doesNotContain(line.substring(5, 40));
        assertThat(Typed.typed("at-rest-key", "2028", file.toString()).code()).isEqualTo(2);
        assertThat(Typed.typed("at-rest-key", "a:b", file + "2").code()).isEqualTo(2);
        assertThat(Files.readString(file)).isEqualTo(line);
    }

    private byte[] read(Path file) throws IOException {
        try (InputStream in = files.open(file)) {
            return in.readAllBytes();
        }
    }

    private static String decrypt(int status, String... args) {
        Typed typed =
                Typed.typed(Stream.concat(Stream.of("decrypt"), Stream.of(args)).toArray(String[]::new));
        assertThat(typed.code()).isEqualTo(status);
        return typed.said();
    }
}
