package org.barscancel.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.barscancel.blackbox.Caller.Answer;
import org.barscancel.simulator.SimulatorHost;
import org.junit.jupiter.api.Test;

/** What systems see that speak no JSON of ours: CSV, HL7 v2 and BaRS messages by HTTP. */
abstract class FormatsContract {
    private static final int LIST = 700;

    private final SimulatorHost farSide = HealthyFarSideIT.farSideWith(LIST + 10);
    private final Caller caller = HealthyFarSideIT.program().caller();

    @Test
    void aListInCsvIsAnsweredInCsv() throws Exception {
        String rows = IntStream.rangeClosed(1, LIST)
                .mapToObj(n -> Clinic.id(n) + "," + Clinic.nhsNumber(n) + "," + Clinic.familyName(n) + " rang")
                .collect(Collectors.joining("\n"));
        Answer answer = caller.post(
                BodyPublishers.ofString("appointmentId,nhsNumber,reasonText\n" + rows + "\na b,,\n"), "text/csv");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().path("size").asInt()).isEqualTo(LIST + 1);
        String batch = answer.header("Location");
        caller.result(batch);
        Answer result = caller.get(batch + "/result", "Accept", "text/csv");
        assertThat(result.mediaType()).isEqualTo("text/csv");
        List<String> lines = result.body().lines().toList();
        assertThat(lines).hasSize(LIST + 2);
        assertThat(lines.get(0))
                .isEqualTo("appointmentId,reasonText,row,outcome,registry,problem,message,cancellationId");
        for (int n = 1; n <= LIST; n++) {
            assertThat(lines.get(n))
                    .startsWith(Clinic.id(n) + "," + Clinic.familyName(n) + " rang," + n + ",done,removed,,,");
        }
        assertThat(lines.get(LIST + 1)).startsWith("a b,," + (LIST + 1) + ",rejected,skipped,invalid-field,");
        assertThat(caller.get(batch + "/result").json()).hasSize(LIST + 1);
    }

    @Test
    void anHl7MessageIsAcknowledged() throws Exception {
        String message = MllpClient.cancellation("IT-1", Clinic.id(LIST + 1));
        Answer answer = hl7(message, "pas-7");
        Answer refused = hl7(message.replace("S15", "S12"), "pas-7");
        Answer unknown = hl7(message, "nobody");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body()).contains("\rMSA|AA|IT-1\r");
        assertThat(caller.result(answer.header("Location")).path("outcome").asText())
                .isEqualTo("done");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("\rMSA|AR|IT-1|unsupported-event");
        assertThat(unknown.status()).isEqualTo(400);
    }

    @Test
    void aBarsMessageIsAnsweredByWhatBecameOfIt() throws Exception {
        String id = UUID.randomUUID().toString();
        // Shows the NHS number: the message names no patient, and a leg that is parked would run anew.
        String good = message(Clinic.id(LIST + 4), "cancelled");
        Answer answer = caller.message(
                good,
                "application/fhir+json; version=1.2.0",
                "X-Request-Id",
                id,
                "X-Correlation-Id",
                id,
                "Prefer",
                "wait=30");
        Answer again = caller.message(
                good,
                "application/fhir+json; version=1.2.0",
                "X-Request-Id",
                id,
                "X-Correlation-Id",
                id,
                "Prefer",
                "wait=30");
        Answer booking = caller.message(message(Clinic.id(LIST + 3), "booked"), "application/fhir+json");
        Answer xml = caller.message("<!DOCTYPE Bundle []><Bundle/>", "application/fhir+xml");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("X-Correlation-Id")).isEqualTo(id);
        assertThat(answer.json().path("resourceType").asText()).isEqualTo("OperationOutcome");
        assertThat(again.status()).isEqualTo(409);
        assertThat(booking.status()).isEqualTo(422);
        assertThat(xml.status()).isEqualTo(400);
        assertThat(xml.mediaType()).isEqualTo("application/fhir+xml");
        assertThat(farSide.simulator().calls()).noneMatch(call -> call.path().contains(Clinic.id(LIST + 3)));
    }

    private Answer hl7(String message, String feed) throws Exception {
        return caller.postTo(
                "/cancellations?feed=" + feed,
                BodyPublishers.ofString(message, StandardCharsets.UTF_8),
                "application/hl7-v2",
                "Accept",
                "application/hl7-v2");
    }

    private static String message(String appointmentId, String status) {
        return """
                {"resourceType": "Bundle", "id": "%s", "type": "message", "entry": [
                 {"fullUrl": "urn:uuid:c5957fdd-097b-409d-a406-49c52ceef2cd", "resource": {
                  "resourceType": "MessageHeader",
                  "eventCoding": {"system": "https://fhir.nhs.uk/CodeSystem/message-events-bars", "code": "booking-request"},
                  "focus": [{"reference": "Appointment/%s"}],
                  "definition": "https://fhir.nhs.uk/MessageDefinition/bars-message-booking-request-cancelled"}},
                 {"fullUrl": "https://pas.example/Appointment/%2$s", "resource": {
                  "resourceType": "Appointment", "id": "%2$s", "status": "%s",
                  "participant": [{"status": "accepted"}]}}]}"""
                .formatted(UUID.randomUUID(), appointmentId, status);
    }
}
