package org.barscancel.simulator;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One thing that goes wrong.
 *
 * @param name what the record of calls names it by
 * @param match which calls it strikes
 * @param then what happens to them
 * @param source the same as it was written, with its name
 */
record Fault(String name, FaultMatch match, FaultEffect then, JsonNode source) {
    /** Without what it answers (R23). */
    @Override
    public String toString() {
        return "Fault[" + name + "]";
    }
}
