package org.barscancel.bars;

import java.util.Map;

/** Who we are to one far side (R20). Asked once for each call; must be safe for many threads. */
public interface Credentials {
    /**
     * The headers that say who we are, such as {@code Authorization}; empty when the far side asks for none.
     *
     * @throws NoCredentialsException when there are none to be had now
     */
    Map<String, String> headers() throws NoCredentialsException;

    /**
     * Takes notice that the far side did not accept them, so that the next call has new ones (R24).
     *
     * @param sent the headers of the call
     * @param status 401 or 403
     */
    void refused(Map<String, String> sent, int status);

    /** Whether there are new ones to be had after a refusal, so that the call may be tried once more (R24). */
    boolean renewable();
}
