package org.barscancel.runtime.start;

import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/** The profile {@code demo}, in which the far sides are simulated. */
public final class DemoProfile {
    private DemoProfile() {}

    /** Whether results are marked as those of a simulation. */
    public static boolean isOn(Environment environment) {
        return environment.acceptsProfiles(Profiles.of("demo"));
    }
}
