package org.barscancel.console.page;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.barscancel.access.Caller;
import org.barscancel.ledger.LedgerOverview;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Finds the group that a form is about, of those that the caller may see. */
@Component
class StoppedGroups {
    private final LedgerOverview overview;
    private final Clock clock;

    StoppedGroups(LedgerOverview overview, Clock clock) {
        this.overview = overview;
        this.clock = clock;
    }

    /**
     * The group.
     *
     * @param problem the reason's code
     * @param leg {@code provider} or {@code registry}
     * @throws NotShown when nothing of it is left
     */
    Overview.Group find(String problem, String leg, HttpServletRequest call) {
        return overview.stopped(Caller.of(call).requester()).stream()
                .filter(one -> one.code().equals(problem) && one.leg().equals(leg))
                .map(one -> Overview.Group.of(one, clock.instant()))
                .findFirst()
                .orElseThrow(StoppedGroups::gone);
    }

    /** What the interface is asked for: those of the caller's requester, if it is of one. */
    static Replaying.Group asked(String problem, String leg, HttpServletRequest call) {
        return new Replaying.Group(problem, leg, Caller.of(call).requester());
    }

    static NotShown gone() {
        return new NotShown(
                HttpStatus.NOT_FOUND,
                "None of this group is left: somebody may have dealt with it already.",
                "Look at what needs attention now.");
    }
}
