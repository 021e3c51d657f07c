package org.barscancel.runtime.circuit;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import org.barscancel.bars.Answer;
import org.jspecify.annotations.Nullable;

/**
 * The circuits of the far sides, and what the attempts of the legs tell them. An attempt is one run of a leg, and stays
 * on one thread: it failed when one of its calls met an outage, and succeeded when it ended without. So reads that are
 * answered cannot hide writes that are not. A call outside of an attempt is held back by a pause and counts for nothing.
 */
public final class Circuits {
    private static final ThreadLocal<Map<Circuit, Dealing>> ATTEMPT = new ThreadLocal<>();

    private final Map<String, Circuit> circuits;

    /** What an attempt had to do with one far side. */
    private static final class Dealing {
        private Circuit.@Nullable Visit visit;
        private boolean answered;
        private boolean heldBack;
    }

    /**
     * Sets up the attempts.
     *
     * @param circuits by the far side's name
     */
    public Circuits(Map<String, Circuit> circuits) {
        this.circuits = Map.copyOf(circuits);
    }

    /** An attempt begins on this thread. */
    void begin() {
        ATTEMPT.set(new IdentityHashMap<>());
    }

    /** The attempt on this thread has ended. */
    void end() {
        Map<Circuit, Dealing> dealings = ATTEMPT.get();
        ATTEMPT.remove();
        if (dealings != null) {
            dealings.forEach(Circuits::end);
        }
    }

    /**
     * Lets this thread's attempt call a far side.
     *
     * @throws HeldBackException when the far side is not to be called now
     */
    void enter(String farSide) throws HeldBackException {
        Circuit circuit = circuits.get(farSide);
        if (circuit == null) {
            return;
        }
        Dealing dealing = dealing(circuit);
        if (dealing == null) {
            circuit.refuseWhilePaused();
        } else {
            dealing.visit = circuit.enter(dealing.visit);
        }
    }

    /** Takes notice of what a far side answered to this thread's attempt. */
    public void record(String farSide, Answer answer) {
        Circuit circuit = circuits.get(farSide);
        if (circuit == null) {
            return;
        }
        if (answer instanceof Answer.TooManyRequests tooMany) {
            circuit.slowDown(tooMany.retryAfter());
            return;
        }
        Dealing dealing = dealing(circuit);
        if (dealing == null) {
            return;
        }
        Circuit.Visit visit = dealing.visit;
        if (visit == null || answer instanceof Answer.HeldBack) {
            dealing.heldBack = true;
            return;
        }
        dealing.answered = true;
        CircuitReason.outage(answer)
                .ifPresent(why -> circuit.failed(
                        visit, why, answer instanceof Answer.Unavailable down ? down.retryAfter() : null));
    }

    private static @Nullable Dealing dealing(Circuit circuit) {
        Map<Circuit, Dealing> dealings = ATTEMPT.get();
        return dealings == null ? null : dealings.computeIfAbsent(circuit, one -> new Dealing());
    }

    /** Each circuit, by the name of its far side. */
    public Map<String, Circuit> all() {
        return circuits;
    }

    /** The circuit of a far side that has one. */
    public Circuit of(String farSide) {
        return Objects.requireNonNull(circuits.get(farSide), farSide);
    }

    private static void end(Circuit circuit, Dealing dealing) {
        if (dealing.visit != null) {
            circuit.leave(dealing.visit, dealing.answered && !dealing.heldBack);
        }
    }
}
