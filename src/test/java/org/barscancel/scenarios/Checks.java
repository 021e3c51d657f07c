package org.barscancel.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.barscancel.simulator.RecordedCall;
import org.jspecify.annotations.Nullable;

/** Compares what happened with what was expected. */
final class Checks {
    private static final Set<String> SENTENCES = Set.of("message", "nextAction");

    private Checks() {}

    static void results(Expected expected, List<JsonNode> results) {
        assertThat(results).as("results").hasSameSizeAs(expected.results());
        if (expected.anyOrder()) {
            List<JsonNode> left = new ArrayList<>(results);
            for (JsonNode wanted : expected.results()) {
                JsonNode found = left.stream()
                        .filter(result -> difference(wanted, result, "") == null)
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("No result like " + wanted + " in " + left));
                left.remove(found);
            }
            return;
        }
        for (int i = 0; i < results.size(); i++) {
            assertThat(difference(expected.results().get(i), results.get(i), ""))
                    .as("result %d: %s", i + 1, results.get(i))
                    .isNull();
        }
    }

    /** Where a result differs from what is wanted of it; null when it does not. */
    static @Nullable String difference(JsonNode wanted, @Nullable JsonNode found, String where) {
        if (wanted.isNull() || found == null) {
            return wanted.isNull() == (found == null) ? null : where + " should be " + wanted;
        }
        if (wanted.isObject()) {
            for (Map.Entry<String, JsonNode> field : wanted.properties()) {
                String difference =
                        difference(field.getValue(), found.get(field.getKey()), where + "/" + field.getKey());
                if (difference != null) {
                    return difference;
                }
            }
            return null;
        }
        if (wanted.isArray() && found.isArray() && wanted.size() == found.size()) {
            for (int i = 0; i < wanted.size(); i++) {
                String difference = difference(wanted.path(i), found.get(i), where + "/" + i);
                if (difference != null) {
                    return difference;
                }
            }
            return null;
        }
        boolean sentence = SENTENCES.contains(where.substring(where.lastIndexOf('/') + 1));
        boolean same = sentence ? found.asText().contains(wanted.asText()) : found.equals(wanted);
        return same ? null : where + " should be " + wanted + " but is " + found;
    }

    static void calls(Expected.Calls expected, List<RecordedCall> all) {
        List<RecordedCall> calls = all.stream()
                .filter(call -> call.method().equals(expected.method())
                        && call.resourceType().equals(expected.resource())
                        && (expected.id() == null || expected.id().equals(call.resourceId())))
                .sorted(Comparator.comparing(RecordedCall::at))
                .toList();
        String what = expected.method() + " " + expected.resource();
        if (expected.count() != null) {
            assertThat(calls).as(what).hasSize(expected.count());
        }
        if (expected.atLeast() != null) {
            assertThat(calls).as(what).hasSizeGreaterThanOrEqualTo(expected.atLeast());
        }
        if (expected.requestIds() != null) {
            assertThat(calls.stream().map(Checks::requestId).distinct())
                    .as("request ids of " + what)
                    .hasSize(expected.requestIds());
        }
        if (expected.bodies() != null) {
            assertThat(calls.stream().map(RecordedCall::bodyText).distinct())
                    .as("bodies of " + what)
                    .hasSize(expected.bodies());
        }
        if (expected.ifMatch() != null) {
            assertThat(calls.stream().map(call -> call.header("If-Match").orElse("")))
                    .as("If-Match of " + what)
                    .isEqualTo(expected.ifMatch());
        }
        for (int i = 1; i < calls.size(); i++) {
            Instant soonest = calls.get(i - 1).at().plus(expected.apart());
            assertThat(calls.get(i).at()).as("time of " + what).isAfterOrEqualTo(soonest);
        }
    }

    /** What holds of every conversation: a read has an id of its own, and a write that keeps its id keeps its body (R18). */
    static void ids(List<RecordedCall> calls) {
        Set<String> reads = new HashSet<>();
        Map<String, String> writes = new HashMap<>();
        for (RecordedCall call : calls) {
            if (call.isWrite()) {
                String content = call.method() + " " + call.path() + " " + call.bodyText();
                assertThat(writes.putIfAbsent(requestId(call), content)).isIn(null, content);
            } else {
                assertThat(reads.add(requestId(call)))
                        .as("a fresh id for each read")
                        .isTrue();
            }
        }
    }

    /** Undoes the changes that are allowed: then the body must be the text that was read, to the byte (R4). */
    static void changesOnly(List<String> pointers, byte[] read, RecordedCall put) throws IOException {
        JsonNode before = Fixtures.MAPPER.readTree(read);
        JsonNode after = Fixtures.MAPPER.readTree(put.body());
        String undone = put.bodyText();
        for (String pointer : pointers) {
            undone = undone.replaceFirst(
                    "\"" + Pattern.quote(after.at(pointer).asText()) + "\"",
                    "\"" + before.at(pointer).asText() + "\"");
        }
        assertThat(undone).isEqualTo(new String(read, StandardCharsets.UTF_8));
    }

    private static String requestId(RecordedCall call) {
        return call.header("X-Request-Id").orElse("");
    }
}
