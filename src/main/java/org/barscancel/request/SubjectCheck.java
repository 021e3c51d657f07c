package org.barscancel.request;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request says which appointment it means, in a way that the settings allow.
 *
 * @param lookups what may stand for the id
 */
record SubjectCheck(Lookups lookups) {
    private static final String ID = "appointmentId";
    private static final String NUMBER = "bookingNumber";

    /**
     * What is wrong.
     *
     * @param found what is wrong otherwise; a field that is there and faulty is not missing
     */
    Map<String, String> faults(JsonNode request, Map<String, String> found) {
        Map<String, String> faults = new LinkedHashMap<>(found);
        if (request.isObject()) {
            check(request, faults);
        }
        faults.keySet().removeAll(found.keySet());
        return faults;
    }

    private void check(JsonNode request, Map<String, String> faults) {
        if (given(request, NUMBER, faults)) {
            checkNumber(request, faults);
        } else if (!given(request, ID, faults)) {
            boolean patientAndStart = given(request, "nhsNumber", faults) && given(request, "start", faults);
            if (lookups.patientAndStart() && !patientAndStart && given(request, "start", faults)) {
                faults.put("nhsNumber", "nhsNumber is missing, which with start may stand for " + ID);
            } else if (!patientAndStart || !lookups.patientAndStart()) {
                faults.put(ID, missing(patientAndStart));
            }
        }
    }

    /** Why rows with these columns can never say which appointment they mean; empty when they can. */
    Optional<String> missingColumn(Set<String> columns) {
        boolean patientAndStart = columns.contains("nhsNumber") && columns.contains("start");
        boolean number = columns.contains(NUMBER + "Value");
        if (columns.contains(ID)
                || (number && lookups.bookingNumber())
                || (patientAndStart && lookups.patientAndStart())) {
            return Optional.empty();
        }
        String setting = number ? Lookups.BOOKING_NUMBER : patientAndStart ? Lookups.PATIENT_AND_START : "";
        return Optional.of(
                "column '" + ID + "' is missing" + (setting.isEmpty() ? "" : ", and " + setting + " is none"));
    }

    /** The number with its system. */
    @Nullable
    BookingNumber number(JsonNode request) {
        JsonNode number = request.path(NUMBER);
        String value = number.path("value").textValue();
        String system = number.path("system").textValue();
        String of = system == null ? lookups.numberSystem() : system;
        return value == null || of == null ? null : new BookingNumber(of, value);
    }

    private void checkNumber(JsonNode request, Map<String, String> faults) {
        if (request.has(ID)) {
            faults.putIfAbsent(NUMBER, NUMBER + " must not stand beside " + ID);
        } else if (!lookups.bookingNumber()) {
            faults.putIfAbsent(
                    NUMBER, NUMBER + " cannot stand for " + ID + ", since " + Lookups.BOOKING_NUMBER + " is none");
        } else {
            if (lookups.numberSystem() == null && !given(request.path(NUMBER), "system", faults)) {
                faults.putIfAbsent(
                        NUMBER + ".system", NUMBER + ".system is missing, and " + Lookups.SYSTEM + " names none");
            }
            if (lookups.numberNeedsPatient() && !given(request, "nhsNumber", faults)) {
                faults.put(
                        "nhsNumber",
                        "nhsNumber is missing, and " + NUMBER + " is looked up among a patient's" + " appointments");
            }
        }
    }

    private String missing(boolean patientAndStart) {
        if (patientAndStart) {
            return ID + " is missing, and nhsNumber with start cannot stand for it, since " + Lookups.PATIENT_AND_START
                    + " is none";
        }
        String instead = lookups.patientAndStart()
                ? lookups.bookingNumber() ? "nhsNumber with start, or " + NUMBER : "nhsNumber with start"
                : lookups.bookingNumber() ? NUMBER : "";
        return ID + " is missing" + (instead.isEmpty() ? "" : ", and so is what may stand for it: " + instead);
    }

    /** Also when it is there and faulty: then that is told. */
    private static boolean given(JsonNode request, String name, Map<String, String> faults) {
        return request.has(name)
                || faults.keySet().stream().anyMatch(field -> field.equals(name) || field.startsWith(name + "."));
    }
}
