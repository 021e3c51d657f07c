package org.barscancel.ledger;

import java.util.List;
import java.util.UUID;
import org.barscancel.cancellation.Event;
import org.jspecify.annotations.Nullable;

/**
 * What those who asked were told last. A request may run twice, when it comes again while it is under way; they are told
 * of its end once all the same, and once more when another end follows a failure.
 *
 * @param verdict the end as far as it is worth telling (see {@link History#verdict()}); null when nobody was told yet
 * @param by the event that brought it: when that one comes again, it is not known whether they were told
 */
record Telling(@Nullable String verdict, @Nullable UUID by) {
    static final Telling NONE = new Telling(null, null);

    /**
     * What they are told once these events are known, too.
     *
     * @param history all that is known now
     * @param fresh what was not known before of the same cancellation
     */
    Telling with(History history, List<? extends Event> fresh) {
        String now = history.verdict();
        return fresh.isEmpty() || now == null || now.equals(verdict)
                ? this
                : new Telling(now, fresh.get(fresh.size() - 1).eventId());
    }
}
