package org.barscancel.request;

import org.jspecify.annotations.Nullable;

/**
 * What an HL7 v2 message said of itself, as far as the message that answers it later needs it: names of systems, ids and
 * separators, and nothing of the patient (R23).
 *
 * @param feed the feed whose message it was
 * @param header its MSH, one character for each byte, without the fields that no answer needs
 * @param place where the appointment's id stood, such as {@code SCH-1}; null when the message was refused
 * @param id what stood there, before the feed's template; null when the message was refused
 */
public record MessageOrigin(String feed, String header, @Nullable String place, @Nullable String id) {}
