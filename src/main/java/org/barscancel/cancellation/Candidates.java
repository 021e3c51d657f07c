package org.barscancel.cancellation;

import java.util.Set;

/**
 * What a search brought that a request without an id may mean.
 *
 * @param appointmentIds the appointments that fit
 * @param unnamed how many more fit, without showing an id that could be used
 * @param unverified how many fit but for their patient, whom nothing shows
 */
public record Candidates(Set<String> appointmentIds, int unnamed, int unverified) {
    /** Copies the set. */
    public Candidates {
        appointmentIds = Set.copyOf(appointmentIds);
    }

    /** How many fit, as far as can be told. */
    public int count() {
        return appointmentIds.size() + unnamed + unverified;
    }
}
