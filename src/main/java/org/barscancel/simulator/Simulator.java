package org.barscancel.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServlet;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A provider and a registry to develop against: what they hold, what they were asked, and how they behave. Knows no
 * Spring; a servlet container serves {@link #fhirServlet()} and {@link #controlServlet()}. Safe for use by many threads.
 */
public final class Simulator implements AutoCloseable {
    /** What it holds. */
    static final List<String> TYPES = List.of("Appointment", "DocumentReference", "Patient");

    private final Clock clock;
    private final ResourceStore appointments;
    private final ResourceStore pointers;
    private final ResourceStore patients;
    private final Map<String, ResourceStore> stores;
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
        this.appointments = new ResourceStore(clock, SearchKeys::ofAppointment);
        this.pointers = new ResourceStore(clock, SearchKeys::ofPointer);
        this.patients = new ResourceStore(clock, SearchKeys::ofPatient);
        this.stores = Map.of("Appointment", appointments, "DocumentReference", pointers, "Patient", patients);
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
        List<byte[]> resources = SeedReader.resources(json);
        List<Runnable> puts = resources.stream().map(this::put).toList();
        puts.forEach(Runnable::run);
        return puts.size();
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
        stores.values().forEach(ResourceStore::clear);
        calls.clear();
        appliedWrites.clear();
        behaviour = Behaviour.FAITHFUL;
        faults.clear();
    }

    /** The text of a resource as it would be answered, when there is one. */
    public Optional<String> resource(String resourceType, String id) {
        return Optional.ofNullable(stores.get(resourceType))
                .flatMap(store -> store.find(id))
                .map(stored -> new String(stored.text(), StandardCharsets.UTF_8));
    }

    /** How the appointments stand, by id. */
    public List<AppointmentState> appointments() {
        return appointments.all().stream()
                .map(stored -> new AppointmentState(stored.id(), stored.status(), stored.version()))
                .toList();
    }

    /** How one appointment stands, when there is one. */
    public Optional<AppointmentState> appointment(String id) {
        return appointments
                .find(id)
                .map(stored -> new AppointmentState(stored.id(), stored.status(), stored.version()));
    }

    /** The ids of the pointers that are left, in order. */
    public List<String> pointers() {
        return pointers.all().stream().map(Stored::id).toList();
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

    ResourceStore appointmentStore() {
        return appointments;
    }

    ResourceStore pointerStore() {
        return pointers;
    }

    ResourceStore patientStore() {
        return patients;
    }

    CallRecord record() {
        return calls;
    }

    Faults faults() {
        return faults;
    }

    /** Deletes a resource named {@code Type/id}, when it is there. */
    void remove(String name) {
        String[] parts = name.split("/", 2);
        Optional.ofNullable(stores.get(parts[0]))
                .filter(store -> parts.length == 2 && store.find(parts[1]).isPresent())
                .ifPresent(store -> store.delete(parts[1], null));
    }

    private Runnable put(byte[] resource) {
        try {
            JsonNode tree = Json.tree(resource);
            ResourceStore store = stores.get(tree.path("resourceType").asText());
            String id = tree.path("id").asText();
            if (store == null || id.isEmpty()) {
                throw new IllegalArgumentException("Each resource needs an id and one of the types " + TYPES);
            }
            return () -> store.seed(id, resource, tree);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException("The seed is not JSON", malformed);
        }
    }
}
