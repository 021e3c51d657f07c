package org.barscancel.runtime.farside;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.barscancel.runtime.circuit.Circuits;
import org.barscancel.runtime.circuit.Gate;
import org.barscancel.runtime.watch.Measures;
import org.barscancel.runtime.watch.Traces;

/** The HTTP client of each far side, with the gate that each of its calls passes. */
public final class FarSideClients implements AutoCloseable {
    private final List<Gate> gates = new ArrayList<>();
    private final Map<String, CloseableHttpClient> clients = new LinkedHashMap<>();

    private FarSideClients() {}

    static FarSideClients of(
            Collection<FarSideSetUp> farSides,
            Circuits circuits,
            ScheduledExecutorService timer,
            Identities identities,
            Measures measures,
            Traces traces) {
        FarSideClients all = new FarSideClients();
        farSides.forEach(farSide -> {
            // The registry leg asks the provider for Patients too (R16); they share its places.
            Gate gate = new Gate(farSide.name(), circuits, farSide.concurrency(), farSide.rate(), farSide.http());
            all.gates.add(gate);
            all.clients.put(
                    farSide.name(),
                    FarSideClient.of(farSide.http(), gate, timer, identities.of(farSide.name()), measures, traces));
        });
        return all;
    }

    List<Gate> gates() {
        return gates;
    }

    /** By the name of their far side. */
    public Map<String, CloseableHttpClient> clients() {
        return clients;
    }

    @Override
    public void close() throws IOException {
        for (CloseableHttpClient client : clients.values()) {
            client.close();
        }
    }
}
