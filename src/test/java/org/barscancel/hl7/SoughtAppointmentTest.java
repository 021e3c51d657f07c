package org.barscancel.hl7;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.barscancel.hl7.Given.MSH;
import static org.barscancel.hl7.Given.NOW;
import static org.barscancel.hl7.Given.PID;
import static org.barscancel.hl7.Given.SCH;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import org.barscancel.request.BookingNumber;
import org.barscancel.request.CancellationRequest;
import org.barscancel.request.Lookups;
import org.barscancel.request.NhsNumber;
import org.barscancel.request.Reading;
import org.barscancel.request.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Feeds whose messages do not hold the appointment's id. */
class SoughtAppointmentTest {
    private static final TimeRule CHECKED = new TimeRule(ZoneId.of("Europe/London"), true);
    private static final Hl7Feed BY_START = feed(null, null, CHECKED);
    private static final Hl7Feed BY_NUMBER = feed(null, BookingNumberRule.at("SCH-2", "urn:pas"), TimeRule.USUAL);
    private static final NhsNumber PATIENT = new NhsNumber("9990000018");
    private static final Lookups ALL = new Lookups(true, true, false, null);

    @Test
    void patientAndStartSayWhichAppointmentIsMeant() {
        assertThat(request(MSH + SCH + PID, BY_START).subject())
                .isEqualTo(new Subject.PatientAndStart(PATIENT, Instant.parse("2026-12-01T09:30:00Z")));
    }

    @Test
    void theBookingNumberSaysWhichAppointmentIsMeant() {
        CancellationRequest request = request(MSH + SCH + PID, BY_NUMBER);

        assertThat(request.subject())
                .isEqualTo(new Subject.Numbered(new BookingNumber("urn:pas", "A-2"), PATIENT, null));
        assertThat(request.requestId()).isEqualTo("M-1");
    }

    @Test
    void aFieldThatIsMissingIsNamedByItsPlace() {
        assertThat(fault(MSH + SCH, BY_START)).contains("PID-3: nhsNumber is missing");
        assertThat(fault(MSH + SCH.replace("202612010930", "") + PID, BY_START)).contains("start is missing");
        assertThat(fault(MSH + SCH.replace("A-2", "") + PID, BY_NUMBER))
                .isEqualTo("Not valid: SCH-2: bookingNumber.value is missing.");
        assertThat(fault(MSH + SCH.replace("A-2", "\"\"") + PID, BY_NUMBER)).contains("SCH-2");
    }

    /** One place and no other, since a guess cancels the wrong booking. */
    @Test
    void aFeedWithAPlaceOfTheIdIsNotSoughtOtherwise() {
        Hl7Feed feed = feed(AppointmentIdRule.at("SCH-1"), null, CHECKED);

        assertThat(fault(MSH + SCH.replace("A-1", "") + PID, feed))
                .isEqualTo("Not valid: SCH-1: appointmentId is missing.");
    }

    /** The first of the two would be another appointment than the second. */
    @Test
    void anHourThatTheClocksShowTwiceSaysNothing() {
        String twice = SCH.replace("202612010930", "202610250130");

        assertThat(fault(MSH + twice + PID, BY_START))
                .contains("SCH-11-4: start is a time that the clocks of", "twice");
        assertThat(request(MSH + twice + PID, feed(AppointmentIdRule.at("SCH-1"), null, CHECKED))
                        .start())
                .isEqualTo("2026-10-25T00:30:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "202610250130+0000,2026-10-25T01:30:00Z",
        "202610250130+0100,2026-10-25T00:30:00Z",
        "202607010930,2026-07-01T08:30:00Z",
        "20260701093000.000,2026-07-01T08:30:00Z",
        "202612010930,2026-12-01T09:30:00Z"
    })
    void anOffsetOrTheZoneTellsTheInstant(String time, Instant start) {
        assertThat(request(MSH + SCH.replace("202612010930", time) + PID, BY_START)
                        .start())
                .isEqualTo(start);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SCH-23", "SCH-24", "MSH-10", "SCH"})
    void aNumberStandsInNoPlaceThatNeverHoldsIt(String place) {
        assertThatThrownBy(() -> BookingNumberRule.at(place, "urn:pas")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aNumberNeedsASystem() {
        assertThatThrownBy(() -> BookingNumberRule.at("SCH-1", "no uri"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("booking-number-system");
    }

    @Test
    void aFeedSaysInOneWayWhichAppointmentIsMeant() {
        assertThatThrownBy(() -> feed(null, null, TimeRule.USUAL)).hasMessageContaining("check-start must be true");
        assertThatThrownBy(() ->
                        feed(AppointmentIdRule.at("SCH-1"), BookingNumberRule.at("SCH-2", "urn:pas"), TimeRule.USUAL))
                .hasMessageContaining("not of both");
    }

    @Test
    void aCancelledVisitHasItsIdInItsPlace() {
        Hl7Feed feed = new Hl7Feed(
                "pas-1",
                Hl7Gate.USUAL,
                null,
                AppointmentIdRule.at("PV1-19"),
                NhsNumberRule.USUAL,
                ReasonRule.USUAL,
                CHECKED,
                StandardCharsets.UTF_8,
                null,
                null);
        String visit = MSH.replace("SIU^S15^SIU_S12", "ADT^A38") + "PV1|1||||||||||||||||||V-7\r" + PID;

        assertThat(request(visit, feed).subject()).isEqualTo(new Subject.Named("V-7"));
    }

    private static Hl7Feed feed(AppointmentIdRule id, BookingNumberRule number, TimeRule times) {
        return new Hl7Feed(
                "pas-1",
                Hl7Gate.USUAL,
                id,
                null,
                NhsNumberRule.USUAL,
                ReasonRule.USUAL,
                times,
                StandardCharsets.UTF_8,
                null,
                number);
    }

    private static CancellationRequest request(String message, Hl7Feed feed) {
        return ((Reading.Valid) row(message, feed)).request();
    }

    private static String fault(String message, Hl7Feed feed) {
        return ((Reading.Invalid) row(message, feed)).problem().message();
    }

    private static Reading.Row row(String message, Hl7Feed feed) {
        Hl7Reading reading = new Hl7Reader(10_000, ALL).read(message.getBytes(StandardCharsets.UTF_8), feed, NOW);
        return ((Hl7Reading.Messages) reading).messages().get(0).row();
    }
}
