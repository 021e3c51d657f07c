package org.barscancel.blackbox;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Goes on where the {@link ProviderReferee} found the appointment cancelled, by R11 to R18 and R24. */
final class RegistryReferee {
    private final Case appointment;
    private final Trail trail;
    private final TreeSet<String> left;
    private final Map<String, String> requestIds = new HashMap<>();
    private boolean kept;
    private final Set<String> removals = new HashSet<>();
    private String claimed = "";
    private int generation = 1;

    RegistryReferee(Case appointment, Trail trail) {
        this.appointment = appointment;
        this.trail = trail;
        this.left = new TreeSet<>(appointment.pointers());
    }

    /** What became of one pointer: an answer that settles nothing, or that nothing is open. */
    private record Pointer(String id, Told open) {}

    /** The pointers that are left. */
    TreeSet<String> left() {
        return left;
    }

    /** How the leg ended, for an appointment that ended like that. */
    Ended judge(String outcome) {
        while (true) {
            Told search = search();
            if (search == null) {
                return parked(outcome, "no-nhs-number");
            }
            if (search.passes()) {
                continue;
            }
            if (search != Told.GIVEN) {
                return parked(outcome, Ended.problem(search));
            }
            if (left.contains(claimed) && generation++ > 1) {
                return parked(outcome, "unconfirmed");
            }
            claimed = "";
            List<Pointer> open = List.copyOf(left).stream()
                    .map(id -> new Pointer(id, remove(id)))
                    .filter(pointer -> pointer.open != Told.GIVEN)
                    .toList();
            if (open.isEmpty()) {
                return kept
                        ? parked(outcome, "pointer-not-ours")
                        : new Ended(outcome, removals.isEmpty() ? "already-absent" : "removed", "", removals.size());
            }
            // The rules say nothing of several that are open for several reasons; the first one it is.
            Pointer first = open.get(0);
            if (first.open == Told.DUPLICATE) {
                claimed = first.id;
            } else if (!first.open.passes()) {
                return parked(outcome, Ended.problem(first.open));
            }
        }
    }

    /** Null when there is no NHS number to search for (R16). */
    private Told search() {
        if (appointment.namesPatient() || appointment.patient() == Case.Patient.SHOWN) {
            return trail.first("GET", "DocumentReference");
        }
        if (appointment.patient() == Case.Patient.HIDDEN) {
            return null;
        }
        Told read = trail.first("GET", "Patient/" + Clinic.patientId(appointment.n()));
        if (read.passes()) {
            return read;
        }
        return read == Told.GIVEN ? trail.next("GET", "DocumentReference") : null;
    }

    /** GIVEN when nothing is open. */
    private Told remove(String id) {
        Told read = trail.next("GET", "DocumentReference/" + id);
        if (read == Told.ABSENT) {
            return Told.GIVEN;
        }
        if (read != Told.GIVEN) {
            return read == Told.DUPLICATE ? Told.FAILED : read;
        }
        if (appointment.kind() == Case.Kind.POINTER_OF_ANOTHER) {
            kept = true;
            return Told.GIVEN;
        }
        Told deleted = trail.next("DELETE", "DocumentReference/" + id);
        if (deleted == Told.HELD_BACK) {
            return deleted;
        }
        String requestId = trail.last().header("X-Request-Id").orElseThrow();
        String before = requestIds.putIfAbsent(id + " " + generation, requestId);
        if (before != null && !before.equals(requestId)) {
            throw new Trail.Foul("A repeat of a deletion has another id");
        }
        if (trail.last().applied()) {
            left.remove(id);
        } else if ((appointment.meanwhile() + " " + appointment.n())
                .equals(trail.last().fault())) {
            left.remove(id);
        }
        // Nobody can tell these from one that was made, once the pointer is said to be gone.
        if (Set.of(Told.GIVEN, Told.UNKNOWN, Told.FAILED, Told.DUPLICATE).contains(deleted)) {
            removals.add(id);
        }
        return deleted == Told.ABSENT ? Told.GIVEN : deleted;
    }

    private static Ended parked(String outcome, String problem) {
        return new Ended(outcome, "parked", problem, 0);
    }
}
