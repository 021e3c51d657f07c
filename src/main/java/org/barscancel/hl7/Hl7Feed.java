package org.barscancel.hl7;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.barscancel.request.RequestFields;
import org.barscancel.request.TargetService;
import org.jspecify.annotations.Nullable;

/**
 * How one sending system writes its messages. Feeds differ in what they put where, so nothing here is guessed from a
 * message.
 *
 * @param name the requester's name, 1 to 64 printable characters
 * @param gate which messages are taken
 * @param appointmentId where SIU^S15 and SIU^S17 hold the appointment's id; null = they do not
 * @param cancelledVisit where ADT^A38 holds it, usually PV1-19; null = ADT^A38 is not taken
 * @param nhsNumber which identifiers are NHS numbers
 * @param reason where the reason stands
 * @param times how times are written, and whether the start is checked
 * @param charset of messages without MSH-18; one that leaves ASCII as it is
 * @param targetService the service of this feed's appointments, when it is not the configured one
 * @param bookingNumber where SIU^S15 and SIU^S17 hold the sender's booking number, in the id's stead; null = they do
 *     not. Without either, NHS number and start say which appointment is meant
 */
public record Hl7Feed(
        String name,
        Hl7Gate gate,
        @Nullable AppointmentIdRule appointmentId,
        @Nullable AppointmentIdRule cancelledVisit,
        NhsNumberRule nhsNumber,
        ReasonRule reason,
        TimeRule times,
        Charset charset,
        @Nullable TargetService targetService,
        @Nullable BookingNumberRule bookingNumber) {
    /**
     * @throws IllegalArgumentException when the name, the character set or the service is not valid, or when its messages
     *     say in two ways or in none which appointment they mean
     */
    public Hl7Feed {
        if (appointmentId != null && bookingNumber != null) {
            throw new IllegalArgumentException(
                    "Feed '" + name + "': name the place of the appointment-id or of the booking-number, not of both");
        }
        if (appointmentId == null && bookingNumber == null && !times.checkStart()) {
            throw new IllegalArgumentException("Feed '" + name
                    + "': name the place of the appointment-id or of the booking-number; without either, check-start"
                    + " must be true, and NHS number and start say which appointment is meant");
        }
        if (name.isBlank() || name.length() > 64 || !name.chars().allMatch(c -> c >= ' ' && c < 127)) {
            throw new IllegalArgumentException("A feed's name must be 1 to 64 printable ASCII characters");
        }
        if (!Charsets.keepsAscii(charset)) {
            throw new IllegalArgumentException(
                    "Feed '" + name + "': messages cannot be in " + charset + ", which does not leave ASCII as it is");
        }
        if (targetService != null) {
            SettingsCheck.require(new RequestFields()
                    .put("targetService.system", "feed '" + name + "'", targetService.system())
                    .put("targetService.value", "feed '" + name + "'", targetService.value()));
        }
    }

    /** A feed whose messages hold the appointment's id. */
    public Hl7Feed(
            String name,
            Hl7Gate gate,
            AppointmentIdRule appointmentId,
            @Nullable AppointmentIdRule cancelledVisit,
            NhsNumberRule nhsNumber,
            ReasonRule reason,
            TimeRule times,
            Charset charset,
            @Nullable TargetService targetService) {
        this(name, gate, appointmentId, cancelledVisit, nhsNumber, reason, times, charset, targetService, null);
    }

    /** Reads which appointment a SIU^S15 or SIU^S17 means. */
    void readAppointment(Segments message, RequestFields request) {
        if (appointmentId != null) {
            appointmentId.read(message, request);
        } else if (bookingNumber != null) {
            bookingNumber.read(message, request);
        }
    }

    /**
     * A feed with the usual settings.
     *
     * @param name the requester's name
     * @param appointmentId where the appointment's id stands
     */
    public static Hl7Feed usual(String name, AppointmentIdRule appointmentId) {
        return new Hl7Feed(
                name,
                Hl7Gate.USUAL,
                appointmentId,
                null,
                NhsNumberRule.USUAL,
                ReasonRule.USUAL,
                TimeRule.USUAL,
                StandardCharsets.UTF_8,
                null);
    }
}
