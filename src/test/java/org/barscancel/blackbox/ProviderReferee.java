package org.barscancel.blackbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import org.barscancel.simulator.RecordedCall;

/**
 * Goes through what the provider was asked about one appointment, and says by R1 to R10, R18 and R24 alone how that must
 * have ended. Knows nothing of the program: only what is seeded, which fault struck, and which write was applied.
 */
final class ProviderReferee {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_CONFLICTS = 5;

    private final Case appointment;
    private final String path;
    private final Trail trail;
    private final Map<String, String> requestIds = new HashMap<>();
    private ObjectNode stands;
    private int version = 1;
    private int generation = 1;
    private int conflicts;
    private boolean claimed;
    private boolean ours;

    ProviderReferee(Case appointment, ObjectNode seeded, Trail trail) {
        this.appointment = appointment;
        this.path = "Appointment/" + Clinic.id(appointment.n());
        this.stands = seeded.deepCopy();
        this.trail = trail;
    }

    /** How it ended badly; empty when the appointment is as it was asked for. */
    Optional<Ended> judge() {
        while (true) {
            Told read = trail.first("GET", path);
            if (read.passes()) {
                continue;
            }
            if (read != Told.GIVEN) {
                return Optional.of(ended(read));
            }
            Optional<String> refused = refused();
            Told patient = refused.isPresent() ? Told.GIVEN : patient();
            if (patient.passes()) {
                continue;
            }
            if (refused.isPresent() || patient != Told.GIVEN) {
                return Optional.of(Ended.rejected(
                        refused.orElse(patient == Told.ABSENT ? "patient-mismatch" : "patient-unverified")));
            }
            if (isAsAsked()) {
                return Optional.empty();
            }
            if (claimed && generation++ > 1) {
                return Optional.of(Ended.parked("unconfirmed"));
            }
            claimed = false;
            Told put = put();
            if (put == Told.GIVEN) {
                return Optional.empty();
            }
            claimed = put == Told.NOT_SHOWN || put == Told.DUPLICATE;
            if (put == Told.CONFLICT && ++conflicts > MOST_CONFLICTS) {
                return Optional.of(Ended.parked("conflict"));
            }
            if (!claimed && !put.passes()) {
                return Optional.of(ended(put));
            }
        }
    }

    /** Whether our write changed it, and not somebody else's. */
    boolean isOurs() {
        return ours;
    }

    boolean isAsAsked() {
        return status().equals(appointment.target());
    }

    String status() {
        return stands.path("status").asText();
    }

    private Optional<String> refused() {
        if (isOthers() && appointment.patient() == Case.Patient.SHOWN) {
            return Optional.of("patient-mismatch");
        }
        if (isAsAsked()) {
            return Optional.empty();
        }
        if (!status().equals("booked")) {
            return Optional.of("not-current");
        }
        return appointment.kind() == Case.Kind.PAST ? Optional.of("past-appointment") : Optional.empty();
    }

    /** GIVEN: it is the patient's; ABSENT: it is not; anything else that does not pass: nobody can say. */
    private Told patient() {
        if (!appointment.namesPatient() || appointment.patient() == Case.Patient.SHOWN) {
            return Told.GIVEN;
        }
        if (appointment.patient() == Case.Patient.REFERRED_TO) {
            Told read = trail.next("GET", "Patient/" + Clinic.patientId(appointment.n()));
            if (read.passes()) {
                return read;
            }
            if (read == Told.GIVEN) {
                return isOthers() ? Told.ABSENT : Told.GIVEN;
            }
        }
        Told search = trail.next("GET", "Appointment");
        if (search.passes()) {
            return search;
        }
        return search != Told.GIVEN ? Told.INVALID : isOthers() ? Told.ABSENT : Told.GIVEN;
    }

    private Told put() {
        int readVersion = version;
        Told told = trail.next("PUT", path);
        if (told == Told.HELD_BACK) {
            return told;
        }
        RecordedCall put = trail.last();
        mustBeRight(put, readVersion);
        if (put.fault() != null && put.fault().equals(appointment.meanwhile() + " " + appointment.n())) {
            stands = (ObjectNode) appointment
                    .interference(stands)
                    .get(0)
                    .at("/then/meanwhile/put/0")
                    .deepCopy();
            version++;
        }
        if (put.applied()) {
            stands = stands.put("status", appointment.target());
            version++;
            ours = true;
        }
        return told;
    }

    /** Nothing else changed (R4), the version that was read (R7), and a repeat under the same id (R18). */
    private void mustBeRight(RecordedCall put, int readVersion) {
        if (!put.header("If-Match").orElse("").contains("\"" + readVersion + "\"")) {
            throw new Trail.Foul("If-Match is not the version that was read");
        }
        if (!essence(body(put)).equals(essence(stands.deepCopy().put("status", appointment.target())))) {
            throw new Trail.Foul("The body is not the appointment with its status changed");
        }
        String id = put.header("X-Request-Id").orElseThrow();
        String before = requestIds.putIfAbsent(put.bodyText() + generation, id);
        if (before != null && !before.equals(id)) {
            throw new Trail.Foul("A repeat has another id");
        }
        if (new HashSet<>(requestIds.values()).size() != requestIds.size()) {
            throw new Trail.Foul("Two messages have one id");
        }
        if (requestIds.size() > generation + (version > 1 ? 1 : 0)) {
            throw new Trail.Foul("A repeat has another body");
        }
    }

    private boolean isOthers() {
        return appointment.kind() == Case.Kind.ANOTHER_PATIENT;
    }

    private static Ended ended(Told told) {
        String problem = Ended.problem(told);
        return problem.equals("not-found") || problem.equals("refused")
                ? Ended.rejected(problem)
                : Ended.parked(problem);
    }

    private static JsonNode body(RecordedCall put) {
        try {
            return JSON.readTree(put.body());
        } catch (IOException mistaken) {
            throw new Trail.Foul("The body is no JSON");
        }
    }

    private static JsonNode essence(JsonNode appointment) {
        ObjectNode copy = appointment.deepCopy();
        ((ObjectNode) copy.path("meta")).remove("lastUpdated");
        return copy;
    }
}
