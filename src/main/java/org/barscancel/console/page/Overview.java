package org.barscancel.console.page;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.barscancel.ledger.LedgerOverview;
import org.barscancel.ledger.Standing;

/**
 * What the first page shows in figures.
 *
 * @param came requests of the last hour
 * @param settled cancellations that ended well in the last hour
 * @param waiting how much each leg has not ended
 * @param needs what needs a person
 */
record Overview(String came, String settled, List<Waiting> waiting, List<Group> needs) {
    /**
     * What waits in a leg.
     *
     * @param leg in words
     * @param count how many
     * @param oldest how long the oldest has waited; empty = none waits
     */
    record Waiting(String leg, String count, String oldest) {}

    /**
     * Cancellations that stopped for the same reason.
     *
     * @param title the reason in words
     * @param leg in words
     * @param legCode as the interface names it
     * @param code of the problem
     * @param outcome as the interface names it
     * @param tag how they stand
     * @param count how many
     * @param oldest how long ago the first of them came; empty = not known
     * @param nextAction what to do
     * @param replayable whether running them again can help: what was refused as it came cannot
     */
    record Group(
            String title,
            String leg,
            String legCode,
            String code,
            String outcome,
            Tag tag,
            long count,
            String oldest,
            String nextAction,
            boolean replayable) {
        static Group of(LedgerOverview.Stopped stopped, Instant now) {
            return new Group(
                    Words.problem(stopped.code()),
                    Words.leg(stopped.leg()),
                    stopped.leg(),
                    stopped.code(),
                    stopped.outcome(),
                    Tag.ofStopped(stopped.outcome()),
                    stopped.count(),
                    stopped.oldest() == null ? "" : Moments.span(Duration.between(stopped.oldest(), now)),
                    stopped.nextAction(),
                    !org.barscancel.problem.ProblemCode.of(stopped.code()).isOfTheInput());
        }

        /** Which cancellations these are: the parameter by which they are searched for. */
        public String parameter() {
            return "registry".equals(legCode) ? "registry" : "outcome";
        }
    }

    static Overview of(
            LedgerOverview.Pace pace,
            List<Standing.Waiting> waiting,
            List<LedgerOverview.Stopped> stopped,
            Instant now) {
        return new Overview(
                String.format(java.util.Locale.UK, "%,d", pace.came()),
                String.format(java.util.Locale.UK, "%,d", pace.settled()),
                waiting.stream().map(one -> waiting(one, now)).toList(),
                stopped.stream().map(one -> Group.of(one, now)).toList());
    }

    private static Waiting waiting(Standing.Waiting waiting, Instant now) {
        return new Waiting(
                Words.leg(waiting.leg()),
                String.format(java.util.Locale.UK, "%,d", waiting.count()),
                waiting.oldest() == null ? "" : Moments.span(Duration.between(waiting.oldest(), now)));
    }
}
