package org.barscancel.runtime;

import java.io.IOException;

/** A person has paused the way by which this came: whoever sent it keeps it, and sends it again. */
final class DoorPausedException extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param name of the feed or door */
    DoorPausedException(String name) {
        super("The feed " + name + " is paused by a person");
    }
}
