package org.barscancel.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The latest calls, oldest first. */
final class CallRecord {
    private final Deque<RecordedCall> calls = new ArrayDeque<>();

    synchronized void add(RecordedCall call, int limit) {
        calls.addLast(call);
        while (calls.size() > limit) {
            calls.removeFirst();
        }
    }

    synchronized List<RecordedCall> calls() {
        return List.copyOf(calls);
    }

    synchronized void clear() {
        calls.clear();
    }
}
