package org.barscancel.blackbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.stream.Collectors;
import org.barscancel.simulator.RecordedCall;

/** The calls about one appointment, in their order, as a referee goes through them. */
final class Trail {
    /** Longer than the simulator asks for and a busy machine is late. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final List<RecordedCall> calls;
    private final Map<String, JsonNode> faults;
    private final NavigableSet<Instant> throttled;
    private int at;
    private int heldBack;

    /**
     * @param faults what each does, by its name
     * @param throttled when a far side asked for a pause, of any appointment
     */
    Trail(List<RecordedCall> calls, Map<String, JsonNode> faults, NavigableSet<Instant> throttled) {
        this.calls = calls;
        this.faults = faults;
        this.throttled = throttled;
    }

    /** What the rules do not allow. */
    static final class Foul extends RuntimeException {
        private static final long serialVersionUID = 1;

        Foul(String what) {
            super(what);
        }
    }

    /** The first call of a run, which must come next. */
    Told first(String method, String what) {
        if (at == calls.size() || !isIt(calls.get(at), method, what)) {
            throw new Foul("Due is " + method + " " + what + ", at call " + (at + 1));
        }
        return Told.by(calls.get(at), then(calls.get(at++)));
    }

    /** A further call of a run; only while a far side wants a pause may it not come, and then mostly the run begins anew. */
    Told next(String method, String what) {
        boolean comes = at < calls.size() && isIt(calls.get(at), method, what);
        if (!comes && isPaused()) {
            heldBack++;
            return Told.HELD_BACK;
        }
        return first(method, what);
    }

    /** The call that was asked for last. */
    RecordedCall last() {
        return calls.get(at - 1);
    }

    void mustBeAtItsEnd() {
        if (at < calls.size()) {
            throw new Foul("Ended before call " + (at + 1));
        }
    }

    int heldBack() {
        return heldBack;
    }

    /** For a person; without what belongs to a patient. */
    @Override
    public String toString() {
        return calls.stream()
                .map(call -> "\n    " + call.at() + " " + call.method() + " "
                        + (call.resourceType().equals("Patient") ? "Patient/…" : call.path())
                        + (call.query() == null ? "" : "?…") + " " + call.status()
                        + (call.fault() == null ? "" : " [" + call.fault() + "]") + (call.applied() ? " applied" : ""))
                .collect(Collectors.joining());
    }

    private boolean isPaused() {
        RecordedCall following = at < calls.size() ? calls.get(at) : last();
        Instant latest = throttled.floor(following.at());
        return latest != null && latest.isAfter(last().at().minus(LONGEST_PAUSE));
    }

    private JsonNode then(RecordedCall call) {
        return call.fault() == null ? MissingNode.getInstance() : faults.get(call.fault());
    }

    private static boolean isIt(RecordedCall call, String method, String what) {
        return call.method().equals(method) && call.path().equals(what);
    }
}
