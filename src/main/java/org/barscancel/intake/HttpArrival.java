package org.barscancel.intake;

import org.barscancel.problem.Problem;
import org.barscancel.request.Reading;
import org.jspecify.annotations.Nullable;

/** The body of an HTTP call, read. */
public sealed interface HttpArrival {
    /**
     * A body that goes through the door: what is wrong in it is refused there, kept and shown as on every other channel.
     *
     * @param arrival what it holds
     * @param unreadable why the body as a whole cannot be read; its arrival then holds one row that says so
     */
    record Taken(Arrival arrival, Reading.@Nullable Unreadable unreadable) implements HttpArrival {}

    /** A call whose body was not looked at; nothing is kept of it. */
    record Refused(Problem problem) implements HttpArrival {}
}
