package org.barscancel.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** The faults on demand: the first that strikes a call decides what the caller gets. */
final class Faults implements Behaviour {
    private final List<ActiveFault> faults = new CopyOnWriteArrayList<>();
    private final Holding holding = new Holding();
    private final FaultyAnswers answers;

    Faults(Simulator simulator) {
        this.answers = new FaultyAnswers(simulator);
    }

    @Override
    public SimulatedAnswer answer(RecordedCall call, Server server) throws ServletException, IOException {
        CountDownLatch gate = holding.gate();
        for (ActiveFault active : faults) {
            if (active.strikes(call)) {
                server.struckBy(active.fault().name());
                return answers.answer(active.fault().then(), call, server, gate);
            }
        }
        return server.answer();
    }

    /** @throws IllegalArgumentException naming what is wrong; nothing is added then */
    synchronized void add(byte[] json) {
        List<Fault> read = FaultReader.read(json, faults.size());
        faults.addAll(read.stream().map(ActiveFault::new).toList());
    }

    List<FaultCount> counts() {
        return faults.stream().map(ActiveFault::count).toList();
    }

    /** As they were written, each with its counts. */
    ArrayNode described() {
        ArrayNode all = Json.MAPPER.createArrayNode();
        for (ActiveFault active : faults) {
            ObjectNode one = active.fault().source().deepCopy();
            FaultCount count = active.count();
            all.add(one.put("fitting", count.fitting()).put("happened", count.happened()));
        }
        return all;
    }

    /** Forgets them, and lets go the calls they hold. */
    synchronized void clear() {
        faults.clear();
        holding.release();
    }

    /** Lets go the calls they hold, and holds none any more. */
    void close() {
        holding.close();
    }
}
