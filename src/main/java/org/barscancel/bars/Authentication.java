package org.barscancel.bars;

import java.util.Map;

/** Where the credentials of a call come from (R20). Asked once for each call; must be safe for many threads. */
public interface Authentication {
    /**
     * The headers that say who we are, such as {@code Authorization}; empty when the far side asks for none.
     *
     * @param farSide who is about to be called
     */
    Map<String, String> headers(FarSide farSide);

    /**
     * Gets new credentials after the far side refused the present ones (R24).
     *
     * @param farSide who refused them
     * @return whether there are new ones, so that the call may be tried once more
     */
    boolean renew(FarSide farSide);
}
