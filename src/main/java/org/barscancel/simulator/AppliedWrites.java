package org.barscancel.simulator;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The id pairs of the writes that were applied, so that a repeat is known (R18). A write that is being handled counts
 * as applied until it has failed.
 */
final class AppliedWrites {
    private static final int LIMIT = 100_000;

    private final Set<String> pairs = Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > LIMIT;
        }
    });

    synchronized boolean claim(String pair) {
        return pairs.add(pair);
    }

    synchronized void release(String pair) {
        pairs.remove(pair);
    }

    synchronized void clear() {
        pairs.clear();
    }
}
