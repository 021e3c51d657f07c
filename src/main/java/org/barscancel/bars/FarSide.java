package org.barscancel.bars;

import org.barscancel.request.TargetService;
import org.jspecify.annotations.Nullable;

/**
 * A provider or a registry: where it is and how it is spoken to. Pools, rate cap and circuit are kept per far side.
 *
 * @param name {@code provider} or {@code registry}; names its HTTP client, circuit and metrics
 * @param baseUrl FHIR base without a slash at the end
 * @param coreVersion BaRS Core version of {@code Accept} and {@code Content-Type} (R19), for example {@code 1.2.0}
 * @param target service to name in {@code NHSD-Target-Identifier} when the request names none
 * @param caller who we are
 * @param useContext configured parts of {@code use-context}
 */
public record FarSide(
        String name,
        String baseUrl,
        String coreVersion,
        @Nullable TargetService target,
        CallerIdentity caller,
        UseContext useContext) {
    /**
     * Accepts a version that makes a sound header only.
     *
     * @throws IllegalArgumentException when the Core version holds anything but printable ASCII
     */
    public FarSide {
        HeaderValues.require("The Core version", coreVersion);
    }
}
