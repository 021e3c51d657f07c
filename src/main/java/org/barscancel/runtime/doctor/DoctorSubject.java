package org.barscancel.runtime.doctor;

import java.time.Clock;
import org.barscancel.BarsSettings;
import org.barscancel.runtime.farside.FarSides;
import org.barscancel.runtime.farside.Identities;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * What the doctor looks at, whether the program runs or not.
 *
 * @param settings of a start
 * @param environment they come from
 * @param bundles of certificates and keys
 * @param farSides whom they name
 * @param identities who we are to them
 * @param clock tells what time it is
 */
public record DoctorSubject(
        BarsSettings settings,
        ConfigurableEnvironment environment,
        SslBundles bundles,
        FarSides farSides,
        Identities identities,
        Clock clock) {}
