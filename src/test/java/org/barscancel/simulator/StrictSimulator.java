package org.barscancel.simulator;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A strict simulator for the tests of a class, with the demonstration's resources anew before each of them. */
final class StrictSimulator implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T10:15:30Z"), ZoneOffset.UTC);

    private SimulatorHost host;

    @Override
    public void beforeAll(ExtensionContext context) {
        host = SimulatorHost.start(0, SimulatorSettings.strict(), CLOCK);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        simulator().reset();
        simulator().configure(SimulatorSettings.strict());
        simulator().seed(DemoData.resources(CLOCK));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        host.close();
    }

    Simulator simulator() {
        return host.simulator();
    }

    String baseUrl() {
        return host.baseUrl();
    }

    BarsCaller caller() {
        return new BarsCaller(host.baseUrl() + "/");
    }
}
