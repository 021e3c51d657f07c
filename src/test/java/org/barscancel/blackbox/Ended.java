package org.barscancel.blackbox;

import com.fasterxml.jackson.databind.JsonNode;

/** How a request ended, by its result or by the rules; the problem is empty when there is none. */
record Ended(String outcome, String registry, String problem, int pointers) {
    static Ended of(JsonNode result) {
        return new Ended(
                result.path("outcome").asText(),
                result.path("registry").asText(),
                result.path("problem").path("code").asText(),
                result.path("pointers").asInt());
    }

    static Ended rejected(String problem) {
        return new Ended("rejected", "skipped", problem, 0);
    }

    static Ended parked(String problem) {
        return new Ended("parked", "skipped", problem, 0);
    }

    /** Where the operator finds it: nowhere when it ended well. */
    String channel() {
        return outcome.equals("rejected")
                ? outcome
                : outcome.equals("parked") || registry.equals("parked") ? "parked" : "";
    }

    /** By an answer that will not change for the asking (R24). */
    static String problem(Told told) {
        return switch (told) {
            case UNAUTHORISED -> "unauthorised";
            case ABSENT -> "not-found";
            case MISROUTED -> "routing";
            case REFUSED -> "refused";
            case INVALID, NOT_SHOWN -> "invalid-answer";
            default -> throw new IllegalArgumentException(told + " ends nothing");
        };
    }
}
