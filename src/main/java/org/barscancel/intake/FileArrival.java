package org.barscancel.intake;

import org.barscancel.cancellation.Event;
import org.barscancel.request.Reading;
import org.jspecify.annotations.Nullable;

/** A claimed file, read. */
public sealed interface FileArrival {
    /** The file. */
    ClaimedFile file();

    /** Where the file goes when it is dealt with: an absolute path. */
    String destination();

    /**
     * A file with requests in it.
     *
     * @param arrival its requests, or the next of many
     * @param more how far the file is once these are accepted; null when it is at its end then
     */
    record Requests(ClaimedFile file, Arrival arrival, String destination, @Nullable FileProgress more)
            implements FileArrival {}

    /** A file that was dealt with before and could not be put where it is kept: only that is left to do. */
    record DealtWith(ClaimedFile file, String destination) implements FileArrival {}

    /** A file that cannot be read at all. */
    record Unreadable(ClaimedFile file, Reading.Unreadable reading, Event.FileRejected event, String destination)
            implements FileArrival {}
}
