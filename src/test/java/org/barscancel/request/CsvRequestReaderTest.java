package org.barscancel.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.barscancel.problem.ProblemCode;
import org.barscancel.request.Reading.Invalid;
import org.barscancel.request.Reading.Row;
import org.barscancel.request.Reading.Unreadable;
import org.barscancel.request.Reading.Valid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRequestReaderTest {
    private static final int MOST_ROWS = 5;
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final String EVERY_COLUMN =
            """
            requestId,appointmentId,status,reasonSystem,reasonCode,reasonText,nhsNumber,start,correlationId,\
            targetServiceSystem,targetServiceValue
            r1,a1,entered-in-error,urn:reasons,7,"He said ""no"",
            twice",969 389-3123,2026-12-01T09:30:00+01:00,9562466f-c982-4bd5-bb0e-255e9f5e6689,urn:services,200
            """;

    private final CsvRequestReader reader = new CsvRequestReader(StandardCharsets.UTF_8, MOST_ROWS);

    @Test
    void readsEveryColumn() {
        List<Row> rows = rows(EVERY_COLUMN);

        assertThat(rows).singleElement().isInstanceOf(Valid.class);
        assertThat(((Valid) rows.get(0)).request())
                .isEqualTo(new CancellationRequest(
                        "r1",
                        UUID.fromString("9562466f-c982-4bd5-bb0e-255e9f5e6689"),
                        "a1",
                        TargetStatus.ENTERED_IN_ERROR,
                        new Reason("urn:reasons", "7", null, "He said \"no\",\ntwice"),
                        new NhsNumber("9693893123"),
                        Instant.parse("2026-12-01T08:30:00Z"),
                        new TargetService("urn:services", "200")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "appointmentId,status\na1,cancelled\na2,\n",
                "appointmentId;status\na1;cancelled\na2;\n",
                "appointmentId\tstatus\na1\tcancelled\na2\t\n",
                "\uFEFFstatus,appointmentId\ncancelled,a1\n,a2\n",
                "\r\nappointmentId , status\r\n a1 , cancelled \r\na2, \r\n",
                "appointmentId,status\ra1,cancelled\ra2,",
                "\"appointmentId\",\"status\"\n\"a1\",\"cancelled\"\n \"a2\" ,\"\"\n\n\r\n,\n , \n",
                "appointmentId,status\n\n\na1,cancelled\n,\n\na2,"
            })
    void readsTheSameFromEverySpelling(String input) {
        List<Row> rows = rows(input);

        assertThat(rows).allMatch(Valid.class::isInstance);
        assertThat(rows)
                .extracting(row -> ((Valid) row).request().appointmentId())
                .containsExactly("a1", "a2");
        assertThat(rows).extracting(Row::number).containsExactly(1, 2);
    }

    @Test
    void keepsARowAsItWasReceived() {
        assertThat(rows("appointmentId,reasonText\r\n a1 ,\"x\r\ny\" \r\n\r\na2, z\"z \r\na/3,\n"))
                .extracting(Row::original)
                .containsExactly(" a1 ,\"x\r\ny\" ", "a2, z\"z ", "a/3,");
    }

    @Test
    void readsTheConfiguredCharset() throws IOException {
        byte[] input = "appointmentId;reasonText\na1;Ärztin – krank\n".getBytes(WINDOWS);
        CsvRequestReader windows = new CsvRequestReader(WINDOWS, MOST_ROWS);

        assertThat(windows.form(new ByteArrayInputStream(input))).isEqualTo(new CsvForm.Sound(1));
        Row row = windows.rows(new ByteArrayInputStream(input)).next();
        assertThat(((Valid) row).request().reason()).extracting(Reason::text).isEqualTo("Ärztin – krank");
        assertThat(broken(input).problem().message()).contains("UTF-8");
    }

    @Test
    void believesAByteOrderMarkMoreThanTheSetting() throws IOException {
        byte[] input = "\uFEFFappointmentId;reasonText\na1;krank – Ä\n".getBytes(StandardCharsets.UTF_8);

        Row row = new CsvRequestReader(WINDOWS, MOST_ROWS)
                .rows(new ByteArrayInputStream(input))
                .next();

        assertThat(((Valid) row).request().reason()).extracting(Reason::text).isEqualTo("krank – Ä");
    }

    @Test
    void oneBadRowDoesNotStopTheOthers() {
        List<Row> rows = rows(
                """
                requestId,appointmentId,targetServiceValue,reasonCode
                r1,=HYPERLINK(1),,
                r2,a2
                r3,a3,,,x
                r4,a4,7,
                r5,a5,,
                """);

        assertThat(rows).extracting(Row::number).containsExactly(1, 2, 3, 4, 5);
        assertThat(rows.subList(0, 4)).allSatisfy(row -> assertThat(row)
                .isInstanceOfSatisfying(
                        Invalid.class, bad -> assertThat(bad.problem().code()).isEqualTo(ProblemCode.INVALID_FIELD)));
        assertThat(message(rows.get(0))).contains("appointmentId must be").doesNotContain("HYPER");
        assertThat(message(rows.get(1))).contains("2 cells").contains("4");
        assertThat(message(rows.get(2))).contains("5 cells").contains("4");
        assertThat(message(rows.get(3))).contains("targetServiceSystem: targetService.system is missing");
        assertThat(((Invalid) rows.get(0)).requestId()).isEqualTo("r1");
        assertThat(rows.get(4)).isInstanceOf(Valid.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "reasonText | x | reasonText: reason.text must be | 1001",
                "nhsNumber | 7 | nhsNumber must be | 9",
                "correlationId | z | correlationId must be | 5",
                "start | 9 | start must be | 8",
                "status | Q | status must be | 9"
            })
    void namesTheColumnAndNeverTheValue(String column, String letter, String expected, int length) {
        Row row = rows("appointmentId," + column + "\na1," + letter.repeat(length) + "\n")
                .get(0);

        assertThat(message(row)).contains(expected).doesNotContain(letter.repeat(5));
        assertThat(row.toString()).doesNotContain(letter.repeat(5));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`appointmentId,colour,status,status,\na,b,c,d,e` | column 'colour' is not known; column 'status' stands"
                        + " twice; column 5 has no name | 1",
                "`\n\nstatus,reasonText\ncancelled,` | column 'appointmentId' is missing | 3",
                "`appointmentId,9693893123\na1,` | column 2 is not known | 1",
                "`Smith,9693893123\na1,` | does not name the columns | 1",
                "`appointmentId` | no row below the header | ",
                "`appointmentId,status\n\n,,\n` | no row below the header | ",
                "`appointmentId,status\na1,\"x\"y\n` | quotation mark | 2",
                "`appointmentId,status\na1,\na2,\"x\na3,\na4,\n` | quotation mark | 3",
                "`appointmentId,status\na1,\"x\na2,\na3,\"y\"\n` | quotation mark | 2",
                "`\n\n` | empty | ",
            })
    void refusesWhatCannotBePartedIntoRows(String input, String expected, Integer line) {
        Unreadable unreadable = broken(input.getBytes(StandardCharsets.UTF_8));

        assertThat(unreadable.problem().code()).isEqualTo(ProblemCode.MALFORMED);
        assertThat(unreadable.problem().message()).contains(expected).doesNotContain("Smith");
        assertThat(unreadable.line()).isEqualTo(line);
    }

    @Test
    void aMissingQuotationMarkDoesNotSwallowTheRestOfTheFile() throws IOException {
        Endless endless = new Endless("appointmentId,reasonText\na1,x\na2,\"y\n", "a3,z\n", Integer.MAX_VALUE);

        CsvForm form = reader.form(endless);

        assertThat(form).isInstanceOfSatisfying(CsvForm.Broken.class, broken -> {
            assertThat(broken.reading().line()).isEqualTo(3);
            assertThat(broken.reading().problem().message()).contains("quotation mark");
        });
        assertThat(endless.given()).isLessThan(100_000);
    }

    @Test
    void refusesARowThatIsTooLong() {
        assertThat(broken(("appointmentId\na1\n" + "x".repeat(17_000) + "\na2\n").getBytes(StandardCharsets.UTF_8))
                        .line())
                .isEqualTo(3);
        assertThat(broken(("appointmentId\na1\n" + ",".repeat(1_000_000)).getBytes(StandardCharsets.UTF_8))
                        .line())
                .isEqualTo(3);
        assertThat(broken(("appointmentId" + "x".repeat(1_000_000)).getBytes(StandardCharsets.UTF_8))
                        .line())
                .isEqualTo(1);
    }

    @Test
    void takesARowOfTheGreatestLength() {
        String reason = "x".repeat(16 * 1024 - 3);

        assertThat(rows("appointmentId,reasonText\na1," + reason + "\na2,\n"))
                .extracting(Row::getClass)
                .map(Object::toString)
                .containsExactly(Invalid.class.toString(), Valid.class.toString());
    }

    @Test
    void refusesMoreRowsThanAreAllowed() throws IOException {
        String five = "appointmentId\na1\na2\na3\na4\na5\n";

        assertThat(reader.form(in(five))).isEqualTo(new CsvForm.Sound(5));
        Unreadable unreadable = broken((five + "a6\n").getBytes(StandardCharsets.UTF_8));
        assertThat(unreadable.problem().code()).isEqualTo(ProblemCode.TOO_LARGE);
        assertThat(unreadable.line()).isEqualTo(7);
    }

    @Test
    void tellsWhereTheTextIsNone() {
        byte[] input = "appointmentId\na1\nab\u00ff\n".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(broken(input))
                .extracting(Unreadable::line, Unreadable::column)
                .containsExactly(3, 3);
        assertThat(broken("appointmentId\na1\r\nab\0\n".getBytes(StandardCharsets.UTF_8)))
                .extracting(Unreadable::line, Unreadable::column, unreadable -> unreadable
                        .problem()
                        .message())
                .containsExactly(3, 3, "The input holds a NUL character.");
        assertThat(broken("appointmentId\na1\n".getBytes(StandardCharsets.UTF_16))
                        .problem()
                        .message())
                .contains("UTF-16");
        assertThat(broken("appointmentId\na1\n".getBytes(StandardCharsets.UTF_16LE))
                        .problem()
                        .message())
                .contains("NUL");
        // Broken off in the middle of a character.
        assertThat(broken(Arrays.copyOf("appointmentId\n€".getBytes(StandardCharsets.UTF_8), 16))
                        .line())
                .isEqualTo(2);
    }

    @Test
    void goesOnAfterARow() throws IOException {
        CsvRows rows = reader.rows(in("appointmentId\na1\n\na/2\na3\n"));
        rows.skipTo(2);

        assertThat(rows.next().number()).isEqualTo(3);
        assertThat(rows.hasNext()).isFalse();
    }

    @Test
    void aFileThatChangedIsNoLongerRead() throws IOException {
        CsvRows rows = reader.rows(in("appointmentId\na1\na2\n\"\n"));
        rows.next();

        assertThatThrownBy(rows::next).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> reader.rows(in("x\n"))).isInstanceOf(IOException.class);
    }

    @Test
    void aFileThatCannotBeReadAtPresentIsNotCalledBroken() {
        InputStream failing = new InputStream() {
            private int given;

            @Override
            public int read() throws IOException {
                if (given == 20_000) {
                    throw new IOException("gone");
                }
                return "appointmentId\na1\n".charAt(Math.min(given++, 16));
            }
        };

        assertThatThrownBy(() -> reader.form(failing)).isInstanceOf(IOException.class);
    }

    private List<Row> rows(String input) {
        try {
            List<Row> rows = new ArrayList<>();
            try (CsvRows read = reader.rows(in(input))) {
                read.forEachRemaining(rows::add);
            }
            assertThat(reader.form(in(input))).isEqualTo(new CsvForm.Sound(rows.size()));
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Unreadable broken(byte[] input) {
        try {
            return ((CsvForm.Broken) reader.form(new ByteArrayInputStream(input))).reading();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String message(Row row) {
        return ((Invalid) row).problem().message();
    }

    private static InputStream in(String input) {
        return new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    }
}
