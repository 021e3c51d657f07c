package org.barscancel.blackbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.barscancel.simulator.RecordedCall;

/** What the caller of one call was told, in the rows of the table of R24. */
enum Told {
    /** Success, as far as the call can tell. */
    GIVEN,
    /** Success, with a body that does not say so. */
    NOT_SHOWN,
    DUPLICATE,
    CONFLICT,
    /** The write may have happened. */
    UNKNOWN,
    THROTTLED,
    FAILED,
    UNAUTHORISED,
    ABSENT,
    MISROUTED,
    REFUSED,
    INVALID,
    /** Nothing: the call was not made, because the far side had asked for a pause. */
    HELD_BACK;

    private static final Pattern PUBLISHED = Pattern.compile("[A-Z-]+/(\\d+)-([A-Z_]+)-(.+)");
    private static final int PATIENCE_MILLIS = 5000;

    /** What the simulator's own refusals say. */
    private static final Map<Integer, Said> OWN = Map.of(
            404, new Said(404, "REC_NOT_FOUND", "not-found"),
            409, new Said(409, "REC_CONFLICT", "duplicate"),
            410, new Said(404, "REC_NOT_FOUND", "deleted"),
            412, new Said(409, "REC_CONFLICT", "conflict"));

    /** An OperationOutcome: the status its code means, its code, its type. */
    private record Said(int status, String code, String type) {}

    /** Whether it will not stay so: asking again may help. */
    boolean passes() {
        return switch (this) {
            case DUPLICATE, CONFLICT, UNKNOWN, THROTTLED, FAILED, HELD_BACK -> true;
            default -> false;
        };
    }

    /**
     * @param call as the simulator has it on record
     * @param then what its fault did; missing when none struck it
     */
    static Told by(RecordedCall call, JsonNode then) {
        boolean silent = then.has("drop") || then.has("hang") || then.has("truncated") || call.status() == 0;
        if (silent || then.path("delayMillis").asInt() > PATIENCE_MILLIS) {
            return call.isWrite() ? UNKNOWN : FAILED;
        }
        if (then.path("wrong").asText().equals("too-large")
                || then.path("echo").asText().equals("foreign")) {
            return INVALID;
        }
        return switch (call.status() / 100) {
            case 2 -> shows(call, then) ? GIVEN : NOT_SHOWN;
            case 4, 5 -> error(call, said(call, then));
            default -> INVALID;
        };
    }

    private static boolean shows(RecordedCall call, JsonNode then) {
        if (call.method().equals("DELETE")) {
            return true;
        }
        boolean put = call.method().equals("PUT");
        if (then.has("outcome") || then.has("text")) {
            return false;
        }
        if (then.has("resource")) {
            return put && then.at("/resource/resourceType").asText().equals("OperationOutcome");
        }
        if (then.has("status")) {
            return put;
        }
        // A Bundle may have any id.
        return !then.has("wrong")
                || (then.path("wrong").asText().equals("id")
                        && call.resourceId().isEmpty());
    }

    private static Said said(RecordedCall call, JsonNode then) {
        if (then.has("outcome")) {
            Matcher name = PUBLISHED.matcher(then.path("outcome").asText());
            if (!name.matches()) {
                throw new IllegalArgumentException(then.path("outcome").asText());
            }
            boolean anyStatus = name.group(2).endsWith("BAD_REQUEST");
            return new Said(anyStatus ? call.status() : Integer.parseInt(name.group(1)), name.group(2), name.group(3));
        }
        if (then.has("resource")) {
            return new Said(call.status(), "", then.at("/resource/issue/0/code").asText());
        }
        boolean spoilt = then.has("wrong") && !then.path("wrong").asText().equals("id");
        return then.has("status") || then.has("text") || spoilt
                ? null
                : OWN.getOrDefault(call.status(), new Said(call.status(), "", ""));
    }

    private static Told error(RecordedCall call, Said said) {
        int status = said == null ? call.status() : said.status;
        String type = said == null ? "" : said.type;
        return switch (status) {
            case 409, 412 -> Objects.equals(type, "duplicate") ? DUPLICATE : CONFLICT;
            case 408, 425 -> call.isWrite() ? UNKNOWN : FAILED;
            case 429 -> THROTTLED;
            case 401, 403 -> UNAUTHORISED;
            case 410 -> ABSENT;
            case 404 -> notFound(call, said);
            case 501 -> said == null ? INVALID : REFUSED;
            default -> status >= 500 ? FAILED : said == null ? INVALID : REFUSED;
        };
    }

    private static Told notFound(RecordedCall call, Said said) {
        boolean pointer = call.resourceType().equals("DocumentReference")
                && !call.resourceId().isEmpty();
        if (pointer || call.status() == 410) {
            return ABSENT;
        }
        return said == null || said.code.equals("NOT_FOUND") ? MISROUTED : ABSENT;
    }
}
