package org.barscancel.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.barscancel.request.Reading.Invalid;
import org.barscancel.request.Reading.Row;
import org.barscancel.request.Reading.Valid;

class CsvRequestReaderPropertyTest {
    private static final String PATIENT = "9693893124";
    private static final byte[] SOUND =
            """
            appointmentId;reasonText;nhsNumber;start
            a1;"ill; ""very""
            ill";9693893123;2026-12-01T09:30:00+00:00
            a2;;;

            a/3;x;9693893124;
            """
                    .getBytes(StandardCharsets.UTF_8);

    private final CsvRequestReader reader = new CsvRequestReader(StandardCharsets.UTF_8, 100_000);

    @Property
    void neverFailsOnRandomBytes(@ForAll byte[] input) throws IOException {
        check(input);
    }

    @Property(tries = 5_000)
    void neverFailsOnMutatedCsv(@ForAll("mutations") byte[] input) throws IOException {
        check(input);
    }

    /** Whatever the cells are, what was written is what is read, row by row, and each original is the row's own text. */
    @Property
    void readsWhatWasWritten(
            @ForAll("tables") List<List<String>> table, @ForAll("separators") String separator, @ForAll boolean crLf)
            throws IOException {
        String lineEnd = crLf ? "\r\n" : "\n";
        List<String> lines = table.stream()
                .map(row -> "x"
                        + row.stream()
                                .map(cell -> separator + '"' + cell.replace("\"", "\"\"") + '"')
                                .reduce("", String::concat))
                .toList();
        String text = "x" + separator + "y" + separator + "z" + lineEnd + String.join(lineEnd, lines) + lineEnd;
        List<CsvRecord> read = new ArrayList<>();
        try (CsvRecords records = new CsvRecords(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8, 9999)) {
            for (CsvRecord next = records.next(); next != null; next = records.next()) {
                read.add(next);
            }
        } catch (UnreadableInput e) {
            throw new AssertionError(e);
        }

        assertThat(read).extracting(CsvRecord::original).isEqualTo(lines);
        assertThat(read).extracting(record -> record.cells().subList(1, 3)).isEqualTo(table);
        assertThat(read)
                .extracting(CsvRecord::number)
                .isEqualTo(java.util.stream.IntStream.rangeClosed(1, table.size())
                        .boxed()
                        .toList());
    }

    /** What is held of an input of 100,000 rows at its middle is no more than after its first thousand. */
    @Example
    void memoryDoesNotGrowWithTheInput() throws Exception {
        int rows = 100_000;
        String row = "a1,\"ill;\nvery ill\",9693893123\n";
        String header = "appointmentId,reasonText,nhsNumber\n";
        Endless form = new Endless(header, row, rows);
        assertThat(reader.form(form)).isEqualTo(new CsvForm.Sound(rows));

        Endless source = new Endless(header, row, rows);
        try (CsvRows read = reader.rows(source)) {
            List<Long> ahead = new ArrayList<>();
            List<Long> held = new ArrayList<>();
            for (int number = 1; read.hasNext(); number++) {
                Row next = read.next();
                assertThat(next.number()).isEqualTo(number);
                assertThat(next).isInstanceOf(Valid.class);
                if (number % 10_000 == 1_000) {
                    ahead.add(source.given() - (long) number * row.length());
                    held.add(Retained.by(read));
                }
            }
            assertThat(ahead).allSatisfy(bytes -> assertThat(bytes).isLessThan(3 * 8192L));
            assertThat(held).hasSize(10).allSatisfy(bytes -> assertThat(bytes).isCloseTo(held.get(0), within(40_000L)));
        }
    }

    private void check(byte[] input) throws IOException {
        CsvForm form = reader.form(new ByteArrayInputStream(input));
        if (form instanceof CsvForm.Broken broken) {
            assertThat(broken.reading().problem().message()).doesNotContain(PATIENT);
            return;
        }
        int number = 1;
        try (CsvRows rows = reader.rows(new ByteArrayInputStream(input))) {
            while (rows.hasNext()) {
                Row row = rows.next();
                assertThat(row.number()).isEqualTo(number++);
                assertThat(row.toString()).doesNotContain(PATIENT);
                if (row instanceof Valid valid) {
                    assertThat(FhirId.isValid(valid.request().appointmentId())).isTrue();
                } else {
                    assertThat(((Invalid) row).problem().message()).doesNotContain(PATIENT);
                }
            }
        }
        assertThat(((CsvForm.Sound) form).rows()).isEqualTo(number - 1);
    }

    @Provide
    Arbitrary<byte[]> mutations() {
        return Mutations.of(SOUND, "", "\"", ";", ",", "\n", "\r", "\r\n", "\0", "é", "\t", " ", "=", PATIENT);
    }

    @Provide
    Arbitrary<String> separators() {
        return Arbitraries.of(",", ";", "\t");
    }

    @Provide
    Arbitrary<List<List<String>>> tables() {
        Arbitrary<String> cells =
                Arbitraries.strings().withChars("ab \",;\t\r\né'=").ofMaxLength(8);
        return cells.list().ofSize(2).list().ofMinSize(1).ofMaxSize(12);
    }
}
