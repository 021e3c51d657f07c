package org.barscancel.scenarios;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.barscancel.simulator.SimulatorSettings;
import org.jspecify.annotations.Nullable;

/**
 * {@code given.json}: how the world stands, what goes wrong, and what is asked.
 *
 * @param settings which group of {@code scenario-fixtures/settings.json} the program runs with; absent = default
 * @param simulator where the simulator differs from a strict one
 * @param resources what the far sides hold; see {@link Fixtures#resources}
 * @param faults what the far sides answer instead; the first that fits counts
 * @param requests deliveries, each made once the one before is answered: {@code {"file": json}} or {@code {"queue": json}}
 */
record Given(
        String settings,
        Simulated simulator,
        List<JsonNode> resources,
        List<Fault> faults,
        List<Map<Channel, JsonNode>> requests) {
    Given {
        settings = Objects.requireNonNullElse(settings, "default");
        simulator = Objects.requireNonNullElse(simulator, new Simulated(null, null, null, null, null));
        resources = Objects.requireNonNullElse(resources, List.of());
        faults = Objects.requireNonNullElse(faults, List.of());
    }

    /** How a request comes in. */
    enum Channel {
        FILE,
        QUEUE
    }

    /** See {@link SimulatorSettings}. */
    record Simulated(
            SimulatorSettings.@Nullable PutAnswer putAnswer,
            @Nullable Boolean strictHeaders,
            @Nullable Boolean registryTakesUpdates,
            @Nullable Boolean typedBodies,
            @Nullable Set<String> changeable) {
        SimulatorSettings asSettings() {
            return SimulatorSettings.strict()
                    .withPutAnswer(Objects.requireNonNullElse(putAnswer, SimulatorSettings.PutAnswer.APPOINTMENT))
                    .withStrictHeaders(!Boolean.FALSE.equals(strictHeaders))
                    .withRegistryTakesUpdates(Boolean.TRUE.equals(registryTakesUpdates))
                    .withTypedBodies(!Boolean.FALSE.equals(typedBodies))
                    .withChangeable(changeable == null ? new String[0] : changeable.toArray(String[]::new));
        }
    }

    /**
     * One thing that goes wrong.
     *
     * @param match which calls it happens to
     * @param then what happens
     */
    record Fault(Match match, Then then) {}

    /**
     * Which calls a fault happens to; what is absent fits every call.
     *
     * @param id the resource id; {@code ""} for a search
     * @param first only the first so many calls that fit
     * @param nth only the call of that number, from 1, of those that fit
     */
    record Match(
            @Nullable String method,
            @Nullable String resource,
            @Nullable String id,
            @Nullable Integer first,
            @Nullable Integer nth) {}

    /**
     * What a fault does. Without a status the faithful answer is given, late or never.
     *
     * @param applied whether the server handles the call before
     * @param body a file below {@code examples/OperationOutcome}, without {@code .json}
     * @param text the body itself
     * @param resource the body as a resource; see {@link Fixtures#resources}
     * @param contentType of the body; absent = FHIR JSON
     * @param delayMillis how long the answer is held back
     * @param drop whether the connection is closed instead of an answer
     * @param noEcho whether the ids of the call are left out, as by something in between
     */
    record Then(
            boolean applied,
            @Nullable Integer status,
            @Nullable String body,
            @Nullable String text,
            @Nullable JsonNode resource,
            @Nullable String contentType,
            @Nullable Map<String, String> headers,
            long delayMillis,
            boolean drop,
            boolean noEcho) {}
}
