package org.barscancel;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.util.unit.DataSize;

/**
 * What people are told by itself, by mail and by a call. Without {@code mail.to} and {@code webhook.url} nobody is told.
 *
 * @param installation which installation this is, as it stands in each notice: words of your own
 * @param lookEvery how often it is looked what needs a person
 * @param pausedAfter a far side or a receiver that is paused for less is not told of
 * @param waitingAfter a cancellation that waits longer for a leg is told of
 * @param rejectedWithin rejected requests are told of, and to be over when none was rejected for so long
 * @param certificateBefore how long before its end a certificate of a TLS bundle is told of; a number alone means days
 * @param diskFree less room on the disk of {@code bars.home} is told of
 * @param overAfter what was not seen for so long is over; longer than {@code bars.retry.max-delay}
 * @param remindAfter how long after it was told what lasts is told again; 0 = never
 * @param mail by mail; the server is set below {@code spring.mail}
 * @param webhook by a call
 */
public record NoticesSettings(
        @NotBlank String installation,
        @NotNull @DurationMin(millis = 100) Duration lookEvery,
        @NotNull @DurationMin Duration pausedAfter,
        @NotNull @DurationMin(millis = 1) Duration waitingAfter,
        @NotNull @DurationMin(millis = 1) Duration rejectedWithin,
        @NotNull @DurationMin @DurationUnit(ChronoUnit.DAYS) Duration certificateBefore,
        @NotNull DataSize diskFree,
        @NotNull @DurationMin Duration overAfter,
        @NotNull @DurationMin Duration remindAfter,
        @NotNull @Valid @DefaultValue Mail mail,
        @NotNull @Valid @DefaultValue Webhook webhook) {

    /**
     * Notices by mail.
     *
     * @param from the sender's address; required with {@code to}
     * @param to addresses that each notice is sent to; none = no mail
     */
    public record Mail(@Nullable String from, @NotNull @DefaultValue Set<String> to) {
        /** An empty setting is an absent one. */
        public Mail {
            from = BarsSettings.blankToNull(from);
        }
    }

    /**
     * Notices by a call, signed as callbacks are.
     *
     * @param url where each notice is posted; absent = nowhere. User name and password in it are sent as Basic authentication
     * @param secret signs the calls: {@code whsec_} and base64, or another text, of 24 bytes at least; absent = not signed
     * @param previousSecret signs them too while the receiver changes over
     * @param sslBundle name of a bundle below {@code spring.ssl.bundle} to trust and to show; absent = the JVM's own
     */
    public record Webhook(
            @Nullable String url,
            @Nullable String secret,
            @Nullable String previousSecret,
            @Nullable String sslBundle) {
        /** An empty setting is an absent one. */
        public Webhook {
            url = BarsSettings.blankToNull(url);
            secret = BarsSettings.blankToNull(secret);
            previousSecret = BarsSettings.blankToNull(previousSecret);
            sslBundle = BarsSettings.blankToNull(sslBundle);
        }

        /** Without the address, which may hold a password, and the secrets. */
        @Override
        public String toString() {
            return "Webhook[]";
        }
    }

    /** Whether anybody is told. */
    public boolean areWanted() {
        return !mail.to().isEmpty() || webhook.url() != null;
    }
}
