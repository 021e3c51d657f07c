package org.barscancel.cancellation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.barscancel.request.BookingNumber;
import org.barscancel.request.CancellationRequest;
import org.barscancel.request.NhsNumber;
import org.barscancel.request.Reason;
import org.barscancel.request.TargetService;
import org.barscancel.request.TargetStatus;
import org.junit.jupiter.api.Test;

class CancellationIdsTest {
    private static final UUID CORRELATION = UUID.fromString("9562466f-c982-4bd5-bb0e-255e9f5e6689");
    private static final NhsNumber NHS_NUMBER = new NhsNumber("9693893123");
    private static final Instant START = Instant.parse("2026-12-01T09:30:00Z");

    @Test
    void theSameMessageAgainIsTheSameCancellation() {
        assertThat(id("pas-1", "m1", plain("a1"))).isEqualTo(id("pas-1", "m1", plain("a1")));
    }

    @Test
    void theRequestIdIsTheMessageIdAndNoContent() {
        CancellationRequest named =
                new CancellationRequest("m1", null, "a1", TargetStatus.CANCELLED, null, null, null, null);

        assertThat(id("pas-1", "m1", named)).isEqualTo(id("pas-1", "m1", plain("a1")));
    }

    @Test
    void aDryRunIsNeverTheCancellationThatItRehearses() {
        assertThat(id("pas-1", "m1", plain("a1").asDryRun())).isNotEqualTo(id("pas-1", "m1", plain("a1")));
        assertThat(id("pas-1", "m1", plain("a1").asDryRun().identified("m1")))
                .isEqualTo(id("pas-1", "m1", plain("a1").identified("m1").asDryRun()));
    }

    @Test
    void everyOtherDifferenceMakesAnotherCancellation() {
        TargetService service = new TargetService("s", "v");
        List<UUID> ids = List.of(
                id(null, "m1", plain("a1")),
                id("", "m1", plain("a1")),
                id("pas-1", "m1", plain("a1")),
                id("pas-2", "m1", plain("a1")),
                id("pas-1", "m2", plain("a1")),
                id("pas-1", "m1", plain("a2")),
                id("pas-1", "m1", request(CORRELATION, TargetStatus.CANCELLED, null, null, null, null)),
                id("pas-1", "m1", request(null, TargetStatus.ENTERED_IN_ERROR, null, null, null, null)),
                id(
                        "pas-1",
                        "m1",
                        request(null, TargetStatus.CANCELLED, reason(null, null, null, null), null, null, null)),
                id(
                        "pas-1",
                        "m1",
                        request(null, TargetStatus.CANCELLED, reason("x", null, null, null), null, null, null)),
                id(
                        "pas-1",
                        "m1",
                        request(null, TargetStatus.CANCELLED, reason(null, "x", null, null), null, null, null)),
                id(
                        "pas-1",
                        "m1",
                        request(null, TargetStatus.CANCELLED, reason(null, null, "x", null), null, null, null)),
                id(
                        "pas-1",
                        "m1",
                        request(null, TargetStatus.CANCELLED, reason(null, null, null, "x"), null, null, null)),
                id("pas-1", "m1", request(null, TargetStatus.CANCELLED, null, NHS_NUMBER, null, null)),
                id("pas-1", "m1", request(null, TargetStatus.CANCELLED, null, null, START, null)),
                id("pas-1", "m1", request(null, TargetStatus.CANCELLED, null, null, null, service)));

        assertThat(new HashSet<>(ids)).hasSameSizeAs(ids);
    }

    /** Written down when requests named their appointment by the id only: they must not become other cancellations. */
    @Test
    void theIdsOfRequestsThatNameTheirAppointmentAreWhatTheyHaveAlwaysBeen() {
        assertThat(id("pas-1", "m1", plain("a1"))).hasToString("2f472648-4070-52c9-ba45-f8869df5cc87");
        assertThat(id(
                        "pas-1",
                        "m1",
                        request(
                                CORRELATION,
                                TargetStatus.ENTERED_IN_ERROR,
                                reason("s", "c", "d", "t"),
                                NHS_NUMBER,
                                START,
                                new TargetService("s", "v"))))
                .hasToString("8dea723a-2f9c-5c86-8a1c-0fe68caf2181");
    }

    @Test
    void whatStandsForTheAppointmentsIdIsContent() {
        List<UUID> ids = List.of(
                id("pas-1", "m1", sought(NHS_NUMBER, START, null)),
                id("pas-1", "m1", sought(NHS_NUMBER, START.plusSeconds(1), null)),
                id("pas-1", "m1", sought(new NhsNumber("9990000018"), START, null)),
                id("pas-1", "m1", sought(NHS_NUMBER, START, new BookingNumber("s", "v"))),
                id("pas-1", "m1", sought(null, null, new BookingNumber("s", "v"))),
                id("pas-1", "m1", sought(null, null, new BookingNumber("s", "w"))),
                id("pas-1", "m1", sought(null, null, new BookingNumber("t", "v"))));

        assertThat(new HashSet<>(ids)).hasSameSizeAs(ids);
    }

    private static CancellationRequest sought(NhsNumber patient, Instant start, BookingNumber number) {
        return new CancellationRequest(
                null, null, null, TargetStatus.CANCELLED, null, patient, start, null, number, false);
    }

    @Test
    void anUnreadableInputHasAnIdOfItsArrival() {
        byte[] input = "rubbish".getBytes(StandardCharsets.UTF_8);

        assertThat(Set.of(
                        CancellationIds.ofUnreadable("pas-1", "claim-1", input),
                        CancellationIds.ofUnreadable("pas-1", "claim-2", input),
                        CancellationIds.ofUnreadable("pas-2", "claim-1", input),
                        CancellationIds.ofUnreadable("pas-1", "claim-1", new byte[0])))
                .hasSize(4)
                .contains(CancellationIds.ofUnreadable("pas-1", "claim-1", input.clone()));
    }

    @Test
    void theCorrelationIdFollowsFromTheCancellation() {
        UUID id = id("pas-1", "m1", plain("a1"));

        assertThat(CancellationIds.correlationId(id))
                .isEqualTo(CancellationIds.correlationId(id))
                .isNotEqualTo(id);
    }

    private static UUID id(String requester, String messageId, CancellationRequest request) {
        return CancellationIds.cancellationId(requester, messageId, request);
    }

    private static CancellationRequest plain(String appointmentId) {
        return new CancellationRequest(null, null, appointmentId, TargetStatus.CANCELLED, null, null, null, null);
    }

    private static CancellationRequest request(
            UUID correlationId,
            TargetStatus status,
            Reason reason,
            NhsNumber nhsNumber,
            Instant start,
            TargetService service) {
        return new CancellationRequest(null, correlationId, "a1", status, reason, nhsNumber, start, service);
    }

    private static Reason reason(String system, String code, String display, String text) {
        return new Reason(system, code, display, text);
    }
}
