package org.barscancel.hl7;

import org.barscancel.request.Reading;

/**
 * One message of an input.
 *
 * @param header what its acknowledgement needs; {@link Hl7Header#UNKNOWN} when that cannot be read
 * @param row the request, or what is wrong with it
 */
public record Hl7Message(Hl7Header header, Reading.Row row) {}
