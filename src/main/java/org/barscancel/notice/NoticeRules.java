package org.barscancel.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * When a person is told. A trouble is told once it has lasted, reminded of while it lasts, and told to be over once it was not
 * seen for a while: what comes and goes within that while is one trouble. A program that has just started sees nothing yet of what
 * it knew before, so the while does not begin before it watches.
 */
public final class NoticeRules {
    private final Duration pausedAfter;
    private final Duration overAfter;
    private final Duration remindAfter;

    /**
     * Sets up the rules.
     *
     * @param pausedAfter a pause that lasts less is not told
     * @param overAfter not seen for so long is over
     * @param remindAfter time between two letters while it lasts; zero = no reminders
     */
    public NoticeRules(Duration pausedAfter, Duration overAfter, Duration remindAfter) {
        this.pausedAfter = pausedAfter;
        this.overAfter = overAfter;
        this.remindAfter = remindAfter;
    }

    /**
     * What follows from a look.
     *
     * @param known notices that are open
     * @param seen what was seen, by the code of its reason
     * @param now the time of the look
     * @param watchingSince when this program began to look
     */
    public List<Step> after(List<Notice> known, Map<String, Trouble> seen, Instant now, Instant watchingSince) {
        List<Step> steps = new ArrayList<>();
        Map<String, Trouble> unknown = new TreeMap<>(seen);
        for (Notice notice : known) {
            Trouble trouble = unknown.remove(notice.reason().code());
            steps.add(trouble == null ? gone(notice, now, watchingSince) : lasting(notice, trouble, now));
        }
        unknown.values().forEach(trouble -> steps.add(lasting(null, trouble, now)));
        return steps;
    }

    private Step lasting(@Nullable Notice known, Trouble seen, Instant now) {
        Instant since = known != null && known.since().isBefore(seen.since()) ? known.since() : seen.since();
        Instant toldAt = known == null ? null : known.toldAt();
        Notice notice = new Notice(seen.reason(), since, now, seen.count(), toldAt);
        if (toldAt == null) {
            boolean lasts = seen.reason().kind() != Kind.PAUSED
                    || !since.plus(pausedAfter).isAfter(now);
            return lasts ? new Step.Tell(notice.told(now), LetterType.BEGAN) : new Step.Keep(notice);
        }
        return !remindAfter.isZero() && !toldAt.plus(remindAfter).isAfter(now)
                ? new Step.Tell(notice.told(now), LetterType.REMINDER)
                : new Step.Keep(notice);
    }

    private Step gone(Notice notice, Instant now, Instant watchingSince) {
        Instant from = notice.seenAt().isBefore(watchingSince) ? watchingSince : notice.seenAt();
        if (from.plus(overAfter).isAfter(now)) {
            return new Step.Keep(notice);
        }
        return notice.toldAt() == null ? new Step.Forget(notice) : new Step.Over(notice);
    }
}
