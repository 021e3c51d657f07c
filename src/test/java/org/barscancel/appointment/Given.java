package org.barscancel.appointment;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.barscancel.cancellation.Cancellation;
import org.barscancel.cancellation.ProviderProgress;
import org.barscancel.cancellation.RegistryProgress;
import org.barscancel.cancellation.Source;
import org.barscancel.request.CancellationRequest;
import org.barscancel.request.NhsNumber;
import org.barscancel.request.Reason;
import org.barscancel.request.TargetStatus;

/** What the tests of this room begin with. */
final class Given {
    static final NhsNumber PATIENT = new NhsNumber("9990000018");
    static final NhsNumber OTHER_PATIENT = new NhsNumber("9990000026");
    static final Instant ACCEPTED = Instant.parse("2026-11-30T08:00:00Z");
    static final CancellationPolicy DEFAULT_POLICY = new CancellationPolicy(
            Set.of("booked"), PastAppointments.REFUSE, PatientCheck.VERIFY, ReasonElement.NONE, false);

    static final LateRequests LATE = new LateRequests(Duration.ofMinutes(5), ChangedAppointments.REFUSE);

    private Given() {}

    /** A cancellation that came at a time and was accepted then. */
    static Cancellation cancellation(CancellationRequest request, Instant at) {
        return new Cancellation(
                UUID.fromString("5f0c6a52-97bd-5d0e-9a4e-0f0f5a1b2c3d"),
                UUID.fromString("9562466f-c982-4bd5-bb0e-255e9f5e6689"),
                0,
                at,
                at,
                request,
                new Source("file", "a.json", null, "pas-1"),
                null,
                ProviderProgress.NONE,
                RegistryProgress.NONE);
    }

    static CancellationRequest request() {
        return request(TargetStatus.CANCELLED);
    }

    static CancellationRequest request(TargetStatus status) {
        return new CancellationRequest(null, null, "a1", status, null, null, null, null);
    }

    static CancellationRequest requestFor(NhsNumber patient) {
        return new CancellationRequest(null, null, "a1", TargetStatus.CANCELLED, null, patient, null, null);
    }

    static CancellationRequest requestWithStart(String start) {
        return new CancellationRequest(
                null, null, "a1", TargetStatus.CANCELLED, null, null, Instant.parse(start), null);
    }

    static CancellationRequest requestBecause(Reason reason, TargetStatus status) {
        return new CancellationRequest(null, null, "a1", status, reason, null, null, null);
    }

    /** An appointment {@code a1} of 1 December 2026 with a status and further elements, each after a comma. */
    static ReadAppointment appointment(String status, String... elements) {
        return read("{\"resourceType\":\"Appointment\",\"id\":\"a1\",\"status\":\"" + status + "\""
                + ",\"start\":\"2026-12-01T09:30:00+00:00\"" + (elements.length == 0 ? "" : ",")
                + String.join(",", elements) + "}");
    }

    static ReadAppointment read(String json) {
        return (ReadAppointment) AppointmentReader.read(json.getBytes(StandardCharsets.UTF_8), "a1", null);
    }

    static String participants(String... actors) {
        return "\"participant\":[{\"actor\":" + String.join("},{\"actor\":", actors) + "}]";
    }

    static String identifier(NhsNumber patient) {
        return "{\"system\":\"" + NhsNumber.SYSTEM + "\",\"value\":\"" + patient.value() + "\"}";
    }

    static String actor(NhsNumber patient) {
        return "{\"identifier\":" + identifier(patient) + "}";
    }

    static String reference(String reference) {
        return "{\"reference\":\"" + reference + "\"}";
    }

    static String containedPatient(String id, NhsNumber patient) {
        return "{\"resourceType\":\"Patient\",\"id\":\"" + id + "\",\"identifier\":[" + identifier(patient) + "]}";
    }

    static String contained(String... resources) {
        return "\"contained\":[" + String.join(",", resources) + "]";
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
