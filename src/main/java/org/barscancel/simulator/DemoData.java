package org.barscancel.simulator;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Synthetic appointments to try a cancellation on, in the shape of the published examples. {@code demo-0001} to
 * {@code demo-0012}, each with a patient and a pointer of its own; they start from tomorrow on, by the given clock.
 *
 * <p>How an appointment shows its patient differs, as it does in the wild (R8). Numbers divisible by three: only a
 * {@code urn:uuid}, as published, so that a request must name the NHS number. Others that are even: a reference to
 * {@code Patient/…}. The rest: the NHS number itself.
 *
 * <p>Each has a booking number, {@code BOOKING-0001} and so on, and its pointers say when it starts: so it can be cancelled
 * without its id (R12).
 *
 * <ul>
 *   <li>{@code demo-0004}: the patient has more pointers than fit on a page (R12)
 *   <li>{@code demo-0005}: two pointers (R13)
 *   <li>{@code demo-0007}: the pointer belongs to another organisation (R14)
 *   <li>{@code demo-0008}: no pointer at all (R15)
 *   <li>{@code demo-0010}: started yesterday (R10)
 *   <li>{@code demo-0011}: {@code cancelled} already (R9)
 *   <li>{@code demo-0012}: {@code fulfilled} (R2)
 * </ul>
 */
public final class DemoData {
    /** ODS code of the organisation that owns the pointers, but for the one of {@code demo-0007}. */
    public static final String CUSTODIAN = "A1001";

    /** ODS code of the owner of the pointer of {@code demo-0007}. */
    public static final String OTHER_CUSTODIAN = "X2002";

    /** How many appointments there are. */
    public static final int APPOINTMENTS = 12;

    private static final int HISTORY = 26;

    private DemoData() {}

    /** All resources, as a JSON array for {@link Simulator#seed(String)}. */
    public static String resources(Clock clock) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant written = now.minus(7, ChronoUnit.DAYS);
        List<String> resources = new ArrayList<>();
        for (int number = 1; number <= APPOINTMENTS; number++) {
            Instant start = start(number, now);
            resources.add(DemoResources.patient(patientId(number), nhsNumber(number), number));
            resources.add(
                    DemoResources.appointment(appointmentId(number), status(number), start, written, actor(number)));
            if (number != 8) {
                String id = "demo-pointer-%04d".formatted(number);
                resources.add(pointer(id, appointmentId(number), number, start, written));
            }
        }
        resources.add(pointer("demo-pointer-0005-b", appointmentId(5), 5, start(5, now), written));
        for (int past = 1; past <= HISTORY; past++) {
            Instant start = start(4, now).minus(30L * past, ChronoUnit.DAYS);
            String id = "demo-history-%04d".formatted(past);
            resources.add(pointer(id, "demo-past-%04d".formatted(past), 4, start, start.minus(7, ChronoUnit.DAYS)));
        }
        return "[" + String.join(",", resources) + "]";
    }

    /** The id of an appointment, from 1 to {@link #APPOINTMENTS}. */
    public static String appointmentId(int number) {
        return "demo-%04d".formatted(number);
    }

    /** The synthetic NHS number of an appointment's patient: of the 999 range, with a valid check digit. */
    public static String nhsNumber(int number) {
        return SyntheticNhsNumbers.get(number);
    }

    private static Instant start(int number, Instant now) {
        LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
        int days = number == 10 || number == 12 ? -1 : number;
        return today.plusDays(days).atTime(LocalTime.of(9, 30)).toInstant(ZoneOffset.UTC);
    }

    private static String patientId(int number) {
        return UUID.nameUUIDFromBytes(new byte[] {'d', 'e', 'm', 'o', (byte) number})
                .toString();
    }

    private static String status(int number) {
        return switch (number) {
            case 11 -> "cancelled";
            case 12 -> "fulfilled";
            default -> "booked";
        };
    }

    private static String pointer(String id, String appointmentId, int patient, Instant start, Instant written) {
        String custodian = patient == 7 ? OTHER_CUSTODIAN : CUSTODIAN;
        return DemoResources.pointer(id, appointmentId, nhsNumber(patient), custodian, start, written);
    }

    private static String actor(int number) {
        if (number % 3 == 0) {
            return "{\"reference\": \"urn:uuid:%s\"}".formatted(patientId(number));
        }
        if (number % 2 == 0) {
            return "{\"reference\": \"Patient/%s\"}".formatted(patientId(number));
        }
        return """
                {
                        "reference": "urn:uuid:%s",
                        "type": "Patient",
                        "identifier": {"system": "https://fhir.nhs.uk/Id/nhs-number", "value": "%s"}
                      }"""
                .formatted(patientId(number), nhsNumber(number));
    }
}
