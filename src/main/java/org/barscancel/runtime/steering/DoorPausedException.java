package org.barscancel.runtime.steering;

import java.io.IOException;

/** A person has paused the way by which this came: whoever sent it keeps it, and sends it again. */
public final class DoorPausedException extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param name of the feed or door */
    public DoorPausedException(String name) {
        super("The feed " + name + " is paused by a person");
    }
}
