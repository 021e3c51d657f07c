package org.barscancel.notice;

import java.util.Arrays;
import org.barscancel.problem.ProblemCode;

/**
 * A trouble in plain words.
 *
 * @param what a sentence
 * @param nextAction what to do; empty when nothing is to be done
 * @param where to look: a call of this program, or a page of its documents
 */
public record Words(String what, String nextAction, String where) {
    private static final String RUNBOOK = "docs/operating.md, \"";

    /** Of a notice, as a letter of that type says it. */
    public static Words of(Notice notice, LetterType type) {
        return type == LetterType.OVER
                ? new Words(over(notice.reason()), "", where(notice.reason()))
                : new Words(what(notice.reason(), notice.count()), nextAction(notice.reason()), where(notice.reason()));
    }

    private static String what(Reason reason, long count) {
        String of = reason.of();
        return switch (reason.kind()) {
            case PARKED ->
                many(count, "cancellation is", "cancellations are") + " parked (" + of
                        + "). They do not go on until somebody replays them.";
            case REJECTED ->
                many(count, "request was", "requests were") + " rejected (" + of
                        + "). A person decides what becomes of them.";
            case WAITING ->
                many(count, "cancellation waits", "cancellations wait") + " for the " + of
                        + " leg, the oldest for longer than is allowed.";
            case PAUSED ->
                "The " + of + " is paused: it does not serve, or asks for fewer calls. What is for it waits.";
            case TOKEN -> "There is no token for the " + of + ", so it cannot be called.";
            case CERTIFICATE ->
                count <= 0
                        ? "A certificate of the TLS bundle " + of + " has expired, or does so within a day."
                        : "A certificate of the TLS bundle " + of + " expires in " + many(count, "day", "days") + ".";
            case DISK -> "There is little room on the disk of bars.home.";
            case DEAD ->
                many(count, "message", "messages") + " broke the program and lie on the dead queue."
                        + " Their cancellations are pending, and nobody else works on them.";
            case UNDELIVERED ->
                many(count, "result was", "results were") + " not taken by the receiver, and will not be sent again.";
        };
    }

    private static String over(Reason reason) {
        String of = reason.of();
        return switch (reason.kind()) {
            case PARKED -> "No cancellation is parked (" + of + ") any more.";
            case REJECTED -> "No request was rejected (" + of + ") any more for as long as is looked back.";
            case WAITING -> "No cancellation waits for the " + of + " leg longer than is allowed any more.";
            case PAUSED -> "The " + of + " is called again.";
            case TOKEN -> "There is a token for the " + of + " again, or it was not asked for since.";
            case CERTIFICATE -> "The certificates of the TLS bundle " + of + " are good for long enough again.";
            case DISK -> "There is enough room on the disk of bars.home again.";
            case DEAD -> "The dead queue is empty again.";
            case UNDELIVERED -> "No result lies undelivered any more.";
        };
    }

    private static String nextAction(Reason reason) {
        return switch (reason.kind()) {
            case PARKED, REJECTED -> advice(reason.of());
            case WAITING ->
                "Look whether the far side is paused. For appointments that are soon, have the clinic told: the slot still"
                        + " looks booked.";
            case PAUSED ->
                "Ask who operates it. Do not restart this program: it probes by itself and goes on, and nothing is lost.";
            case TOKEN -> "Look at the log, which says what the token endpoint answered, and at this machine's clock.";
            case CERTIFICATE ->
                "Put the new certificate into the file of the bundle; of our own, tell the far side first.";
            case DISK -> "Make room, but never in broker/ or ledger/: below 100 MB the embedded broker takes no more.";
            case DEAD -> "Do not delete them. Look at the log for the error, and report it.";
            case UNDELIVERED -> "Look at why the receiver refuses them; what they hold can be read by HTTP.";
        };
    }

    /** Of an instance that is newer there may be codes which this one does not know. */
    private static String advice(String code) {
        return Arrays.stream(ProblemCode.values())
                .filter(known -> known.code().equals(code))
                .findFirst()
                .map(ProblemCode::nextAction)
                .orElse("Look up what this problem means.");
    }

    private static String where(Reason reason) {
        return switch (reason.kind()) {
            case PARKED, REJECTED ->
                "GET /cancellations?problem=" + reason.of() + "; docs/errors.md, \"" + reason.of() + "\"";
            case WAITING -> "GET /cancellations?outcome=pending; " + RUNBOOK + "BarsCancelOldestWaiting\"";
            case PAUSED -> "GET /actuator/health; " + RUNBOOK + "BarsCancelCircuitOpen\"";
            case TOKEN -> RUNBOOK + "BarsCancelTokenFails\"";
            case CERTIFICATE -> RUNBOOK + "BarsCancelCertificateExpires\"";
            case DISK -> RUNBOOK + "BarsCancelDiskFull\"";
            case DEAD -> RUNBOOK + "BarsCancelDeadMessages\"";
            case UNDELIVERED -> "the queue bars.undelivered; docs/errors.md";
        };
    }

    private static String many(long count, String one, String several) {
        return count == 1 ? "1 " + one : count + " " + several;
    }
}
