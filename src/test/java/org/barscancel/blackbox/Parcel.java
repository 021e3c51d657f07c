package org.barscancel.blackbox;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a legacy system sends at once.
 *
 * @param from the first appointment's number
 * @param to the last one's
 */
record Parcel(Door door, int from, int to) {
    static Parcel of(Door door, int n) {
        return new Parcel(door, n, n);
    }

    String content() {
        return switch (door) {
            case JSON_FILE -> Clinic.request(from);
            case LIST_FILE -> Clinic.requests(from, to);
            case CSV_FILE ->
                "appointmentId,nhsNumber\n"
                        + each().mapToObj(n -> Clinic.id(n) + "," + Clinic.nhsNumber(n) + "\n")
                                .collect(Collectors.joining());
            case HL7_FILE, MLLP ->
                each().mapToObj(n -> Clinic.message(n, "MSG-" + n)).collect(Collectors.joining());
            case QUEUE -> Clinic.request(from, "message-" + from);
            case HTTP -> Clinic.request(from);
        };
    }

    /** Where it lies below the inbox, when it is a file. */
    String fileName() {
        String ending =
                switch (door) {
                    case CSV_FILE -> "csv";
                    case HL7_FILE -> "hl7";
                    default -> "json";
                };
        return "%s-%05d.%s".formatted(door, from, ending);
    }

    /** Where its answer lies below the results, when it is a file. */
    String resultName() {
        return fileName() + (door == Door.CSV_FILE ? ".result.csv" : ".result.json");
    }

    IntStream each() {
        return IntStream.rangeClosed(from, to);
    }
}
