package org.barscancel.console.page;

import org.barscancel.answer.CancellationResult;

/**
 * A cancellation as one line of a list.
 *
 * @param id the cancellation's own
 * @param appointment the appointment's id, or that it is not known
 * @param requester who asked
 * @param received when it came
 * @param provider how the appointment stands
 * @param registry how its pointer stands
 * @param problem what stopped it, in words; empty = nothing has
 * @param dryRun whether nothing of it is written
 */
record CancellationLine(
        String id,
        String appointment,
        String requester,
        String received,
        Tag provider,
        Tag registry,
        String problem,
        boolean dryRun) {
    static CancellationLine of(CancellationResult result) {
        String appointment = result.appointmentId();
        CancellationResult.Trouble trouble = result.problem();
        return new CancellationLine(
                result.cancellationId().toString(),
                appointment == null ? "not known yet" : appointment,
                Words.orNobody(result.source().requester()),
                Moments.exact(result.receivedAt()),
                Tag.of(result.outcome()),
                Tag.of(result.registry()),
                trouble == null ? "" : Words.problem(trouble.code().code()),
                result.isDryRun());
    }
}
