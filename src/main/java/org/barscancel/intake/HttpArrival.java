package org.barscancel.intake;

import java.util.List;
import org.barscancel.cancellation.Event;
import org.barscancel.hl7.Hl7Header;
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
     * @param headers of HL7 v2, what the acknowledgements need, one a row; of any other format empty
     */
    record Taken(Arrival arrival, Reading.@Nullable Unreadable unreadable, List<Hl7Header> headers)
            implements HttpArrival {}

    /**
     * A CSV body that is on disk among the claimed files, and from now on goes the way of a file.
     *
     * @param opened the list it is; null when it cannot be read at all
     * @param unreadable why not
     */
    record Filed(Event.@Nullable BatchOpened opened, Reading.@Nullable Unreadable unreadable) implements HttpArrival {}

    /** A call whose body was not looked at; nothing is kept of it. */
    record Refused(Problem problem) implements HttpArrival {}
}
