package org.barscancel;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import org.jspecify.annotations.Nullable;

/**
 * Traces for OpenTelemetry. Without an endpoint there are none.
 *
 * @param endpoint where spans are posted, OTLP by HTTP, such as {@code http://127.0.0.1:4318/v1/traces}
 * @param sslBundle name of a bundle below {@code spring.ssl.bundle} to trust there; absent = the JVM's own
 * @param sampled which part of the cancellations is traced, from 0 to 1
 * @param takeIncoming whether the {@code traceparent} of a call or a request message is continued; otherwise each request begins a
 *     trace of its own
 */
public record TracesSettings(
        @Nullable String endpoint,
        @Nullable String sslBundle,
        @DecimalMin("0.0") @DecimalMax("1.0") double sampled,
        boolean takeIncoming) {
    /** An empty setting is an absent one. */
    public TracesSettings {
        endpoint = BarsSettings.blankToNull(endpoint);
        sslBundle = BarsSettings.blankToNull(sslBundle);
    }
}
