package org.barscancel.runtime.notice;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.barscancel.NoticesSettings;
import org.barscancel.ledger.Notices;
import org.barscancel.ledger.Standing;
import org.barscancel.notice.Kind;
import org.barscancel.notice.Letter;
import org.barscancel.notice.LetterType;
import org.barscancel.notice.NoticeRules;
import org.barscancel.notice.Reason;
import org.barscancel.notice.Step;
import org.barscancel.notice.Trouble;

/**
 * One look at what needs a person: each instance keeps what it sees of its own in the ledger, and of all instances one decides
 * what is told. Used by one thread.
 */
final class NoticeLook {
    /** An instance that was not seen for so many looks, and for two minutes, is gone. */
    private static final int LOOKS = 4;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final UUID worker = UUID.randomUUID();
    private final NoticesSettings settings;
    private final OwnTroubles own;
    private final Standing standing;
    private final Notices notices;
    private final List<String> channels;
    private final NoticeRules rules;
    private final Clock clock;
    private final Instant watchingSince;

    NoticeLook(
            NoticesSettings settings,
            OwnTroubles own,
            Standing standing,
            Notices notices,
            List<String> channels,
            Clock clock) {
        this.settings = settings;
        this.own = own;
        this.standing = standing;
        this.notices = notices;
        this.channels = List.copyOf(channels);
        this.rules = new NoticeRules(settings.pausedAfter(), settings.overAfter(), settings.remindAfter());
        this.clock = clock;
        this.watchingSince = clock.instant();
    }

    /**
     * Looks.
     *
     * @return whether this instance is the one that sends
     */
    boolean look() {
        Instant now = clock.instant();
        notices.report(worker, own.look(now), now);
        if (!notices.takeOn(worker, now, patience())) {
            return false;
        }
        List<Trouble> seen = new ArrayList<>(notices.reported(now.minus(patience())));
        seen.addAll(inLedger(now));
        List<Step> steps = rules.after(notices.open(), Trouble.merged(seen), now, watchingSince);
        return notices.keep(worker, steps, letters(steps, now), now);
    }

    /** The program ends in order: another instance need not wait until this one is missed. */
    void leave() {
        notices.leave(worker);
    }

    private Duration patience() {
        Duration looks = settings.lookEvery().multipliedBy(LOOKS);
        return looks.compareTo(PATIENCE) > 0 ? looks : PATIENCE;
    }

    private List<Trouble> inLedger(Instant now) {
        List<Trouble> seen = new ArrayList<>();
        standing.needsPerson(now.minus(settings.rejectedWithin()))
                .forEach(one -> seen.add(
                        new Trouble(new Reason(Kind.of(one.outcome()), one.code()), one.since(), one.count())));
        for (Standing.Waiting waiting : standing.waiting()) {
            Instant oldest = waiting.oldest();
            if (oldest != null && oldest.plus(settings.waitingAfter()).isBefore(now)) {
                seen.add(new Trouble(new Reason(Kind.WAITING, waiting.leg()), oldest, waiting.count()));
            }
        }
        return seen;
    }

    private List<Letter> letters(List<Step> steps, Instant now) {
        List<Letter> letters = new ArrayList<>();
        for (Step step : steps) {
            LetterType type =
                    step instanceof Step.Tell tell ? tell.type() : step instanceof Step.Over ? LetterType.OVER : null;
            if (type != null) {
                channels.forEach(channel -> letters.add(Letter.of(channel, type, step.notice(), now)));
            }
        }
        return letters;
    }
}
