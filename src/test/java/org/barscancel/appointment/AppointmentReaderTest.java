package org.barscancel.appointment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.barscancel.json.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AppointmentReaderTest {
    private static final String PUBLISHED_ID = "91607239-b002-470a-8709-6b25bd50fdd1";

    @Test
    void readsThePublishedExample() {
        AppointmentReading reading =
                AppointmentReader.read(Sample.bytes("/examples/appointment/GET-by-id.json"), PUBLISHED_ID, "W/\"3\"");

        assertThat(reading).isInstanceOfSatisfying(ReadAppointment.class, appointment -> {
            assertThat(appointment.id()).isEqualTo(PUBLISHED_ID);
            assertThat(appointment.status()).isEqualTo("booked");
            assertThat(appointment.start()).hasValue(Instant.parse("2021-10-12T12:30:30Z"));
            assertThat(appointment.shownNhsNumber()).isEmpty();
            assertThat(appointment.patientId()).isEmpty();
            assertThat(appointment.useCaseCategory()).isEmpty();
            assertThat(appointment.etag()).isEqualTo("W/\"3\"");
        });
    }

    @Test
    void readsTheNhsNumberThatIsShown() {
        String body = "{\"resourceType\":\"Appointment\",\"id\":\"a1\",\"status\":\"booked\","
                + Given.participants(Given.actor(Given.PATIENT)) + "}";

        assertThat(AppointmentReader.read(Given.bytes(body), "a1", null))
                .isInstanceOfSatisfying(ReadAppointment.class, appointment -> assertThat(appointment.shownNhsNumber())
                        .hasValue(Given.PATIENT));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "<html><body>Bad gateway</body></html>~is not well-formed JSON, or names an element twice",
                "{\"resourceType\":\"OperationOutcome\"}~is not an Appointment",
                "{\"id\":\"a1\",\"status\":\"booked\"}~is not an Appointment",
                "{\"resourceType\":\"Appointment\",\"status\":\"booked\"}~is an Appointment without an id",
                "{\"resourceType\":\"Appointment\",\"id\":\"a2\",\"status\":\"booked\"}"
                        + "~is another Appointment than the one asked for",
                "{\"resourceType\":\"Appointment\",\"id\":\"A1\",\"status\":\"booked\"}"
                        + "~is another Appointment than the one asked for",
                "{\"resourceType\":\"Appointment\",\"id\":\"a1\"}~is an Appointment without a status",
                "{\"resourceType\":\"Appointment\",\"id\":\"a1\",\"status\":null}~is an Appointment without a status",
                "{\"resourceType\":\"Appointment\",\"id\":\"a1\",\"status\":[\"booked\"]}"
                        + "~is an Appointment without a status",
                "[{\"resourceType\":\"Appointment\",\"id\":\"a1\",\"status\":\"booked\"}]~is not a JSON object"
            })
    void refusesWhatIsNotTheAppointmentAskedFor(String body, String why) {
        assertThat(AppointmentReader.read(Given.bytes(body), "a1", null)).isEqualTo(new UnreadableAppointment(why));
    }

    @Test
    void readsBehindAByteOrderMark() {
        byte[] body = "\uFEFF{\"resourceType\":\"Appointment\",\"id\":\"a1\",\"status\":\"booked\"}"
                .getBytes(StandardCharsets.UTF_8);

        assertThat(AppointmentReader.read(body, "a1", null)).isInstanceOf(ReadAppointment.class);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-01T09:30Z, 2026-12-01T09:30:00Z",
        "2026-12-01T09:30+01:00, 2026-12-01T08:30:00Z",
        "2026-12-01T09:30:01.5-05:00, 2026-12-01T14:30:01.500Z",
        "2026-12-01T09:30:00.1234567+00:00, 2026-12-01T09:30:00.123456700Z",
        "2026-12-01T09:30:00.123456789987Z, 2026-12-01T09:30:00.123456789Z"
    })
    void readsAStartInEverySpellingSeen(String start, Instant instant) {
        ReadAppointment appointment = withStart("\"" + start + "\"");

        assertThat(appointment.start()).hasValue(instant);
        assertThat(appointment.startReadable()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"2026-12-01\"", "\"2026-12-01T09:30:00\"", "\"2026-13-01T09:30:00Z\"", "\"\"", "5", "null"})
    void saysWhenAStartCannotBeRead(String start) {
        ReadAppointment appointment = withStart(start);

        assertThat(appointment.start()).isEmpty();
        assertThat(appointment.startReadable()).isFalse();
    }

    @Test
    void knowsAnAppointmentWithoutStart() {
        ReadAppointment appointment =
                Given.read("{\"resourceType\":\"Appointment\",\"id\":\"a1\",\"status\":\"booked\"}");

        assertThat(appointment.start()).isEmpty();
        assertThat(appointment.startReadable()).isTrue();
    }

    @Test
    void usesTheVersionIdWhereThereIsNoEtag() {
        ReadAppointment appointment = Given.appointment("booked", "\"meta\":{\"versionId\":\"7\"}");

        assertThat(appointment.etag()).isEqualTo("W/\"7\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"meta\":{\"versionId\":\"7\\\"\\r\\nX: y\"}", "\"meta\":{\"versionId\":7}", "\"meta\":{}"})
    void makesNoEtagOfAnOddVersion(String meta) {
        assertThat(Given.appointment("booked", meta).etag()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "[{\"coding\":[{\"system\":\"https://fhir.nhs.uk/CodeSystem/usecases-categories-bars\",\"code\":\"a1t1\"}]}]~a1t1",
                "[{\"coding\":[{\"code\":\"b2t2\"},{\"system\":\"x/usecases-categories-bars\",\"code\":\"a4t2\"}]}]~a4t2",
                "[{\"coding\":[{\"code\":\"17\"}]},{\"coding\":[{\"code\":\"b2t2\"}]}]~b2t2",
                "[{\"coding\":[{\"system\":\"x/usecases-categories-bars\",\"code\":\"a1t1|x\"}]}]~",
                "[{\"text\":\"a1t1\"}]~",
                "null~"
            })
    void findsTheUseCaseCategory(String serviceCategory, String category) {
        assertThat(Given.appointment("booked", "\"serviceCategory\":" + serviceCategory)
                        .useCaseCategory()
                        .orElse(null))
                .isEqualTo(category);
    }

    @Test
    void hidesItsContent() {
        assertThat(Given.appointment("booked", Given.participants(Given.actor(Given.PATIENT))))
                .hasToString("ReadAppointment");
    }

    private static ReadAppointment withStart(String start) {
        return Given.read(
                "{\"resourceType\":\"Appointment\",\"id\":\"a1\",\"status\":\"booked\",\"start\":" + start + "}");
    }
}
