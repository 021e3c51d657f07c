package org.barscancel.blackbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** One numbered appointment, with what is seeded of it, what is asked about it and what somebody else does to it. */
record Case(int n) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FOREIGN = 200_000;

    /** What is unusual about a tenth of them. */
    enum Kind {
        ORDINARY,
        FULFILLED,
        ALREADY_CANCELLED,
        ENTERED_IN_ERROR,
        UNKNOWN,
        ANOTHER_PATIENT,
        SEVERAL_POINTERS,
        PAST,
        POINTER_OF_ANOTHER,
        NO_POINTER,
        MISTAKEN_BOOKING
    }

    /** How the patient is known (R8). */
    enum Patient {
        HIDDEN,
        REFERRED_TO,
        SHOWN
    }

    /** What somebody else does in the middle of some of them; none of these is unusual otherwise. */
    enum Meanwhile {
        NOTHING,
        CHANGES,
        CANCELS,
        FULFILS,
        REMOVES_POINTER
    }

    Kind kind() {
        return n % 10 == 0 ? Kind.values()[1 + n / 10 % (Kind.values().length - 1)] : Kind.ORDINARY;
    }

    Patient patient() {
        return Patient.values()[n % 3];
    }

    Meanwhile meanwhile() {
        return switch (n % 50) {
            case 7 -> Meanwhile.CHANGES;
            case 17 -> Meanwhile.CANCELS;
            case 27 -> Meanwhile.FULFILS;
            case 37 -> Meanwhile.REMOVES_POINTER;
            default -> Meanwhile.NOTHING;
        };
    }

    boolean namesPatient() {
        return kind() == Kind.ANOTHER_PATIENT || n % 11 != 0;
    }

    String nhsNumberAsked() {
        return Clinic.nhsNumber(kind() == Kind.ANOTHER_PATIENT ? n + FOREIGN : n);
    }

    String target() {
        return kind() == Kind.MISTAKEN_BOOKING ? "entered-in-error" : "cancelled";
    }

    ObjectNode request() {
        ObjectNode request = JSON.createObjectNode().put("appointmentId", Clinic.id(n));
        if (namesPatient()) {
            request.put("nhsNumber", nhsNumberAsked());
        }
        return kind() == Kind.MISTAKEN_BOOKING ? request.put("status", target()) : request;
    }

    List<String> pointers() {
        return switch (kind()) {
            case NO_POINTER -> List.of();
            case SEVERAL_POINTERS ->
                List.of(Clinic.pointerId(n), Clinic.pointerId(n) + "-2", Clinic.pointerId(n) + "-3");
            default -> List.of(Clinic.pointerId(n));
        };
    }

    /** The appointment as it is seeded. */
    ObjectNode appointment() {
        ObjectNode appointment = (ObjectNode) seeded().get(1);
        switch (kind()) {
            case FULFILLED -> appointment.put("status", "fulfilled");
            case ALREADY_CANCELLED -> appointment.put("status", "cancelled");
            case ENTERED_IN_ERROR -> appointment.put("status", "entered-in-error");
            case PAST ->
                appointment.put(
                        "start",
                        Instant.now()
                                .minus(1, ChronoUnit.DAYS)
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString());
            default -> {}
        }
        return appointment;
    }

    /** All that is seeded of it. */
    List<JsonNode> resources(ObjectNode appointment) {
        ArrayNode seeded = seeded();
        List<JsonNode> resources = new ArrayList<>(List.of(seeded.get(0)));
        if (kind() != Kind.UNKNOWN) {
            resources.add(appointment);
        }
        for (String id : pointers()) {
            ObjectNode pointer = ((ObjectNode) seeded.get(2)).deepCopy().put("id", id);
            if (kind() == Kind.POINTER_OF_ANOTHER) {
                ((ObjectNode) pointer.at("/custodian/identifier")).put("value", "B2002");
            }
            resources.add(pointer);
        }
        return resources;
    }

    /** The fault by which somebody else comes in between, when somebody does. */
    List<JsonNode> interference(ObjectNode appointment) {
        if (meanwhile() == Meanwhile.NOTHING) {
            return List.of();
        }
        ObjectNode other = appointment.deepCopy();
        switch (meanwhile()) {
            case CHANGES -> other.put("comment", "another room");
            case CANCELS -> other.put("status", "cancelled");
            case FULFILS -> other.put("status", "fulfilled");
            default -> {}
        }
        boolean pointer = meanwhile() == Meanwhile.REMOVES_POINTER;
        ObjectNode fault = JSON.createObjectNode().put("name", meanwhile() + " " + n);
        fault.putObject("match")
                .put("method", pointer ? "DELETE" : "PUT")
                .put("id", pointer ? Clinic.pointerId(n) : Clinic.id(n))
                .put("first", 1);
        ObjectNode done = fault.putObject("then").putObject("meanwhile");
        if (pointer) {
            done.putArray("delete").add("DocumentReference/" + Clinic.pointerId(n));
        } else {
            done.putArray("put").add(other);
        }
        return List.of(fault);
    }

    private ArrayNode seeded() {
        try {
            return (ArrayNode) JSON.readTree(Clinic.resources(n, n));
        } catch (IOException mistaken) {
            throw new UncheckedIOException(mistaken);
        }
    }
}
