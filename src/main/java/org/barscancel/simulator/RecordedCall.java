package org.barscancel.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One call the simulator received at its FHIR base.
 *
 * @param at when it arrived
 * @param method the HTTP method
 * @param path below the base, without a leading slash, as it was sent
 * @param query the query as it was sent, without the question mark
 * @param headers by lower-case name
 * @param body the bytes; empty when there were none
 * @param status the HTTP status answered; 0 as long as there is no answer, and when the call was broken off
 * @param fault the name of the fault that struck it; null when none did
 * @param applied whether it is a write that the server handled, so that the change was made, whatever the caller got
 */
public record RecordedCall(
        Instant at,
        String method,
        String path,
        @Nullable String query,
        Map<String, List<String>> headers,
        byte[] body,
        int status,
        @Nullable String fault,
        boolean applied) {
    /** Whether the call wants to change something. */
    public boolean isWrite() {
        return !"GET".equals(method) && !"HEAD".equals(method) && !"OPTIONS".equals(method);
    }

    /** The first value of a header, whatever the case of its name. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .findFirst();
    }

    /** The FHIR type the call is about, or what else stands first in the path. */
    public String resourceType() {
        int slash = path.indexOf('/');
        return slash < 0 ? path : path.substring(0, slash);
    }

    /** The id the call is about; empty for a search. */
    public String resourceId() {
        int slash = path.indexOf('/');
        return slash < 0 ? "" : path.substring(slash + 1);
    }

    /** The body as text. */
    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The same call at its end. */
    RecordedCall ended(int answer, @Nullable String struckBy, boolean wasApplied) {
        return new RecordedCall(at, method, path, query, headers, body, answer, struckBy, wasApplied);
    }

    /** Without query, headers and body (R23). */
    @Override
    public String toString() {
        return "RecordedCall[" + method + " " + resourceType() + " " + status + "]";
    }
}
