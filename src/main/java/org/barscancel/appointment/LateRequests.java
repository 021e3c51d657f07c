package org.barscancel.appointment;

import java.time.Duration;

/**
 * What holds of a request that is carried out long after it came: its provider was down, or it is replayed.
 *
 * @param after later than this after it came, a request is late; also how far the provider's clock may be off
 * @param changed whether a late request may cancel an appointment that was changed meanwhile
 */
public record LateRequests(Duration after, ChangedAppointments changed) {}
