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
 * @param faults what goes wrong, as in {@code docs/simulator.md}; a {@code resource} may also be described as in
 *     {@link Fixtures#resources}
 * @param requests steps, each made once the one before is answered: {@code {"file": json}} or {@code {"queue": json}}
 *     delivers requests; {@code {"replay": 1}} replays what the first result is of, and {@code {"replays": json}} a group
 *     (the answer to a call that is refused counts as its result); {@code {"change": resource}} has somebody else change a
 *     resource, described as in {@link Fixtures#resources}, and has no result
 */
record Given(
        String settings,
        Simulated simulator,
        List<JsonNode> resources,
        List<JsonNode> faults,
        List<Map<Channel, JsonNode>> requests) {
    Given {
        settings = Objects.requireNonNullElse(settings, "default");
        simulator = Objects.requireNonNullElse(simulator, new Simulated(null, null, null, null, null));
        resources = Objects.requireNonNullElse(resources, List.of());
        faults = Objects.requireNonNullElse(faults, List.of());
    }

    /** What is done. */
    enum Channel {
        FILE,
        QUEUE,
        REPLAY,
        REPLAYS,
        CHANGE
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
}
