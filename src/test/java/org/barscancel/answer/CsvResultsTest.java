package org.barscancel.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.barscancel.answer.CancellationResult.Origin;
import org.barscancel.atrest.KeysGiven;
import org.barscancel.cancellation.Source;
import org.barscancel.request.CsvRequestReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvResultsTest {
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final BatchSummary BATCH =
            new BatchSummary("20261122T1-b", "pas-1", "clinic.csv", "clinic.csv", true, 3, true, "home");
    private static final String OWN = "5d1c6a1e-0c7c-3f0a-9d7e-3a4b5c6d7e8f";

    @TempDir
    Path home;

    @Test
    void putsTheResultBesideWhatWasSent() throws IOException {
        archive(
                """
                reasonText;nhsNumber;appointmentId
                "ill; ""very""\";9693893123;a1

                ;;a2
                """);

        assertThat(written(StandardCharsets.UTF_8, row(1), refused(2)))
                .isEqualTo(
                        """
                        reasonText;appointmentId;row;outcome;registry;problem;message;cancellationId\r
                        "ill; ""very""\";a1;1;done;removed;;;%1$s\r
                        "";a2;2;rejected;skipped;invalid-field;The field appointmentId is missing.;%1$s\r
                        """
                                .formatted(OWN));
    }

    /** A row that named no id was looked up; the requester learns which appointment it was. */
    @Test
    void namesTheAppointmentThatWasFound() throws IOException {
        archive("appointmentId,bookingNumberValue\n,B-17\na2,\n");
        assertThat(written(StandardCharsets.UTF_8, row(1), row(2)))
                .contains("\r\naca94bdb-2e38-4399-9ece-2ba083ce65b5,B-17,1,done", "\r\na2,,2,done");

        archive("bookingNumberValue\nB-17\n");
        assertThat(written(StandardCharsets.UTF_8, row(1)))
                .isEqualTo("bookingNumberValue,row,outcome,registry,problem,message,cancellationId,appointmentId\r\n"
                        + "B-17,1,done,removed,,," + OWN + ",aca94bdb-2e38-4399-9ece-2ba083ce65b5\r\n");
    }

    @Test
    void neverCarriesAnNhsNumberThatStandsInTheWrongColumn() throws IOException {
        archive("appointmentId,nhsNumber\na1,x,9693893123\n9693893123\na3,9693893123\n");

        String written = written(StandardCharsets.UTF_8, refused(1), refused(2), row(3));

        assertThat(written)
                .doesNotContain("9693893123")
                .contains("\r\n\"\",1,rejected")
                .contains("\r\n\"\",2,rejected")
                .contains("\r\na3,3,done");
    }

    @Test
    void keepsEncodingAndByteOrderMark() throws IOException {
        Files.write(claimed(), "appointmentId;reasonText\na1;Ärztin – krank\n".getBytes(WINDOWS));
        assertThat(written(WINDOWS, row(1))).contains("a1;Ärztin – krank;1;done");

        archive("\uFEFFappointmentId,reasonText\na1,Ärztin\n");
        Files.delete(claimed());
        assertThat(new String(bytes(WINDOWS, row(1)), StandardCharsets.UTF_8))
                .startsWith("\uFEFFappointmentId,reasonText,row")
                .contains("a1,Ärztin,1");
    }

    @Test
    void saysWhatTheLedgerKnowsWhenTheFileIsGone() throws IOException {
        String known = written(StandardCharsets.UTF_8, row(1), refused(2));
        archive("\"");
        assertThat(written(StandardCharsets.UTF_8, row(1), refused(2))).isEqualTo(known);
        assertThat(known)
                .isEqualTo(
                        """
                        requestId,correlationId,appointmentId,status,row,outcome,registry,problem,message,cancellationId\r
                        4f0c,9562466f-c982-4bd5-bb0e-255e9f5e6689,aca94bdb-2e38-4399-9ece-2ba083ce65b5,cancelled,1,done,removed,,,%1$s\r
                        "",9562466f-c982-4bd5-bb0e-255e9f5e6689,,,2,rejected,skipped,invalid-field,The field appointmentId is missing.,%1$s\r
                        """
                                .formatted(OWN));
    }

    @Test
    void saysWhatTheLedgerKnowsOfARowThatTheFileNoLongerHas() throws IOException {
        archive("appointmentId,reasonText\na1,x\n");

        assertThat(written(StandardCharsets.UTF_8, row(1), row(2)))
                .contains("\r\na1,x,1,done", "\r\naca94bdb-2e38-4399-9ece-2ba083ce65b5,,2,done");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "=HYPERLINK(1)|'=HYPERLINK(1)",
                "+1|'+1",
                "-A1|'-A1",
                "@SUM(A1)|'@SUM(A1)",
                "`\t=1`|`'\t=1`",
                "`\r=1`|`'\r=1`",
                "`  =1`|`'  =1`",
                "'=1|''=1",
                "`'`|`''`",
                "a=1|a=1",
                "` `|` `",
                "``|``",
                "a-1|a-1"
            })
    void guardsWhatASpreadsheetMightRun(String text, String expected) {
        assertThat(SpreadsheetText.guarded(text)).isEqualTo(expected);
    }

    @Test
    void guardsEveryCell() throws IOException {
        archive("appointmentId,reasonText\n-a1,\"=cmd|'/c calc'!A1\"\n");

        assertThat(written(StandardCharsets.UTF_8, row(1))).contains("\r\n'-a1,'=cmd|'/c calc'!A1,1,done");
    }

    @Test
    void holdsNoMoreThanARowAtATime() throws IOException {
        int size = 100_000;
        Path original = Files.createDirectories(home.resolve("archive/2026-11-22"))
                .resolve(BATCH.batchId() + "-" + BATCH.name());
        try (Stream<String> lines = IntStream.rangeClosed(1, size).mapToObj(n -> "a" + n + ",\"ill;\nvery\"\n");
                java.io.BufferedWriter out = Files.newBufferedWriter(original)) {
            out.write("appointmentId,reasonText\n");
            for (String line : (Iterable<String>) lines::iterator) {
                out.write(line);
            }
        }
        Counting out = new Counting();
        List<Long> writtenSoFar = new ArrayList<>();

        results(StandardCharsets.UTF_8, consumer -> {
                    for (int row = 1; row <= size; row++) {
                        consumer.accept(row(row));
                        if (row % 25_000 == 0) {
                            writtenSoFar.add(out.count);
                        }
                    }
                })
                .write(BATCH, out);

        // What was handed over is in the stream at once, but for a buffer's worth.
        assertThat(writtenSoFar).hasSize(4);
        assertThat(IntStream.range(0, 4))
                .allSatisfy(i -> assertThat(writtenSoFar.get(i)).isGreaterThan((i + 1) * out.count / 4 - 40_000));
    }

    private CsvResults results(Charset charset, Consumer<Consumer<CancellationResult>> all) {
        BatchResults batches = new BatchResults() {
            @Override
            public Optional<BatchSummary> batch(String batchId) {
                return Optional.of(BATCH);
            }

            @Override
            public boolean hasDryRuns(String batchId) {
                return false;
            }

            @Override
            public BatchCounts counts(BatchSummary batch) {
                return new BatchCounts(0, 0, 0, 0, 0);
            }

            @Override
            public void forEachResult(String batchId, Consumer<CancellationResult> consumer) {
                all.accept(consumer);
            }
        };
        return new CsvResults(
                new OriginalFiles(home, KeysGiven.NO_FILES), new CsvRequestReader(charset, 1_000_000), batches);
    }

    private byte[] bytes(Charset charset, CancellationResult... results) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        results(charset, consumer -> List.of(results).forEach(consumer)).write(BATCH, out);
        return out.toByteArray();
    }

    private String written(Charset charset, CancellationResult... results) throws IOException {
        return new String(bytes(charset, results), charset);
    }

    private void archive(String text) throws IOException {
        Path day = Files.createDirectories(home.resolve("archive/2026-11-22"));
        Files.createDirectories(home.resolve("archive/2026-11-23"));
        Files.writeString(day.resolve(BATCH.batchId() + "-" + BATCH.name()), text);
    }

    private Path claimed() throws IOException {
        return Files.createDirectories(home.resolve("claimed/pas-1")).resolve(BATCH.batchId() + "-" + BATCH.name());
    }

    private static CancellationResult row(int row) {
        return Results.done(row);
    }

    private static CancellationResult refused(int row) {
        Origin origin = Results.done(row).source();
        return Results.rejectedUnread()
                .from(new Source(origin.channel(), origin.name(), origin.row(), origin.requester()));
    }

    /** Counts bytes and keeps none. */
    private static final class Counting extends OutputStream {
        private long count;

        @Override
        public void write(int b) {
            count++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            count += length;
        }
    }
}
