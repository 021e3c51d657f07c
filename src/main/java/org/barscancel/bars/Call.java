package org.barscancel.bars;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP call to a far side, complete but for its authentication.
 *
 * @param farSide who is called
 * @param method {@code GET}, {@code PUT} or {@code DELETE}
 * @param path below the base, without a leading slash, with the query if any; encoded
 * @param resourceType the FHIR type asked for
 * @param resourceId the id asked for; null for a search
 * @param headers every header of ours, in their published spelling
 * @param body what is sent with a PUT, UTF-8 JSON
 */
public record Call(
        FarSide farSide,
        String method,
        String path,
        String resourceType,
        @Nullable String resourceId,
        Map<String, String> headers,
        byte @Nullable [] body) {
    /**
     * Copies the headers in their order.
     *
     * @throws IllegalArgumentException when a header's value, or the path, holds anything but printable ASCII
     */
    // Not in the compact form, in which NullAway overlooks that the body may be null.
    public Call(
            FarSide farSide,
            String method,
            String path,
            String resourceType,
            @Nullable String resourceId,
            Map<String, String> headers,
            byte @Nullable [] body) {
        headers.forEach(HeaderValues::require);
        HeaderValues.require("The path", path);
        this.farSide = farSide;
        this.method = method;
        this.path = path;
        this.resourceType = resourceType;
        this.resourceId = resourceId;
        this.headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        this.body = body;
    }

    /** The address to call. */
    public String url() {
        // Some servers page below the base itself.
        return farSide.baseUrl() + (path.startsWith("?") ? "" : "/") + path;
    }

    /** Whether the call changes something at the far side. */
    public boolean isWrite() {
        return !"GET".equals(method);
    }

    /** Without headers, query and body: Camel and HAPI print objects they are given (R23). */
    @Override
    public String toString() {
        return "Call[" + method + " " + resourceType + " at " + farSide.name() + "]";
    }
}
