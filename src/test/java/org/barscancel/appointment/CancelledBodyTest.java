package org.barscancel.appointment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.barscancel.appointment.Given.ACCEPTED;
import static org.barscancel.appointment.Given.DEFAULT_POLICY;
import static org.barscancel.appointment.Given.appointment;
import static org.barscancel.appointment.Given.request;
import static org.barscancel.appointment.Given.requestBecause;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import org.barscancel.json.Sample;
import org.barscancel.request.CancellationRequest;
import org.barscancel.request.Reason;
import org.barscancel.request.TargetStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CancelledBodyTest {
    private static final Reason REASON = new Reason("http://s", "c1", "Patient \"asked\"", "can't come");
    private static final String CONCEPT =
            "{\"coding\":[{\"system\":\"http://s\",\"code\":\"c1\",\"display\":\"Patient \\\"asked\\\"\"}],"
                    + "\"text\":\"can't come\"}";

    @ParameterizedTest
    @CsvSource({"CANCELLED, seed-cancelled", "ENTERED_IN_ERROR, seed-entered-in-error"})
    void makesTheBodyOfTheStandardsExample(TargetStatus target, String expected) {
        ReadAppointment seed = (ReadAppointment) AppointmentReader.read(
                Sample.bytes("/appointment/seed.json"), "aca94bdb-2e38-4399-9ece-2ba083ce65b5", null);

        byte[] body = CancelledBody.of(
                        seed, request(target), Instant.parse("2024-01-11T16:01:30.8185338Z"), DEFAULT_POLICY)
                .bytes();

        assertThat(body).asString().isEqualTo(Sample.text("/appointment/" + expected + ".json"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                // Earlier than accepted, in the spellings seen.
                "\"2026-11-01T10:00:00Z\"~2026-11-30T08:00:00Z",
                "\"2026-11-01T10:00:00.1234567+01:00\"~2026-11-30T08:00:00Z",
                "\"2026-11-01T10:00:00+00:00\"~2026-11-30T08:00:00+00:00",
                // Not earlier: one millisecond on.
                "\"2026-11-30T08:00:00Z\"~2026-11-30T08:00:00.001Z",
                "\"2026-11-30T09:00:00.0000001+01:00\"~2026-11-30T08:00:00.0010001Z",
                "\"2026-12-24T18:00:00.8185338+00:00\"~2026-12-24T18:00:00.8195338+00:00",
                "\"2026-11-30T07:59:59.9995Z\"~2026-11-30T08:00:00.0005Z",
                // No point in time: replaced.
                "\"yesterday\"~2026-11-30T08:00:00Z",
                "\"2026-11-01\"~2026-11-30T08:00:00Z",
                "null~2026-11-30T08:00:00Z",
                "20261101~2026-11-30T08:00:00Z",
                "{\"a\":[1]}~2026-11-30T08:00:00Z",
                "\"9999-12-31T23:59:59.9999Z\"~2026-11-30T08:00:00Z"
            })
    void advancesLastUpdated(String read, String written) {
        assertThat(body(appointment("booked", "\"meta\":{\"lastUpdated\": " + read + " }")))
                .isEqualTo("{\"resourceType\":\"Appointment\",\"id\":\"a1\",\"status\":\"cancelled\","
                        + "\"start\":\"2026-12-01T09:30:00+00:00\",\"meta\":{\"lastUpdated\": \"" + written + "\" }}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {"\"x\":0.10", "\"meta\":{\"versionId\":\"1\"}", "\"meta\":null", "\"meta\":[]"})
    void addsNoLastUpdatedWhereThereIsNone(String element) {
        assertThat(body(appointment("booked", element)))
                .isEqualTo("{\"resourceType\":\"Appointment\",\"id\":\"a1\",\"status\":\"cancelled\","
                        + "\"start\":\"2026-12-01T09:30:00+00:00\"," + element + "}");
    }

    @Test
    void keepsTheStatusExtensionUnlessConfigured() {
        String extension = "\"_status\":{\"extension\":[{\"url\":\"http://x\",\"valueCode\":\"booked\"}]}";

        assertThat(body(appointment("booked", extension))).contains(extension);
        assertThat(body(appointment("booked", extension, "\"x\":1"), request(), ReasonElement.NONE, true))
                .isEqualTo("{\"resourceType\":\"Appointment\",\"id\":\"a1\",\"status\":\"cancelled\","
                        + "\"start\":\"2026-12-01T09:30:00+00:00\",\"x\":1}");
    }

    @Test
    void sendsNoReasonUnlessConfigured() {
        assertThat(body(appointment("booked"), because(REASON), ReasonElement.NONE, false))
                .isEqualTo(body(appointment("booked")));
    }

    @ParameterizedTest
    @CsvSource({"REASON_CODE", "CANCELATION_REASON"})
    void sendsNoReasonWhenThereIsNone(ReasonElement element) {
        assertThat(body(appointment("booked"), request(), element, false)).isEqualTo(body(appointment("booked")));
        assertThat(body(appointment("booked"), because(new Reason(null, null, " ", null)), element, false))
                .isEqualTo(body(appointment("booked")));
    }

    @Test
    void addsAReasonCode() {
        assertThat(body(appointment("booked"), because(REASON), ReasonElement.REASON_CODE, false))
                .endsWith("+00:00\",\"reasonCode\":[" + CONCEPT + "]}");
        assertThat(body(
                        appointment("booked", "\"reasonCode\": [ {\"text\":\"clinical\"} ]", "\"x\":1"),
                        because(new Reason(null, "c1", null, null)),
                        ReasonElement.REASON_CODE,
                        false))
                .endsWith("\"reasonCode\": [ {\"text\":\"clinical\"},{\"coding\":[{\"code\":\"c1\"}]} ],\"x\":1}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {"[{\"text\":\"x\"}, {\"text\": \"can\\u0027t come\"} ]", "{\"text\":\"x\"}", "null"})
    void leavesAReasonCodeThatSaysItAlreadyOrIsNoList(String present) {
        ReadAppointment appointment = appointment("booked", "\"reasonCode\":" + present);

        assertThat(body(
                        appointment,
                        because(new Reason(null, null, null, "can't come")),
                        ReasonElement.REASON_CODE,
                        false))
                .isEqualTo(body(appointment));
    }

    @Test
    void setsTheCancelationReason() {
        assertThat(body(appointment("booked"), because(REASON), ReasonElement.CANCELATION_REASON, false))
                .endsWith("+00:00\",\"cancelationReason\":" + CONCEPT + "}");
        assertThat(body(
                        appointment("booked", "\"cancelationReason\": {\"text\":\"old\"} ", "\"x\":1"),
                        because(REASON),
                        ReasonElement.CANCELATION_REASON,
                        false))
                .endsWith("\"cancelationReason\": " + CONCEPT + " ,\"x\":1}");
    }

    @Test
    void setsNoCancelationReasonOnAMistake() {
        assertThat(body(
                        appointment("booked"),
                        requestBecause(REASON, TargetStatus.ENTERED_IN_ERROR),
                        ReasonElement.CANCELATION_REASON,
                        false))
                .doesNotContain("cancelationReason")
                .contains("entered-in-error");
    }

    private static CancellationRequest because(Reason reason) {
        return requestBecause(reason, TargetStatus.CANCELLED);
    }

    private static String body(ReadAppointment appointment) {
        return body(appointment, request(), ReasonElement.NONE, false);
    }

    private static String body(
            ReadAppointment appointment, CancellationRequest request, ReasonElement reason, boolean dropExtension) {
        CancellationPolicy policy = new CancellationPolicy(
                Set.of("booked"), PastAppointments.REFUSE, PatientCheck.VERIFY, reason, dropExtension);
        return new String(
                CancelledBody.of(appointment, request, ACCEPTED, policy).bytes(), StandardCharsets.UTF_8);
    }
}
