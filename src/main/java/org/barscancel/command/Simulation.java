package org.barscancel.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import org.barscancel.simulator.DemoData;
import org.barscancel.simulator.SimulatorHost;
import org.barscancel.simulator.SimulatorSettings;
import org.jspecify.annotations.Nullable;

/**
 * A simulator on its own.
 *
 * @param port where it listens; 0 = any that is free
 * @param seed resources to begin with; null = those of the demonstration
 * @param faults what goes wrong; null = nothing
 */
record Simulation(int port, @Nullable Path seed, @Nullable Path faults) {
    /** Runs until the process is told to end. */
    int run(PrintStream out, PrintStream error) {
        Quiet.libraries();
        try {
            SimulatorHost host = SimulatorHost.start(port, SimulatorSettings.strict(), Clock.systemUTC());
            Runtime.getRuntime().addShutdownHook(new Thread(host::close, "simulator-ends"));
            fill(host);
            out.println("Provider and registry: " + host.baseUrl());
            out.println("Look inside, faults:   " + host.controlUrl() + "/record, /faults, /appointments, /pointers");
            new CountDownLatch(1).await();
            return 0;
        } catch (IOException | IllegalArgumentException | IllegalStateException refused) {
            error.println("The simulator does not run: " + refused.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return 2;
    }

    private void fill(SimulatorHost host) throws IOException {
        host.simulator()
                .seed(
                        seed == null
                                ? DemoData.resources(Clock.systemUTC()).getBytes(StandardCharsets.UTF_8)
                                : Files.readAllBytes(seed));
        if (faults != null) {
            host.simulator().addFaults(Files.readAllBytes(faults));
        }
    }
}
