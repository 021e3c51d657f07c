package org.barscancel.blackbox;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Numbered synthetic appointments, each with a patient and a pointer of its own. Of three appointments one shows the NHS
 * number, one refers to the Patient, and one shows neither (R8).
 */
final class Clinic {
    static final String CUSTODIAN = "A1001";
    static final String MARKER = Secrets.text("Zwetschgenknoedel");

    private static final int FIRST_NINE_DIGITS = 999_100_000;
    private static final int NOT_A_DIGIT = 10;

    private Clinic() {}

    /** The appointments of that range with all that belongs to them, as a JSON array. */
    static String resources(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(n -> patient(n) + "," + appointment(n, actor(n)) + "," + pointer(n))
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** Requests for the appointments of that range, as a JSON array. */
    static String requests(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(Clinic::request).collect(Collectors.joining(",\n", "[", "]"));
    }

    static String request(int n) {
        return """
                {"appointmentId": "%s", "nhsNumber": "%s", "reason": {"text": "%s rang"}}"""
                .formatted(id(n), nhsNumber(n), familyName(n));
    }

    /** A request with an id of the requester's own. */
    static String request(int n, String requestId) {
        return """
                {"appointmentId": "%s", "nhsNumber": "%s", "requestId": "%s"}"""
                .formatted(id(n), nhsNumber(n), requestId);
    }

    /** A request as HL7 v2, SIU^S15. */
    static String message(int n, String controlId) {
        return MllpClient.cancellation(controlId, id(n)) + "PID|1||" + nhsNumber(n) + "^^^NHS^NH||" + familyName(n)
                + "\r";
    }

    static String id(int n) {
        return "booking-%05d".formatted(n);
    }

    static String pointerId(int n) {
        return "pointer-%05d".formatted(n);
    }

    static String familyName(int n) {
        return Secrets.text("Blackboxley") + n;
    }

    /** Of the range that is never issued, with a valid check digit; another one for each appointment. */
    static String nhsNumber(int n) {
        int nine = FIRST_NINE_DIGITS + 2 * n;
        int digit = check(nine) == NOT_A_DIGIT ? check(++nine) : check(nine);
        return Secrets.number(nine + Integer.toString(digit));
    }

    private static int check(int nine) {
        int sum = 0;
        for (int weight = 2, rest = nine; weight <= 10; weight++, rest /= 10) {
            sum += weight * (rest % 10);
        }
        return (11 - sum % 11) % 11;
    }

    static String patientId(int n) {
        return UUID.nameUUIDFromBytes(("patient-" + n).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static String actor(int n) {
        return switch (n % 3) {
            case 0 -> "{\"reference\": \"urn:uuid:%s\"}".formatted(patientId(n));
            case 1 -> "{\"reference\": \"Patient/%s\"}".formatted(patientId(n));
            default ->
                """
                    {"reference": "urn:uuid:%s", "type": "Patient", "display": "%s",
                     "identifier": {"system": "https://fhir.nhs.uk/Id/nhs-number", "value": "%s"}}"""
                        .formatted(patientId(n), familyName(n), nhsNumber(n));
        };
    }

    private static String patient(int n) {
        return """
                {"resourceType": "Patient", "id": "%s",
                 "identifier": [{"system": "https://fhir.nhs.uk/Id/nhs-number", "value": "%s"}],
                 "name": [{"use": "official", "family": "%s"}]}"""
                .formatted(patientId(n), nhsNumber(n), familyName(n));
    }

    private static String appointment(int n, String actor) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        return """
                {"resourceType": "Appointment", "id": "%s", "meta": {"lastUpdated": "%s"}, "status": "booked",
                 "serviceCategory": [{"coding": [
                   {"system": "https://fhir.nhs.uk/CodeSystem/usecases-categories-bars", "code": "a1t1"}]}],
                 "description": "%s", "start": "%s", "end": "%s",
                 "participant": [{"actor": %s, "status": "accepted"}]}"""
                .formatted(
                        id(n),
                        now.minus(7, ChronoUnit.DAYS),
                        MARKER,
                        now.plus(7, ChronoUnit.DAYS),
                        now.plus(7, ChronoUnit.DAYS).plus(10, ChronoUnit.MINUTES),
                        actor);
    }

    private static String pointer(int n) {
        return """
                {"resourceType": "DocumentReference", "id": "%s",
                 "identifier": [{"system": "https://fhir.nhs.uk/Id/BaRS-Identifier", "value": "%s"}],
                 "status": "current",
                 "type": {"coding": [{"system": "http://snomed.info/sct", "code": "749001000000101"}]},
                 "subject": {"identifier": {"system": "https://fhir.nhs.uk/Id/nhs-number", "value": "%s"}},
                 "custodian": {"identifier":
                   {"system": "https://fhir.nhs.uk/Id/ods-organization-code", "value": "%s"}},
                 "content": [{"attachment": {"contentType": "application/fhir+json",
                   "url": "https://provider.example/fhir/Appointment/%s"}}]}"""
                .formatted(pointerId(n), id(n), nhsNumber(n), CUSTODIAN, id(n));
    }
}
