package org.barscancel.leg;

import org.barscancel.bars.Answer;
import org.barscancel.cancellation.Cancellation;
import org.barscancel.registry.PointerDecision;
import org.barscancel.registry.PointerRules;

/** What an answer about one pointer means for this pointer. What it means for the leg is said by all of them together. */
final class PointerAnswers {
    private PointerAnswers() {}

    /** To reading it again: whether it is ours, and what is done to it by these rules (R14). */
    static PointerStep toRead(PointerStep.Read read, PointerRules rules, Answer answer) {
        if (answer instanceof Answer.Absent) {
            return new PointerStep.Absent(read.pointerId());
        }
        if (!(answer instanceof Answer.Success success)) {
            // A read changes nothing that could have been received before.
            return new PointerStep.Open(
                    read.pointerId(),
                    answer instanceof Answer.Duplicate duplicate
                            ? new Answer.Unavailable(duplicate.what(), null)
                            : answer,
                    false);
        }
        Cancellation cancellation = read.cancellation();
        PointerDecision decision = rules.check(
                success.body(),
                read.pointerId(),
                cancellation.appointmentId(),
                read.nhsNumber(),
                cancellation.request().status());
        boolean ours = decision instanceof PointerDecision.Delete || decision instanceof PointerDecision.Update;
        if (ours && cancellation.isDryRun()) {
            return new PointerStep.Spared(read.pointerId());
        }
        if (decision instanceof PointerDecision.Delete) {
            return new PointerStep.Delete(cancellation, read.pointerId());
        }
        if (decision instanceof PointerDecision.Update update) {
            return new PointerStep.Update(
                    cancellation,
                    read.pointerId(),
                    update.body(),
                    success.etag() != null ? success.etag() : update.ifMatch());
        }
        if (decision instanceof PointerDecision.NotOurs notOurs) {
            return new PointerStep.Kept(read.pointerId(), notOurs.problem());
        }
        if (decision instanceof PointerDecision.NoCustodian noCustodian) {
            return new PointerStep.Kept(read.pointerId(), noCustodian.problem());
        }
        if (decision instanceof PointerDecision.Unreadable unreadable) {
            return new PointerStep.Open(read.pointerId(), new Answer.Invalid(unreadable.why()), false);
        }
        return new PointerStep.Absent(read.pointerId());
    }

    /** To its removal. */
    static PointerStep toRemoval(String pointerId, Answer answer) {
        if (answer instanceof Answer.Success) {
            return new PointerStep.Removed(pointerId);
        }
        if (answer instanceof Answer.Absent) {
            return new PointerStep.Absent(pointerId);
        }
        // As for the provider: an error of the server's does not say that nothing was done.
        boolean mayBeRemoved = answer instanceof Answer.MaybeApplied
                || answer instanceof Answer.Unavailable
                || answer instanceof Answer.Duplicate;
        return new PointerStep.Open(pointerId, answer, mayBeRemoved);
    }
}
