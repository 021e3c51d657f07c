package org.barscancel;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where a feed hears by MLLP how its requests ended.
 *
 * @param host where it listens; required with the port
 * @param port where it listens
 * @param sslBundle name of a bundle below {@code spring.ssl.bundle} to trust and to show; absent = no TLS
 * @param connectTimeout longest time to make a connection
 * @param responseTimeout longest time of a whole exchange, from the first byte sent to the end of the acknowledgement
 */
public record AnswerToSettings(
        @NotBlank String host,
        @Min(1) @Max(65_535) int port,
        @Nullable String sslBundle,
        @NotNull @DurationMin(millis = 1) @DefaultValue("2s") Duration connectTimeout,
        @NotNull @DurationMin(millis = 1) @DefaultValue("10s") Duration responseTimeout) {
    /** An empty setting is an absent one. */
    public AnswerToSettings {
        sslBundle = BarsSettings.blankToNull(sslBundle);
    }
}
