package org.barscancel.credentials;

import org.barscancel.bars.NoCredentialsException;

/** Whoever gives tokens. */
@FunctionalInterface
interface TokenEndpoint {
    /**
     * Asks for a new token.
     *
     * @throws NoCredentialsException when it is refused, or there is no answer
     */
    Token get() throws NoCredentialsException;
}
