package org.barscancel.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * One version of a resource.
 *
 * @param text the bytes that were received, which are also what is answered (R4)
 * @param tree the same, read, for search
 * @param updated when this version came to be
 */
record Stored(String id, long version, Instant updated, byte[] text, JsonNode tree, boolean deleted) {
    String etag() {
        return "W/\"" + version + "\"";
    }

    String status() {
        return tree.path("status").asText();
    }

    /** Without the resource (R23). */
    @Override
    public String toString() {
        return "Stored[" + id + " " + version + "]";
    }
}
