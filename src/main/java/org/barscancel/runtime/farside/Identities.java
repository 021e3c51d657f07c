package org.barscancel.runtime.farside;

import java.util.Map;
import org.barscancel.bars.Credentials;
import org.barscancel.bars.FarSide;
import org.barscancel.credentials.FarSideCredentials;
import org.barscancel.runtime.tls.FarSideTls;
import org.jspecify.annotations.Nullable;

/**
 * Who we are to each far side (R20), by its name. A far side has what is set for it and nothing else: credentials are
 * never taken over from another one, which would show them to a stranger.
 */
public final class Identities {

    private final Map<String, Identity> byFarSide;

    /**
     * Who we are to one far side.
     *
     * @param credentials headers of its calls
     * @param tls how it is connected to; null = as the Java runtime does
     */
    public record Identity(Credentials credentials, @Nullable FarSideTls tls) {
        /** To a far side that asks for nothing. */
        public static final Identity NOBODY = new Identity(FarSideCredentials.none(), null);
    }

    Identities(Map<String, Identity> byFarSide) {
        this.byFarSide = Map.copyOf(byFarSide);
    }

    /** Who we are to a far side. */
    public Identity of(String farSide) {
        return byFarSide.getOrDefault(farSide, Identity.NOBODY);
    }

    /** Whether there are new credentials to be had after a far side has refused the present ones (R24). */
    public boolean renewable(FarSide farSide) {
        return of(farSide.name()).credentials().renewable();
    }
}
