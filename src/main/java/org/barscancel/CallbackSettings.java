package org.barscancel;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where results are posted.
 *
 * @param url address; only this one is ever called. User name and password in it are sent as Basic authentication
 * @param requesters whose results; absent = the requester of this callback's name, {@code *} = everybody's, also of those
 *     who have no name
 * @param secret signs the calls: {@code whsec_} and base64, or another text, of 24 bytes at least; absent = not signed
 * @param previousSecret signs them too while receivers change over
 * @param sslBundle name of a bundle below {@code spring.ssl.bundle} to trust and to show; absent = the JVM's own
 * @param connectTimeout longest time to make a connection
 * @param responseTimeout longest time of a whole call
 * @param concurrency most calls in flight per instance
 */
public record CallbackSettings(
        @NotBlank String url,
        @NotNull @DefaultValue Set<String> requesters,
        @Nullable String secret,
        @Nullable String previousSecret,
        @Nullable String sslBundle,
        @NotNull @DurationMin(millis = 1) @DefaultValue("2s") Duration connectTimeout,
        @NotNull @DurationMin(millis = 1) @DefaultValue("10s") Duration responseTimeout,
        @Min(1) @Max(64) @DefaultValue("4") int concurrency) {
    /** An empty setting is an absent one. */
    public CallbackSettings {
        secret = BarsSettings.blankToNull(secret);
        previousSecret = BarsSettings.blankToNull(previousSecret);
        sslBundle = BarsSettings.blankToNull(sslBundle);
    }

    /** Without the address, which may hold a password, and the secrets. */
    @Override
    public String toString() {
        return "CallbackSettings[requesters=" + requesters + "]";
    }
}
