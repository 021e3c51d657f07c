package org.barscancel;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.barscancel.hl7.ReasonRule;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * HL7 v2, below {@code bars.hl7.}. Without a feed none is taken.
 *
 * @param idleTimeout an MLLP connection on which nothing came this long is closed; 0s = never
 * @param frameTimeout a message whose frame has begun must have come to its end this long after, or the connection is
 *     closed, however steadily its bytes trickle in
 * @param maxConnections most MLLP connections at a time, of all feeds; one more is closed at once. Of them as many are kept for
 *     each feed as one address may have, as far as they suffice, so that a flood on one does not keep the others out
 * @param maxConnectionsPerAddress most of them from one address to one feed's port; one more is closed at once, so that a
 *     sender that opens one after another does not keep the others out
 * @param defaultFeed the feed of files and messages whose folder or requester is no feed's; absent = they are refused
 * @param feeds each sending system, by its name
 */
public record Hl7Settings(
        @NotNull @DurationMin(millis = 0) Duration idleTimeout,
        @NotNull @DurationMin(seconds = 1) Duration frameTimeout,
        @Min(1) @Max(10_000) int maxConnections,
        @Min(1) @Max(10_000) int maxConnectionsPerAddress,
        @Nullable String defaultFeed,
        @NotNull @DefaultValue Map<String, @Valid Feed> feeds) {
    /** An empty setting is an absent one. */
    public Hl7Settings {
        defaultFeed = BarsSettings.blankToNull(defaultFeed);
    }

    /**
     * How one sending system writes, and where it sends.
     *
     * @param port where it connects by MLLP; absent = it does not
     * @param host the address to listen at
     * @param sslBundle name of a bundle below {@code spring.ssl.bundle} whose certificate is shown; absent = no TLS
     * @param clientCertificate whether a sender must show a certificate that the bundle trusts
     * @param inbox the inbox's subfolder of its files; absent = named as the feed
     * @param requester what its queue messages call their requester; absent = the feed's name
     * @param appointmentId where SIU^S15 and SIU^S17 hold the appointment's id, such as {@code SCH-1}; required, unless the
     *     appointment is looked up
     * @param appointmentIdTemplate the id, with {@code {id}} where the value goes, such as {@code rxx-{id}}
     * @param bookingNumber where they hold the sender's booking number, such as {@code SCH-2}, when they do not hold the id
     *     ({@code bars.resolve.booking-number}); absent like the id: they mean the patient's appointment that starts then
     * @param bookingNumberSystem system of the Appointment's identifier that holds the number; absent =
     *     {@code bars.resolve.booking-number-system}
     * @param cancelledVisit where ADT^A38 holds the id, such as {@code PV1-19}; absent = ADT^A38 is refused
     * @param nhsNumbers shapes of the identifiers in PID-3 and PID-2 that are NHS numbers
     * @param reason where the reason stands
     * @param reasonCodes what local codes mean: {@code system}, {@code code}, {@code display}, {@code text} of each
     * @param senders who may send: {@code application} (MSH-3), {@code facility} (MSH-4) or both of each; none = anybody
     * @param processingIds what MSH-11 may be
     * @param maximumAge how old a message may be by MSH-7; absent = any age
     * @param zone of times without an offset
     * @param checkStart whether the appointment must start when the message says
     * @param charset of messages without MSH-18
     * @param targetService the service of its appointments, when it is not {@code bars.target-service}
     * @param answerTo where it hears by MLLP how its requests ended; absent = nowhere
     */
    public record Feed(
            @Nullable @Min(1) @Max(65_535) Integer port,
            @NotBlank @DefaultValue("127.0.0.1") String host,
            @Nullable String sslBundle,
            @DefaultValue("false") boolean clientCertificate,
            @Nullable String inbox,
            @Nullable String requester,
            @Nullable String appointmentId,
            @NotBlank @DefaultValue("{id}") String appointmentIdTemplate,
            @Nullable String bookingNumber,
            @Nullable String bookingNumberSystem,
            @Nullable String cancelledVisit,
            @NotEmpty @DefaultValue({"^^^NHS^NH", "^^^NHSNBR^NHSNMBR", "^^^^NHS", "^03^^^NI"}) List<String> nhsNumbers,
            @NotNull @DefaultValue("sch-6") ReasonRule.Place reason,
            @NotNull @DefaultValue Map<String, @Valid ReasonCode> reasonCodes,
            @NotNull @DefaultValue List<@Valid Sender> senders,
            @NotNull @DefaultValue("P") Set<String> processingIds,
            @Nullable Duration maximumAge,
            @NotNull @DefaultValue("Europe/London") ZoneId zone,
            @DefaultValue("false") boolean checkStart,
            @NotNull @DefaultValue("UTF-8") Charset charset,
            HeaderSettings.@Nullable Target targetService,
            @Nullable @Valid AnswerToSettings answerTo) {
        /** An empty setting is an absent one. */
        public Feed {
            sslBundle = BarsSettings.blankToNull(sslBundle);
            inbox = BarsSettings.blankToNull(inbox);
            requester = BarsSettings.blankToNull(requester);
            appointmentId = BarsSettings.blankToNull(appointmentId);
            bookingNumber = BarsSettings.blankToNull(bookingNumber);
            bookingNumberSystem = BarsSettings.blankToNull(bookingNumberSystem);
            cancelledVisit = BarsSettings.blankToNull(cancelledVisit);
        }
    }

    /**
     * What a local code means.
     *
     * @param system code system
     * @param code code of that system
     * @param display what the code means
     * @param text in the requester's words
     */
    public record ReasonCode(
            @NotBlank String system, @NotBlank String code, @Nullable String display, @Nullable String text) {}

    /**
     * A sender by its own word; one of the two at least.
     *
     * @param application MSH-3; empty = any
     * @param facility MSH-4; empty = any
     */
    public record Sender(@DefaultValue("") String application, @DefaultValue("") String facility) {}
}
