package org.barscancel.simulator;

import jakarta.servlet.http.HttpServlet;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * A provider and a registry to develop against: what they hold, what they were asked, and how they behave. Knows no
 * Spring; a servlet container serves {@link #fhirServlet()} and {@link #controlServlet()}. Safe for use by many threads.
 */
public final class Simulator implements AutoCloseable {
    private final Clock clock;
    private final HeldResources resources;
    private final CallRecord calls = new CallRecord();
    private final AppliedWrites appliedWrites = new AppliedWrites();
    private final Faults faults = new Faults(this);
    private final Tokens tokens;
    private volatile SimulatorSettings settings;
    private volatile Behaviour behaviour = Behaviour.FAITHFUL;

    /**
     * An empty one.
     *
     * @param settings how it answers; may be changed later
     * @param clock tells when calls arrive and versions come to be
     */
    public Simulator(SimulatorSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.tokens = new Tokens(clock);
        this.resources = new HeldResources(clock);
    }

    /**
     * An appointment as it stands.
     *
     * @param id the FHIR id
     * @param status the FHIR code
     * @param version from 1
     */
    public record AppointmentState(String id, String status, long version) {}

    /**
     * Puts resources there, whatever was there before, without any of the rules for calls.
     *
     * @param json one resource, an array of resources, or a Bundle; each an Appointment, DocumentReference or Patient
     *     with an id. Kept as it is written
     * @return how many
     * @throws IllegalArgumentException when it is anything else; nothing is put there then
     */
    public int seed(byte[] json) {
        return resources.seed(json);
    }

    /** As {@link #seed(byte[])}. */
    public int seed(String json) {
        return seed(json.getBytes(StandardCharsets.UTF_8));
    }

    /** The calls received at the FHIR base, oldest first, as many as are remembered; also those not answered yet. */
    public List<RecordedCall> calls() {
        return calls.calls();
    }

    /** The calls that were made to one resource type, by one method. */
    public List<RecordedCall> calls(String method, String resourceType) {
        return calls().stream()
                .filter(call -> method.equals(call.method()) && resourceType.equals(call.resourceType()))
                .toList();
    }

    /** How many calls wait for their end. */
    public int inFlight() {
        return calls.inFlight();
    }

    /**
     * From the next call on, lets go wrong what these say; after those there are. See {@code docs/simulator.md}.
     *
     * @param json a fault, or an array of faults
     * @throws IllegalArgumentException naming what is not known or not allowed; nothing is added then
     */
    public void addFaults(byte[] json) {
        faults.add(json);
    }

    /** As {@link #addFaults(byte[])}. */
    public void addFaults(String json) {
        addFaults(json.getBytes(StandardCharsets.UTF_8));
    }

    /** How often each fault happened, in their order. */
    public List<FaultCount> faultCounts() {
        return faults.counts();
    }

    /** Forgets the faults, and breaks off the calls they hold back. */
    public void clearFaults() {
        faults.clear();
    }

    /** Breaks off the calls that faults hold back, now and from now on, so that a server can stop. */
    @Override
    public void close() {
        faults.close();
    }

    /** Forgets the calls, and nothing else. */
    public void forgetCalls() {
        calls.clear();
    }

    /** Forgets all resources, calls, applied writes and faults, and behaves faithfully again. The settings stay. */
    public void reset() {
        resources.clear();
        calls.clear();
        appliedWrites.clear();
        behaviour = Behaviour.FAITHFUL;
        faults.clear();
    }

    /** The text of a resource as it would be answered, when there is one. */
    public Optional<String> resource(String resourceType, String id) {
        return resources.find(resourceType, id).map(stored -> new String(stored.text(), StandardCharsets.UTF_8));
    }

    /** How the appointments stand, by id. */
    public List<AppointmentState> appointments() {
        return resources.appointments().all().stream().map(Simulator::state).toList();
    }

    /** How one appointment stands, when there is one. */
    public Optional<AppointmentState> appointment(String id) {
        return resources.appointments().find(id).map(Simulator::state);
    }

    /** The ids of the pointers that are left, in order. */
    public List<String> pointers() {
        return resources.pointers().all().stream().map(Stored::id).toList();
    }

    /** How it answers. */
    public SimulatorSettings settings() {
        return settings;
    }

    /** From the next call on, answers like that. */
    public void configure(SimulatorSettings other) {
        this.settings = other;
    }

    /** From the next call on, behaves like that. The faults lie behind it. */
    public void behave(Behaviour other) {
        this.behaviour = other;
    }

    /** A servlet for {@code /simulator/fhir/*}. Makes a new one each time; they share what this holds. */
    public HttpServlet fhirServlet() {
        return new SimulatorServer(this);
    }

    /** A servlet for {@code /simulator/token}. */
    public HttpServlet tokenServlet() {
        return new TokenServlet(this);
    }

    /** Who may call, and with what. */
    public Tokens tokens() {
        return tokens;
    }

    /** A servlet for {@link ControlServlet#PATHS}. */
    public HttpServlet controlServlet() {
        return new ControlServlet(this);
    }

    Clock clock() {
        return clock;
    }

    Behaviour behaviour() {
        return behaviour;
    }

    AppliedWrites appliedWrites() {
        return appliedWrites;
    }

    HeldResources resources() {
        return resources;
    }

    CallRecord record() {
        return calls;
    }

    Faults faults() {
        return faults;
    }

    private static AppointmentState state(Stored stored) {
        return new AppointmentState(stored.id(), stored.status(), stored.version());
    }
}
