package org.barscancel.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may stand for an appointment's id, by the settings, in JSON and CSV. */
class SubjectCheckTest {
    private static final Lookups ALL = new Lookups(true, true, false, null);
    private static final Lookups AMONG_THE_PATIENTS = new Lookups(false, true, true, "urn:pas");
    private static final String WHO = "\"nhsNumber\":\"9990000018\"";
    private static final String WHEN = "\"start\":\"2026-12-01T09:30:00+00:00\"";
    private static final String NUMBER = "\"bookingNumber\":{\"system\":\"urn:pas\",\"value\":\"B 17\"}";
    private static final NhsNumber PATIENT = new NhsNumber("9990000018");
    private static final Instant START = Instant.parse("2026-12-01T09:30:00Z");

    @Test
    void patientAndStartMayStandForTheId() {
        assertThat(valid(ALL, WHO + "," + WHEN).subject()).isEqualTo(new Subject.PatientAndStart(PATIENT, START));
    }

    @Test
    void aBookingNumberMayStandForTheId() {
        BookingNumber number = new BookingNumber("urn:pas", "B 17");

        assertThat(valid(ALL, NUMBER).subject()).isEqualTo(new Subject.Numbered(number, null, null));
        assertThat(valid(ALL, NUMBER + "," + WHO + "," + WHEN).subject())
                .isEqualTo(new Subject.Numbered(number, PATIENT, START));
    }

    @Test
    void theIdOutranksPatientAndStart() {
        assertThat(valid(ALL, "\"appointmentId\":\"a1\"," + WHO + "," + WHEN).subject())
                .isEqualTo(new Subject.Named("a1"));
    }

    @Test
    void theSystemOfANumberMayBeASetting() {
        assertThat(valid(AMONG_THE_PATIENTS, "\"bookingNumber\":{\"value\":\"7\"}," + WHO)
                        .bookingNumber())
                .isEqualTo(new BookingNumber("urn:pas", "7"));
        assertThat(valid(AMONG_THE_PATIENTS, NUMBER.replace("urn:pas", "urn:other") + "," + WHO)
                        .bookingNumber())
                .isEqualTo(new BookingNumber("urn:other", "B 17"));
    }

    @Test
    void whatIsOffIsRefusedAndTheSettingNamed() {
        assertThat(fault(Lookups.NONE, WHO + "," + WHEN))
                .isEqualTo("Not valid: appointmentId is missing, and nhsNumber with start cannot stand for it, since"
                        + " bars.resolve.patient-and-start is none.");
        assertThat(fault(Lookups.NONE, NUMBER))
                .isEqualTo(
                        "Not valid: bookingNumber cannot stand for appointmentId, since bars.resolve.booking-number is"
                                + " none.");
        assertThat(fault(Lookups.NONE, WHO)).isEqualTo("Not valid: appointmentId is missing.");
    }

    @Test
    void whatIsMissingIsNamedWithWhatMayStandForIt() {
        assertThat(fault(ALL, WHO))
                .isEqualTo(
                        "Not valid: appointmentId is missing, and so is what may stand for it: nhsNumber with start, or"
                                + " bookingNumber.");
        assertThat(fault(ALL, WHEN))
                .isEqualTo("Not valid: nhsNumber is missing, which with start may stand for appointmentId.");
        assertThat(fault(AMONG_THE_PATIENTS, NUMBER))
                .isEqualTo("Not valid: nhsNumber is missing, and bookingNumber is looked up among a patient's"
                        + " appointments.");
        assertThat(fault(ALL, "\"bookingNumber\":{\"value\":\"7\"}"))
                .isEqualTo(
                        "Not valid: bookingNumber.system is missing, and bars.resolve.booking-number-system names none.");
        assertThat(fault(ALL, "\"bookingNumber\":{}")).contains("bookingNumber.value is missing");
    }

    @Test
    void twoNamesForOneAppointmentAreRefused() {
        assertThat(fault(ALL, "\"appointmentId\":\"a1\"," + NUMBER))
                .isEqualTo("Not valid: bookingNumber must not stand beside appointmentId.");
    }

