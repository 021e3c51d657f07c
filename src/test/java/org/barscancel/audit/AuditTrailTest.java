package org.barscancel.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.barscancel.command.Typed;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditTrailTest {
    private static final String KEY = "a-key-of-the-tests-only";
    private static final Instant NOW = Instant.parse("2026-11-30T08:00:00Z");

    @TempDir
    Path home;

    private Path folder;

    @BeforeEach
    void place() {
        folder = home.resolve("audit");
    }

    @Test
    void aRecordTellsWhoDidWhatToWhatAndFromWhere() throws IOException {
        write(
                NOW,
                trail -> trail.note(new AuditEntry(
                        new Actor("sister.mary", "http", "pas-1", "10.0.0.7"),
                        AuditAction.REPLAYED,
                        Map.of("cancellationId", "3eaa08d2-1ea4-58e5-8749-32b6fb951c7d"))));

        String chain = AuditFolder.name(chains().get(0));
        assertThat(lines())
                .singleElement()
                .asString()
                .startsWith(
                        "{\"sequence\":1,\"at\":\"2026-11-30T08:00:00Z\",\"action\":\"replayed\",\"who\":\"sister.mary\","
                                + "\"channel\":\"http\",\"requester\":\"pas-1\",\"from\":\"10.0.0.7\","
                                + "\"on\":{\"cancellationId\":\"3eaa08d2-1ea4-58e5-8749-32b6fb951c7d\"},\"previous\":\""
                                + chain
                                + "\",\"mac\":\"");
    }

    /** Somebody may put one where a name belongs. */
    @Test
    void anNhsNumberIsNeverKept() throws IOException {
        write(
                NOW,
                trail -> trail.note(new AuditEntry(
                        new Actor("999 000 0018", "http", "for 999-000-0018", "10.0.0.7"),
                        AuditAction.SEARCHED,
                        Map.of("appointmentId", "9990000018", "9990000018", "x"))));

        assertThat(lines()).noneMatch(line -> line.replaceAll("[ -]", "").contains("9990000018"));
        assertThat(lines().get(0)).contains("(withheld)");
    }

    @Test
    void aTrailIsWholeOverDaysAndRestarts() throws IOException {
        write(NOW, notes(3));
        write(NOW.plus(Duration.ofDays(1)), notes(2));
        write(NOW.plus(Duration.ofHours(1)), notes(1));

        assertThat(chains()).hasSize(1);
        assertThat(AuditFolder.days(chains().get(0))).hasSize(2);
        assertThat(verify()).isEqualTo("0 whole, records 1 to 6");
    }

    @Test
    void aRecordThatWasChangedIsNamed() throws IOException {
        write(NOW, notes(5));
        edit(lines -> lines.set(2, lines.get(2).replace("replayed", "searched")));

        assertThat(verify())
                .startsWith("1 BROKEN")
                .endsWith(" line 3: record 3 was changed, or written with another key");
    }

    @Test
    void aRecordThatWasTakenOutIsNoticed() throws IOException {
        write(NOW, notes(5));
        edit(lines -> lines.remove(2));

        assertThat(verify()).endsWith(" line 3: record 4 follows record 2");
    }

    @Test
    void aRecordThatWasMadeUnreadableIsNoticed() throws IOException {
        write(NOW, notes(5));
        edit(lines -> lines.set(2, "nothing to see here"));

        assertThat(verify()).contains(" line 4: record 4 follows record 2");
    }

    @Test
    void recordsThatWereExchangedAreNoticed() throws IOException {
        write(NOW, notes(5));
        edit(lines -> lines.add(1, lines.remove(2)));

        assertThat(verify()).endsWith(" line 2: record 3 follows record 1");
    }

    /** It has the right seal and the right number. */
    @Test
    void aRecordOfAnotherChainIsNoticed() throws IOException {
        write(NOW, notes(3));
        List<String> ours = lines();
        Path other = home.resolve("other");
        try (AuditTrail trail = new AuditTrail(other, AuditKey.of(KEY), clock(NOW))) {
            notes(3).on(trail);
        }
        Path foreign = AuditFolder.days(AuditFolder.chains(other).get(0)).get(0);
        edit(lines -> lines.set(2, read(foreign).get(2)));

        assertThat(lines()).hasSameSizeAs(ours).isNotEqualTo(ours);
        assertThat(verify()).endsWith(" line 3: record 3 does not follow from the record before it");
    }

    @Test
    void aBeginningThatWasCutOffIsNoticedUnlessItIsKeptElsewhere() throws IOException {
        write(NOW, notes(5));
        edit(lines -> lines.subList(0, 2).clear());

        assertThat(verify()).endsWith(" line 1: the first record is 3; those before it are not here");
        assertThat(verify("--without-beginning")).isEqualTo("0 whole, records 3 to 5");
    }

    /** The end alone cannot tell that something stood behind it: the log can. */
    @Test
    void anEndThatWasCutOffIsNoticedByTheHeadsInTheLog() throws IOException {
        write(NOW, notes(5));
        AuditHead[] head = new AuditHead[1];
        write(NOW, trail -> {
            trail.note(note(6));
            head[0] = trail.head().orElseThrow();
        });
        Path log = Files.writeString(home.resolve("program.log"), "08:00 INFO started\n08:01 INFO " + head[0] + "\n");
        assertThat(verify("--heads", log.toString())).isEqualTo("0 whole, records 1 to 6");

        edit(lines -> lines.remove(5));

        assertThat(verify()).isEqualTo("0 whole, records 1 to 5");
        assertThat(verify("--heads", log.toString()))
                .isEqualTo("1 BROKEN: record 6 is not there as it was written down elsewhere; the last is 5");
        Files.move(chains().get(0), home.resolve("elsewhere"));
        write(NOW, notes(1));
        assertThat(verify("--heads", log.toString())).contains("BROKEN: the whole chain is not here");
    }

    @Test
    void withAnotherKeyNothingIsGoneOnWithAndNothingIsTouched() throws IOException {
        write(NOW, notes(2));
        List<String> before = lines();
        try (AuditTrail other =
                new AuditTrail(folder, AuditKey.of("another-key-of-the-tests"), clock(NOW.plusSeconds(1)))) {
            other.note(note(1));
        }

        assertThat(chains()).hasSize(2);
        assertThat(Files.readAllLines(AuditFolder.days(chains().get(0)).get(0))).isEqualTo(before);
    }

    @Test
    void aLineThatACrashBrokeOffIsEndedAndTheChainGoesOn() throws IOException {
        write(NOW, notes(2));
        Files.writeString(day(), "{\"sequence\":3,\"at\":\"2026-11", StandardOpenOption.APPEND);
        write(NOW, notes(2));

        assertThat(verify()).startsWith("0 whole, records 1 to 4 (1 lines are no records");
    }

    @Test
    void aWholeLineWithoutItsEndCounts() throws IOException {
        write(NOW, notes(2));
        Files.writeString(day(), Files.readString(day()).stripTrailing());
        write(NOW, notes(1));

        assertThat(verify()).isEqualTo("0 whole, records 1 to 3");
    }

    /** A file stands where the folder belongs, so that nothing can be written. */
    @Test
    void whatCannotBeRecordedIsCountedAndTheCountIsTheNextRecord() throws IOException {
        Files.createFile(folder);
        write(NOW, trail -> {
            trail.note(note(1));
            assertThatThrownBy(() -> trail.require(note(2))).isInstanceOf(AuditUnavailableException.class);
            delete(folder);
            trail.note(note(3));
            assertThat(trail.missed()).isEqualTo(2);
        });

        assertThat(lines()).hasSize(2);
        assertThat(lines().get(0)).contains("\"action\":\"not-recorded\"", "\"on\":{\"records\":2}");
        assertThat(verify()).isEqualTo("0 whole, records 1 to 2");
    }

    @Test
    void recordsOfManyThreadsFormOneChain() throws IOException {
        write(NOW, trail -> IntStream.range(0, 8).parallel().forEach(thread -> {
            for (int i = 0; i < 50; i++) {
                trail.note(note(i));
                try {
                    trail.require(note(i));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }));

        assertThat(verify()).isEqualTo("0 whole, records 1 to 800");
    }

    @Test
    void onlyTheOwnerMayReadIt() throws IOException {
        write(NOW, notes(1));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(day())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
    }

    @Test
    void theCommandSaysWhatItNeeds() {
        assertThat(command()).startsWith("2 Missing required subcommand");
        assertThat(command("verify", "--key")).startsWith("2 Missing required parameter");
        assertThat(command("verify", home.toString(), "--force")).startsWith("2 Unknown option: '--force'");
        assertThat(command("verify", home.toString())).startsWith("2 There is no audit trail in ");
        assertThat(command("verify", home.resolve("nowhere").toString())).startsWith("2 Nothing can be verified: ");
    }

    @Test
    void theKeyLiesBesideTheFolderUnlessItIsGiven() throws IOException {
        write(NOW, notes(1));
        Files.writeString(home.resolve("audit.key"), KEY + "\n");

        assertThat(command("verify", folder.toString())).contains("whole");
        assertThat(command(
                        "verify",
                        folder.toString(),
                        "--key",
                        home.resolve("none").toString()))
                .startsWith("2 Nothing can be verified");
    }

    private interface Work {
        void on(AuditTrail trail) throws IOException;
    }

    private void write(Instant at, Work work) throws IOException {
        try (AuditTrail trail = new AuditTrail(folder, AuditKey.of(KEY), clock(at))) {
            work.on(trail);
        }
    }

    private static Work notes(int many) {
        return trail -> IntStream.range(0, many).forEach(i -> trail.note(note(i)));
    }

    private static AuditEntry note(int i) {
        return new AuditEntry(Actor.of("http", "pas-1"), AuditAction.REPLAYED, Map.of("replayed", i));
    }

    private static Clock clock(Instant at) {
        return Clock.fixed(at, ZoneOffset.UTC);
    }

    private List<Path> chains() throws IOException {
        return AuditFolder.chains(folder);
    }

    private Path day() throws IOException {
        return AuditFolder.days(chains().get(0)).get(0);
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(day());
    }

    private interface Edit {
        void on(List<String> lines);
    }

    private void edit(Edit edit) throws IOException {
        List<String> lines = new ArrayList<>(lines());
        edit.on(lines);
        Files.write(day(), lines);
    }

    private static List<String> read(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) throws IOException {
        Files.delete(file);
    }

    /** The exit code, and what is said without the name of the chain. */
    private String verify(String... options) throws IOException {
        String[] args = Stream.concat(Stream.of("verify", folder.toString()), Stream.of(options))
                .toArray(String[]::new);
        UnaryOperator<String> unnamed = text -> text.replaceAll("\\d{8}T\\d{9}-[0-9a-f]{8}: ", "");
        return unnamed.apply(command(KEY, args));
    }

    private static String command(String... args) {
        return command(null, args);
    }

    private static String command(@org.jspecify.annotations.Nullable String key, String[] args) {
        Typed typed = Typed.typed(
                key == null ? Map.of() : Map.of(AuditCommand.KEY_VARIABLE, key),
                Stream.concat(Stream.of("audit"), Stream.of(args)).toArray(String[]::new));
        return typed.code() + " " + typed.said().strip();
    }
}
