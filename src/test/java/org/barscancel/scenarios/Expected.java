package org.barscancel.scenarios;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code expected.json}: what the requester hears and what the far sides see.
 *
 * @param rules the rules it shows, from {@code R1} to {@code R24}
 * @param results one for each request, in order; what is named must be equal, {@code null} means absent, and a
 *     {@code message} or {@code nextAction} need only contain the text
 * @param anyOrder whether the results may come in any order
 * @param calls what the far sides were asked
 * @param appointments the statuses in the end, by id
 * @param pointers the pointers that are left, by id; absent = not looked at
 * @param queues how many messages more lie in {@code rejected} and {@code parked} than before; absent = none
 * @param changesOnly which top-level strings, or strings of {@code meta}, the PUTs of the appointment may change in the
 *     seeded text, byte for byte; absent = not looked at
 * @param putBody what the first PUT's body contains, by JSON pointer; {@code null} means absent
 */
record Expected(
        List<String> rules,
        List<JsonNode> results,
        boolean anyOrder,
        List<Calls> calls,
        Map<String, String> appointments,
        @Nullable List<String> pointers,
        Map<String, Integer> queues,
        @Nullable List<String> changesOnly,
        Map<String, JsonNode> putBody) {
    Expected {
        calls = Objects.requireNonNullElse(calls, List.of());
        appointments = Objects.requireNonNullElse(appointments, Map.of());
        queues = Objects.requireNonNullElse(queues, Map.of());
        putBody = Objects.requireNonNullElse(putBody, Map.of());
    }

    /**
     * Calls of one kind.
     *
     * @param id the resource id; {@code ""} for a search; absent = any
     * @param count how many; absent = not counted
     * @param atLeast how many at least
     * @param requestIds how many different request ids they had
     * @param bodies how many different bodies they had
     * @param apartMillis how long at least lay between one and the next
     * @param ifMatch what each carried as {@code If-Match}, one after the other
     */
    record Calls(
            String method,
            String resource,
            @Nullable String id,
            @Nullable Integer count,
            @Nullable Integer atLeast,
            @Nullable Integer requestIds,
            @Nullable Integer bodies,
            @Nullable Long apartMillis,
            @Nullable List<String> ifMatch) {
        Duration apart() {
            return Duration.ofMillis(Objects.requireNonNullElse(apartMillis, 0L));
        }
    }
}
