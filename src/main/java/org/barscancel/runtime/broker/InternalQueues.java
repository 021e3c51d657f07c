package org.barscancel.runtime.broker;

import java.util.List;
import org.barscancel.BarsSettings;

/** The queues that the program itself reads, and those that begin like them. No sender is answered on one. */
public final class InternalQueues {
    /** Artemis names a queue of an address so. */
    private static final String QUALIFIER = "::";

    private final List<String> names;

    /** @param queues their names, as they are set */
    public InternalQueues(BarsSettings.Queues queues) {
        this.names = List.of(
                queues.cancellations(),
                queues.requests(),
                queues.pointers(),
                queues.events(),
                queues.rejected(),
                queues.parked(),
                queues.held(),
                queues.dead(),
                queues.deliveries(),
                queues.undelivered());
    }

    List<String> names() {
        return names;
    }

    /** Whether a queue is one of them, also by its fully qualified name. */
    public boolean has(String queue) {
        String address = queue.split(QUALIFIER, 2)[0];
        return names.stream().anyMatch(name -> address.equals(name) || address.startsWith(name + "."));
    }
}
