package org.barscancel.runtime;

import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/** The profile {@code demo}, in which the far sides are simulated. */
final class DemoProfile {
    private DemoProfile() {}

    /** Whether results are marked as those of a simulation. */
    static boolean isOn(Environment environment) {
        return environment.acceptsProfiles(Profiles.of("demo"));
    }
}
