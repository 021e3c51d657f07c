package org.barscancel.appointment;

/** What came of reading a provider's answer as the appointment that was asked for. */
public sealed interface AppointmentReading permits ReadAppointment, UnreadableAppointment {}
