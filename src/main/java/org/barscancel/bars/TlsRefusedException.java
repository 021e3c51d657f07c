package org.barscancel.bars;

import javax.net.ssl.SSLException;

/** No connection was made, since one side does not take the certificate of the other. */
public final class TlsRefusedException extends SSLException {
    private static final long serialVersionUID = 1L;

    private final String why;

    /**
     * Says why.
     *
     * @param why for a person: what was shown, and what was expected; without secrets
     * @param cause what TLS says
     */
    public TlsRefusedException(String why, Throwable cause) {
        super(why, cause);
        this.why = why;
    }

    /** For a person, without secrets. */
    public String why() {
        return why;
    }
}
