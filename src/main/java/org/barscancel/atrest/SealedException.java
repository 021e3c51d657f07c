package org.barscancel.atrest;

import java.io.IOException;

/** Something is encrypted and cannot be read here. The message names the key and the reason, and nothing of the content. */
public final class SealedException extends IOException {
    private static final long serialVersionUID = 1L;

    SealedException(String message) {
        super(message);
    }
}