    @Test
    void aFaultyFieldIsNotCalledMissing() {
        assertThat(fault(ALL, "\"nhsNumber\":\"9990000019\"," + WHEN)).doesNotContain("missing", "9990000019");
        assertThat(fault(ALL, "\"appointmentId\":\"a/1\"")).doesNotContain("missing");
        assertThat(fault(ALL, "\"bookingNumber\":{\"system\":\"urn:pas\",\"value\":\"\\u0007\"}"))
                .doesNotContain("missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " 7", "7 ", "Ä", "7\\u00007"})
    void refusesANumberThatCouldNotBeSearchedFor(String value) {
        assertThat(fault(ALL, "\"bookingNumber\":{\"system\":\"urn:pas\",\"value\":\"" + value + "\"}"))
                .startsWith("Not valid: bookingNumber.value must be");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-01T09:30:00Z",
        "2026-12-01T09:30Z",
        "2026-12-01T10:30:00+01:00",
        "2026-12-01T04:30:00.000-05:00"
    })
    void everySpellingOfAStartIsTheSameInstant(String start) {
        assertThat(valid(ALL, WHO + ",\"start\":\"" + start + "\"").subject())
                .isEqualTo(new Subject.PatientAndStart(PATIENT, START));
    }

    @Property
    void noRequestIsValidWithoutSayingWhichAppointmentItMeans(
            @ForAll boolean id,
            @ForAll boolean who,
            @ForAll boolean when,
            @ForAll boolean number,
            @ForAll boolean byTime,
            @ForAll boolean byNumber,
            @ForAll boolean needsPatient) {
        Lookups lookups = new Lookups(byTime, byNumber, needsPatient, null);
        String fields = (id ? ",\"appointmentId\":\"a1\"" : "")
                + (who ? "," + WHO : "")
                + (when ? "," + WHEN : "")
                + (number ? "," + NUMBER : "");

        boolean says = number ? !id && byNumber && (who || !needsPatient) : id || (who && when && byTime);

        assertThat(row(lookups, fields.isEmpty() ? "" : fields.substring(1)) instanceof Reading.Valid)
                .isEqualTo(says);
    }

    @Test
    void aRequestThatMeansNoAppointmentCannotBeMade() {
        assertThatThrownBy(() -> new CancellationRequest(
                        null, null, null, TargetStatus.CANCELLED, null, PATIENT, null, null, null, false))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothingOfThePatientOrTheNumberIsPrinted() {
        CancellationRequest request = valid(ALL, NUMBER + "," + WHO + "," + WHEN);

        assertThat(request + " " + request.subject() + " " + request.bookingNumber())
                .doesNotContain("9990000018", "B 17");
        assertThat(valid(ALL, WHO + "," + WHEN).subject().toString()).doesNotContain("9990000018", "2026");
    }

    @Test
    void aCsvFileNeedsTheColumnsThatSayWhichAppointment() throws IOException {
        assertThat(header("nhsNumber,start", ALL)).isInstanceOf(CsvForm.Sound.class);
        assertThat(header("bookingNumberValue", ALL)).isInstanceOf(CsvForm.Sound.class);
        assertThat(broken("nhsNumber,start", Lookups.NONE))
                .contains("column 'appointmentId' is missing, and bars.resolve.patient-and-start is none");
        assertThat(broken("bookingNumberValue,bookingNumberSystem", Lookups.NONE))
                .contains("column 'appointmentId' is missing, and bars.resolve.booking-number is none");
        assertThat(broken("nhsNumber", ALL)).contains("column 'appointmentId' is missing;");
    }

    @Test
    void aCsvRowMayNameItsAppointmentInItsOwnWay() throws IOException {
        String csv =
                """
                appointmentId,nhsNumber,start,bookingNumberSystem,bookingNumberValue
                a1,,,,
                ,9990000018,2026-12-01T09:30:00Z,,
                ,,,urn:pas,B 17
                ,9990000018,,,
                """;
        try (CsvRows rows = new CsvRequestReader(StandardCharsets.UTF_8, 10, ALL).rows(in(csv))) {
            assertThat(subject(rows.next())).isEqualTo(new Subject.Named("a1"));
            assertThat(subject(rows.next())).isEqualTo(new Subject.PatientAndStart(PATIENT, START));
            assertThat(subject(rows.next()))
                    .isEqualTo(new Subject.Numbered(new BookingNumber("urn:pas", "B 17"), null, null));
            assertThat(rows.next()).isInstanceOf(Reading.Invalid.class);
        }
    }

    /** A file may be half accepted when the program is started again with another setting. */
    @Test
    void aFileWhoseFormWasSoundIsReadToItsEndRowByRow() throws IOException {
        try (CsvRows rows = new CsvRequestReader(StandardCharsets.UTF_8, 10)
                .rows(in("nhsNumber,start\n9990000018,2026-12-01T09:30:00Z\n"))) {
            assertThat(((Reading.Invalid) rows.next()).problem().message()).contains("bars.resolve.patient-and-start");
        }
    }

    private static Subject subject(Reading.Row row) {
        return ((Reading.Valid) row).request().subject();
    }

    private static CsvForm header(String columns, Lookups lookups) throws IOException {
        return new CsvRequestReader(StandardCharsets.UTF_8, 10, lookups).form(in(columns + "\nx\n"));
    }

    private static String broken(String columns, Lookups lookups) throws IOException {
        return ((CsvForm.Broken) header(columns, lookups)).reading().problem().message();
    }

    private static InputStream in(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static CancellationRequest valid(Lookups lookups, String fields) {
        return ((Reading.Valid) row(lookups, fields)).request();
    }

    private static String fault(Lookups lookups, String fields) {
        return ((Reading.Invalid) row(lookups, fields)).problem().message();
    }

    private static Reading.Row row(Lookups lookups, String fields) {
        byte[] input = ("{" + fields + "}").getBytes(StandardCharsets.UTF_8);
        return ((Reading.Rows) new JsonRequestReader(1000, lookups).read(input))
                .rows()
                .get(0);
    }
}
