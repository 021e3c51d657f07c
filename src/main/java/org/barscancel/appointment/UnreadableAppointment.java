package org.barscancel.appointment;

/**
 * The answer is not the appointment that was asked for; nothing may be written (R24).
 *
 * @param why a sentence fragment that follows "the answer", such as "is not an Appointment"; never content (R23)
 */
public record UnreadableAppointment(String why) implements AppointmentReading {}
