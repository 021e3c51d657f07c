package org.barscancel.simulator;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a call. One of {@code status}, {@code outcome}, {@code text} and {@code resource} makes an answer of its own,
 * which the server behind does not hear of unless {@code applied}; {@code drop} and {@code hang} give none. Without
 * any of them the server's own answer is given: late, changed or cut.
 *
 * @param applied whether the server handles the call before (and so makes the change)
 * @param idStored whether the ids are remembered as if the change had been made, so that a repeat is a 409
 *     {@code duplicate} (R18)
 * @param meanwhile what somebody else does just before the server is asked, or the answer is made
 * @param status the HTTP status; absent = that of the outcome, or 200
 * @param outcome a published OperationOutcome: {@code REC/409-REC_CONFLICT-duplicate}, without {@code .json}
 * @param text the body itself
 * @param resource the body as JSON
 * @param contentType of such a body; absent = FHIR JSON
 * @param wrong what is wrong with the server's own answer
 * @param replace strings and what stands in their place in the body of the server's own answer, one after the other
 * @param truncated whether the connection is closed after half of the body
 * @param headers more headers, or others
 * @param retryAfterSeconds {@code Retry-After} in seconds
 * @param retryAfterDateSeconds {@code Retry-After} as the HTTP date so many seconds from now
 * @param echo whose ids the answer carries
 * @param delayMillis how long the answer is held back
 * @param hang whether nothing comes for longer than anybody waits; ends with a dropped connection
 * @param drop whether the connection is closed instead of an answer
 */
record FaultEffect(
        boolean applied,
        boolean idStored,
        @Nullable Meanwhile meanwhile,
        @Nullable Integer status,
        @Nullable String outcome,
        @Nullable String text,
        @Nullable JsonNode resource,
        @Nullable String contentType,
        @Nullable Wrong wrong,
        Map<String, String> replace,
        boolean truncated,
        Map<String, String> headers,
        @Nullable Integer retryAfterSeconds,
        @Nullable Integer retryAfterDateSeconds,
        Echo echo,
        long delayMillis,
        boolean hang,
        boolean drop) {
    /** Whose {@code X-Request-Id} and {@code X-Correlation-Id} an answer carries (R18). */
    enum Echo {
        /** The call's. */
        @JsonProperty("call")
        CALL,
        /** Nobody's, as from something in between. */
        @JsonProperty("none")
        NONE,
        /** Another call's. */
        @JsonProperty("foreign")
        FOREIGN
    }

    /** How the body of the server's own answer is spoilt. */
    enum Wrong {
        /** Another resource type. */
        @JsonProperty("resource-type")
        RESOURCE_TYPE,
        /** Another id. */
        @JsonProperty("id")
        ID,
        /** No JSON: its last character is missing. */
        @JsonProperty("not-json")
        NOT_JSON,
        /** Four MiB longer, by spaces. */
        @JsonProperty("too-large")
        TOO_LARGE
    }

    /**
     * What somebody else does.
     *
     * @param put resources, whatever was there before
     * @param delete what is deleted, when it is there: {@code DocumentReference/id}
     */
    record Meanwhile(List<JsonNode> put, List<String> delete) {
        Meanwhile {
            put = List.copyOf(Objects.requireNonNullElse(put, List.of()));
            delete = List.copyOf(Objects.requireNonNullElse(delete, List.of()));
            require(
                    put.stream()
                            .allMatch(resource -> HeldResources.TYPES.contains(
                                            resource.path("resourceType").asText())
                                    && !resource.path("id").asText().isEmpty()),
                    "put takes resources with an id, of the types " + HeldResources.TYPES);
        }
    }

    FaultEffect {
        replace = Collections.unmodifiableMap(new LinkedHashMap<>(Objects.requireNonNullElse(replace, Map.of())));
        headers = Map.copyOf(Objects.requireNonNullElse(headers, Map.of()));
        echo = Objects.requireNonNullElse(echo, Echo.CALL);
        long bodies =
                Stream.of(outcome, text, resource).filter(Objects::nonNull).count();
        require(bodies <= 1, "outcome, text and resource exclude one another");
        if (outcome != null) {
            PublishedOutcomes.read(outcome);
        }
        boolean made = status != null || bodies > 0;
        boolean silent = drop || hang;
        require(!(made && silent), "an answer of its own and drop or hang exclude one another");
        require(!(drop && hang), "drop and hang exclude one another");
        require(
                !(made || silent) || (wrong == null && replace.isEmpty()),
                "wrong and replace change the server's own answer, and there is none");
        require(!idStored || ((made || silent) && !applied), "idStored is for a change that is not applied");
        require(delayMillis >= 0, "delayMillis must not be negative");
    }

    /** Whether the caller gets an answer that is not the server's. */
    boolean isMade() {
        return status != null || outcome != null || text != null || resource != null;
    }

    /** Whether the caller gets no answer. */
    boolean isSilent() {
        return drop || hang;
    }

    /** Whether the server handles the call. */
    boolean asksTheServer() {
        return applied || (!isMade() && !isSilent());
    }

    private static void require(boolean kept, String rule) {
        if (!kept) {
            throw new IllegalArgumentException(rule);
        }
    }

    /** Without bodies (R23). */
    @Override
    public String toString() {
        return "FaultEffect[" + status + "]";
    }
}
