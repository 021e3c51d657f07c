package org.barscancel.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The latest calls in the order they arrived, those that wait for an answer among them. */
final class CallRecord {
    private final Deque<Entry> entries = new ArrayDeque<>();
    private int inFlight;

    /** One call; what is on record of it changes when it is handled, and when it ends. */
    static final class Entry {
        private RecordedCall call;

        private Entry(RecordedCall call) {
            this.call = call;
        }
    }

    synchronized Entry begin(RecordedCall call, int limit) {
        Entry entry = new Entry(call);
        entries.addLast(entry);
        while (entries.size() > limit) {
            entries.removeFirst();
        }
        inFlight++;
        return entry;
    }

    synchronized void note(Entry entry, RecordedCall call) {
        entry.call = call;
    }

    synchronized void end(Entry entry, RecordedCall call) {
        note(entry, call);
        inFlight--;
    }

    synchronized List<RecordedCall> calls() {
        return entries.stream().map(entry -> entry.call).toList();
    }

    synchronized int inFlight() {
        return inFlight;
    }

    synchronized void clear() {
        entries.clear();
    }
}
