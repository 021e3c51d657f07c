package org.barscancel.leg;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.barscancel.appointment.CancellationPolicy;
import org.barscancel.appointment.CancellationRules;
import org.barscancel.appointment.ChangedAppointments;
import org.barscancel.appointment.LateRequests;
import org.barscancel.appointment.PastAppointments;
import org.barscancel.appointment.PatientCheck;
import org.barscancel.appointment.ReasonElement;
import org.barscancel.bars.Answer;
import org.barscancel.cancellation.Cancellation;
import org.barscancel.cancellation.ProviderOutcome;
import org.barscancel.cancellation.ProviderProgress;
import org.barscancel.cancellation.RegistryProgress;
import org.barscancel.cancellation.Source;
import org.barscancel.registry.PointerPolicy;
import org.barscancel.registry.PointerRules;
import org.barscancel.registry.RegistryAction;
import org.barscancel.request.BookingNumber;
import org.barscancel.request.CancellationRequest;
import org.barscancel.request.NhsNumber;
import org.barscancel.request.TargetStatus;

/** What the tests of this room start from. */
public final class Given {
    static final NhsNumber PATIENT = new NhsNumber("9990000018");
    static final NhsNumber OTHER_PATIENT = new NhsNumber("9990000026");
    static final Instant NOW = Instant.parse("2026-11-30T08:00:00Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    static final Duration GIVE_UP_AFTER = Duration.ofHours(24);

    private Given() {}

    /** Refuses whatever it may, and confirms by the answer. */
    public static ProviderLeg providerLeg() {
        return providerLeg(Confirmation.ANSWER, true);
    }

    static ProviderLeg providerLeg(Confirmation confirmation, boolean registryFollows) {
        return new ProviderLeg(
                new CancellationRules(
                        new CancellationPolicy(
                                Set.of("booked"),
                                PastAppointments.REFUSE,
                                PatientCheck.VERIFY,
                                ReasonElement.NONE,
                                false),
                        new LateRequests(Duration.ofMinutes(5), ChangedAppointments.REFUSE),
                        CLOCK),
                confirmation,
                unsettled(),
                cancellation -> registryFollows,
                CLOCK);
    }

    static RegistryLeg registryLeg() {
        return registryLeg(RegistryAction.DELETE, "A1001");
    }

    static RegistryLeg registryLeg(RegistryAction action, String custodian) {
        return new RegistryLeg(
                cancellation -> Optional.of(new PointerRules(new PointerPolicy(action, custodian, false, null))),
                unsettled());
    }

    /** As {@link #providerLeg()} has it. */
    public static Unsettled unsettled() {
        return new Unsettled(retry(), cancellation -> true, CLOCK);
    }

    static RetryPolicy retry() {
        return new RetryPolicy(Duration.ofSeconds(1), 2, Duration.ofMinutes(5), GIVE_UP_AFTER, new Random(1));
    }

    static final BookingNumber NUMBER = new BookingNumber("urn:pas", "B-17");
    static final CancellationRequest BY_TIME = request(PATIENT, Instant.parse("2026-12-01T09:30:00Z"), null);
    static final CancellationRequest BY_NUMBER = request(PATIENT, null, NUMBER);

    private static CancellationRequest request(NhsNumber patient, Instant start, BookingNumber number) {
        return new CancellationRequest(
                null, null, null, TargetStatus.CANCELLED, null, patient, start, null, number, false);
    }

    /** One whose appointment has yet to be looked up. */
    static Cancellation sought(CancellationRequest request) {
        Cancellation known = cancellation();
        return new Cancellation(
                known.cancellationId(),
                known.correlationId(),
                known.generation(),
                known.receivedAt(),
                known.acceptedAt(),
                request,
                known.source(),
                known.replyTo(),
                known.provider(),
                known.registry());
    }

    static Cancellation cancellation() {
        return cancellation(null);
    }

    static Cancellation cancellation(NhsNumber patient) {
        return new Cancellation(
                UUID.fromString("5f0c6a52-97bd-5d0e-9a4e-0f0f5a1b2c3d"),
                UUID.fromString("9562466f-c982-4bd5-bb0e-255e9f5e6689"),
                0,
                NOW,
                NOW,
                new CancellationRequest(null, null, "a1", TargetStatus.CANCELLED, null, patient, null, null),
                new Source("file", "a.json", null, "pas-1"),
                null,
                ProviderProgress.NONE,
                RegistryProgress.NONE);
    }

    /** One of which nothing is to be written. */
    static Cancellation dryRun() {
        Cancellation meant = cancellation(PATIENT);
        return new Cancellation(
                meant.cancellationId(),
                meant.correlationId(),
                meant.generation(),
                meant.receivedAt(),
                meant.acceptedAt(),
                meant.request().asDryRun(),
                meant.source(),
                meant.replyTo(),
                meant.provider(),
                meant.registry());
    }

    /** One whose appointment is cancelled. */
    static Cancellation cancelled() {
        return cancellation(PATIENT).with(ProviderProgress.NONE.ended(ProviderOutcome.DONE));
    }

    static Answer.Success success(String body) {
        return new Answer.Success("HTTP 200", body.getBytes(StandardCharsets.UTF_8), "W/\"1\"");
    }

    static Answer.Success appointment(String status, String... elements) {
        return success("{\"resourceType\":\"Appointment\",\"id\":\"a1\",\"status\":\"" + status
                + "\",\"start\":\"2026-12-01T09:30:00+00:00\"" + (elements.length == 0 ? "" : ",")
                + String.join(",", elements) + "}");
    }

    static String actor(NhsNumber patient) {
        return "\"participant\":[{\"actor\":{\"identifier\":" + identifier(patient) + "}}]";
    }

    static String patientReference(String id) {
        return "\"participant\":[{\"actor\":{\"reference\":\"Patient/" + id + "\"}}]";
    }

    static Answer.Success patient(String id, NhsNumber number) {
        return success(
                "{\"resourceType\":\"Patient\",\"id\":\"" + id + "\",\"identifier\":[" + identifier(number) + "]}");
    }

    static String pointer(String id, String appointmentId, String custodian) {
        return """
               {"resourceType":"DocumentReference","id":"%s","meta":{"versionId":"3"},"status":"current",
                "type":{"coding":[{"system":"http://snomed.info/sct","code":"749001000000101"}]},
                "subject":{"identifier":%s},
                "custodian":{"identifier":{"system":"https://fhir.nhs.uk/Id/ods-organization-code","value":"%s"}},
                "identifier":[{"system":"https://fhir.nhs.uk/Id/BaRS-Identifier","value":"%s"}]}"""
                .formatted(id, identifier(PATIENT), custodian, appointmentId);
    }

    static Answer.Success bundle(String... resources) {
        return success("{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"entry\":["
                + Stream.of(resources)
                        .map(resource -> "{\"resource\":" + resource + "}")
                        .collect(Collectors.joining(","))
                + "]}");
    }

    static List<PointerStep> steps(PointerStep... steps) {
        return List.of(steps);
    }

    private static String identifier(NhsNumber patient) {
        return "{\"system\":\"" + NhsNumber.SYSTEM + "\",\"value\":\"" + patient.value() + "\"}";
    }
}
