package org.barscancel.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The resources that a simulator holds, of each type in a store, and how they get there without a call. */
final class HeldResources {
    static final List<String> TYPES = List.of("Appointment", "DocumentReference", "Patient");

    private final ResourceStore appointments;
    private final ResourceStore pointers;
    private final ResourceStore patients;
    private final Map<String, ResourceStore> stores;

    HeldResources(Clock clock) {
        this.appointments = new ResourceStore(clock, SearchKeys::ofAppointment);
        this.pointers = new ResourceStore(clock, SearchKeys::ofPointer);
        this.patients = new ResourceStore(clock, SearchKeys::ofPatient);
        this.stores = Map.of("Appointment", appointments, "DocumentReference", pointers, "Patient", patients);
    }

    ResourceStore appointments() {
        return appointments;
    }

    ResourceStore pointers() {
        return pointers;
    }

    ResourceStore patients() {
        return patients;
    }

    /** One of any type, when it is there. */
    Optional<Stored> find(String resourceType, String id) {
        return Optional.ofNullable(stores.get(resourceType)).flatMap(store -> store.find(id));
    }

    /**
     * Puts all of them there or, when one cannot be, none.
     *
     * @throws IllegalArgumentException when they are not what a simulator holds
     */
    int seed(byte[] json) {
        List<Runnable> puts = SeedReader.resources(json).stream().map(this::put).toList();
        puts.forEach(Runnable::run);
        return puts.size();
    }

    /** Deletes one named {@code Type/id}, when it is there. */
    void remove(String name) {
        String[] parts = name.split("/", 2);
        Optional.ofNullable(stores.get(parts[0]))
                .filter(store -> parts.length == 2 && store.find(parts[1]).isPresent())
                .ifPresent(store -> store.delete(parts[1], null));
    }

    void clear() {
        stores.values().forEach(ResourceStore::clear);
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
