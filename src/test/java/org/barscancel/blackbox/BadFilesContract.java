package org.barscancel.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.barscancel.simulator.RecordedCall;
import org.barscancel.simulator.SimulatorHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files as they should not be: nobody is called, the original is kept, a person is told, and the next file is read. */
abstract class BadFilesContract {
    private static final int GOOD = 1;
    private static final int GROWING = 2;
    private static final int UNFINISHED = 3;
    private static final int LINKED = 4;
    private static final int PIECES = 12;
    private static final int TEN_MEGABYTES = 10 * 1024 * 1024;

    @TempDir
    static Path elsewhere;

    private final SimulatorHost farSide = HealthyFarSideIT.farSideWith(LINKED);
    private final RunningProgram program = HealthyFarSideIT.program();
    private final Path home = program.home();

    static Stream<Arguments> unreadable() throws IOException {
        String good = Clinic.request(GOOD);
        return Stream.of(
                Arguments.of("truncated.json", utf8("[" + good + ",\n" + good.substring(0, 40)), "malformed", 2),
                Arguments.of(
                        "bom.json",
                        join(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, utf8(good)),
                        "malformed",
                        1),
                Arguments.of("utf16.json", good.getBytes(StandardCharsets.UTF_16), "malformed", 1),
                Arguments.of(
                        "latin1.json",
                        "{\"reason\": {\"text\": \"Grüße\"}}".getBytes(StandardCharsets.ISO_8859_1),
                        "malformed",
                        1),
                Arguments.of("empty.json", new byte[0], "malformed", null),
                Arguments.of("huge.json", utf8("[" + good + " ".repeat(TEN_MEGABYTES) + "]"), "too-large", null),
                Arguments.of("deep.json", Bombs.deepLists(), "malformed", 1),
                Arguments.of("deep-objects.json", Bombs.deepObjects(), "malformed", 1),
                Arguments.of("deep.xml", Bombs.deepXml(), "malformed", null),
                Arguments.of("gzip-bomb.json", Bombs.gzip(), "malformed", null),
                Arguments.of("zip-bomb.csv", Bombs.zip(), "malformed", null),
                Arguments.of("gzip-bomb.xml", Bombs.gzip(), "malformed", null),
                Arguments.of("zip-bomb.hl7", Bombs.zip(), "unsupported-format", null),
                Arguments.of(
                        "twice.json", utf8("{\"appointmentId\": \"a\",\n\"appointmentId\": \"b\"}"), "malformed", 2),
                Arguments.of("text.json", utf8("cancel booking 1"), "malformed", 1),
                Arguments.of("clinic.csv", utf8("no such column\n1\n"), "malformed", 1),
                Arguments.of("event.hl7", utf8("MSH|^~\\&|no such message\r"), "unsupported-format", null));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unreadable")
    void areRejectedWithTheirPlaceWhenTheyCannotBeRead(String name, byte[] content, String code, Integer line)
            throws Exception {
        program.drop("bad-ward/" + name, content);
        Path error = program.file("rejected", file -> file.endsWith("-" + name + ".error.json"));
        JsonNode why = RunningProgram.json(error);

        assertThat(why.path("code").asText()).isEqualTo(code);
        assertThat(why.path("message").asText()).isNotBlank();
        assertThat(why.path("nextAction").asText()).isNotBlank();
        if (line != null) {
            assertThat(why.path("line").asInt()).isEqualTo(line);
        }
        Path original = program.file("rejected", file -> file.endsWith("-" + name));
        assertThat(original).hasBinaryContent(content);
        assertThat(original.getParent()).isEqualTo(home.resolve("rejected/bad-ward"));
        assertThat(error).hasParent(original.getParent());
        assertThat(farSide.simulator().calls()).isEmpty();
        assertTheNextGoodFileIsProcessed(name);
    }

    @Test
    void areAnsweredRowByRowWhenOnlyAFieldIsWrong() throws Exception {
        List<String> rows = List.of(
                row("../Patient/1"),
                row("a/b"),
                row("x?y=1"),
                row("booking-00001\\r\\nX-Evil: 1"),
                "{\"appointmentId\": \"booking-00001\", \"appointmentID\": \"booking-00001\"}",
                "{\"appointmentId\": \"booking-00001\", \"status\": \"fulfilled\"}",
                "{\"appointmentId\": \"booking-00001\", \"nhsNumber\": \"9991000000\"}",
                "{}");
        List<String> fields = List.of(
                "appointmentId",
                "appointmentId",
                "appointmentId",
                "appointmentId",
                "appointmentID",
                "status",
                "nhsNumber",
                "appointmentId");
        String content = "[" + String.join(",\n", rows) + "]";

        program.drop("fields.json", content);
        JsonNode results = program.result("fields.json.result.json");

        assertThat(results).hasSize(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            JsonNode result = results.get(i);
            assertThat(result.path("outcome").asText()).isEqualTo("rejected");
            assertThat(result.path("registry").asText()).isEqualTo("skipped");
            assertThat(result.path("problem").path("code").asText()).isEqualTo("invalid-field");
            assertThat(result.path("problem").path("message").asText()).contains(fields.get(i));
            assertThat(result.path("source").path("row").asInt()).isEqualTo(i + 1);
        }
        assertThat(program.file("archive", file -> file.endsWith("-fields.json")))
                .hasContent(content);
        try (Requester operator = program.requester()) {
            assertThat(operator.lyingOn("bars.rejected")).containsAll(rows);
        }
        assertThat(farSide.simulator().calls()).isEmpty();
        assertTheNextGoodFileIsProcessed("fields.json");
    }

    @Test
    void areLeftWhereTheyAreWhenUnfinishedOrOnlyLinkedTo() throws Exception {
        Path target = Files.writeString(elsewhere.resolve("linked.json"), Clinic.request(LINKED));
        Path inbox = home.resolve("inbox");
        Path link = Files.createSymbolicLink(inbox.resolve("linked.json"), target);
        Path linkedFolder = Files.createSymbolicLink(inbox.resolve("linked-folder"), elsewhere);
        List<Path> unfinished =
                List.of(inbox.resolve("a.json.part"), inbox.resolve("b.json.tmp"), inbox.resolve(".c.json"));
        for (Path path : unfinished) {
            Files.writeString(path, Clinic.request(UNFINISHED));
        }

        // Two files one after the other: the inbox has been looked at several times since.
        assertTheNextGoodFileIsProcessed("first");
        assertTheNextGoodFileIsProcessed("second");

        assertThat(unfinished).allSatisfy(path -> assertThat(path).hasContent(Clinic.request(UNFINISHED)));
        assertThat(link).isSymbolicLink();
        assertThat(target).hasContent(Clinic.request(LINKED));
        assertThat(farSide.simulator().calls())
                .extracting(RecordedCall::path)
                .noneMatch(path -> path.contains(Clinic.id(UNFINISHED)) || path.contains(Clinic.id(LINKED)));
        Files.delete(link);
        Files.delete(linkedFolder);
    }

    @Test
    void areNotTakenWhileTheyStillGrow() throws Exception {
        String content = "[" + Clinic.request(GROWING) + " ".repeat(PIECES) + "]";
        int piece = content.length() / PIECES + 1;
        Path file = home.resolve("inbox/growing.json");
        Files.writeString(file, "");

        // A write to a file that was taken fails, since it is not made anew.
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(300))
                .atMost(Duration.ofSeconds(60))
                .until(() -> {
                    int written = (int) Files.size(file);
                    Files.writeString(
                            file,
                            content.substring(written, Math.min(content.length(), written + piece)),
                            StandardOpenOption.APPEND);
                    return Files.size(file) == content.length();
                });
        assertThat(farSide.simulator().calls()).isEmpty();

        assertThat(program.result("growing.json.result.json").findValuesAsText("outcome"))
                .containsExactly("done");
    }

    private void assertTheNextGoodFileIsProcessed(String after) throws IOException {
        String name = "good-after-" + after + ".json";
        program.drop(name, Clinic.request(GOOD));
        assertThat(program.result(name + ".result.json").path("outcome").asText())
                .isIn("done", "already-done");
    }

    private static String row(String appointmentId) {
        return "{\"appointmentId\": \"" + appointmentId + "\"}";
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] join(byte[] first, byte[] second) throws IOException {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(first);
        both.write(second);
        return both.toByteArray();
    }
}
