package org.barscancel.intake;

import java.util.Optional;
import org.barscancel.hl7.Hl7Header;
import org.barscancel.problem.Problem;
import org.barscancel.request.Reading;

/**
 * What came in one MLLP frame, read but not yet accepted.
 *
 * @param feed the feed's name
 * @param header what the acknowledgement needs
 * @param arrival one request, or what is wrong with it
 */
public record MllpArrival(String feed, Hl7Header header, Arrival arrival) {
    /** Why it will not be carried out; empty when it will. */
    public Optional<Problem> refusal() {
        return arrival.rows().rows().get(0) instanceof Reading.Invalid invalid
                ? Optional.of(invalid.problem())
                : Optional.empty();
    }
}
