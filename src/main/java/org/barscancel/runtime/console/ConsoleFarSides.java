package org.barscancel.runtime.console;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.barscancel.console.page.FarSideStates;
import org.barscancel.runtime.circuit.CircuitView;
import org.barscancel.runtime.circuit.Circuits;

/** The circuits, as the console shows them. */
final class ConsoleFarSides implements FarSideStates {
    private final Circuits farSides;
    private final Circuits receivers;

    ConsoleFarSides(Circuits farSides, Circuits receivers) {
        this.farSides = farSides;
        this.receivers = receivers;
    }

    @Override
    public List<State> called() {
        List<State> all = new ArrayList<>();
        new TreeMap<>(farSides.all()).forEach((name, circuit) -> all.add(state(name, "far side", circuit.view())));
        new TreeMap<>(receivers.all()).forEach((name, circuit) -> all.add(state(name, "receiver", circuit.view())));
        return all;
    }

    private static State state(String name, String kind, CircuitView view) {
        return new State(
                name,
                kind,
                view.state().word(),
                view.since(),
                view.until(),
                view.reason() == null ? null : view.reason().word(),
                view.by());
    }
}
