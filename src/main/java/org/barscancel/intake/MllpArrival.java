package org.barscancel.intake;

import org.barscancel.hl7.Hl7Header;

/**
 * What came in one MLLP frame, read but not yet accepted.
 *
 * @param feed the feed's name
 * @param header what the acknowledgement needs
 * @param arrival one request, or what is wrong with it
 */
public record MllpArrival(String feed, Hl7Header header, Arrival arrival) {}
