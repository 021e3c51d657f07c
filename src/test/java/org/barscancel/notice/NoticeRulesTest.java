package org.barscancel.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When a person hears of what needs one. */
class NoticeRulesTest {
    private static final Instant EIGHT = Instant.parse("2026-11-30T08:00:00Z");
    private static final Reason PARKED = new Reason(Kind.PARKED, "unavailable");
    private static final Reason PAUSED = new Reason(Kind.PAUSED, "provider");

    private final NoticeRules rules =
            new NoticeRules(Duration.ofMinutes(5), Duration.ofMinutes(10), Duration.ofHours(24));
    private List<Notice> open = List.of();
    private Instant watchingSince = EIGHT.minusSeconds(3600);

    @Test
    void whatIsParkedIsToldAtOnceAndOnce() {
        assertThat(told(0, PARKED)).containsExactly("began parked.unavailable");
        assertThat(told(1, PARKED)).isEmpty();
        assertThat(told(23 * 60, PARKED)).isEmpty();
    }

    @Test
    void aPauseIsToldWhenItHasLasted() {
        assertThat(told(0, PAUSED)).isEmpty();
        assertThat(told(4, PAUSED)).isEmpty();
        assertThat(told(5, PAUSED)).containsExactly("began paused.provider");
    }

    @Test
    void aPauseThatWasShortIsNeverTold() {
        told(0, PAUSED);
        assertThat(told(11)).isEmpty();
        assertThat(open).isEmpty();
    }

    @Test
    void whatLastsIsRememberedOnceADay() {
        told(0, PARKED);
        assertThat(told(24 * 60, PARKED)).containsExactly("reminder parked.unavailable");
        assertThat(told(25 * 60, PARKED)).isEmpty();
        assertThat(told(48 * 60, PARKED)).containsExactly("reminder parked.unavailable");
    }

    @Test
    void noReminderWhereNoneIsWanted() {
        NoticeRules without = new NoticeRules(Duration.ZERO, Duration.ofMinutes(10), Duration.ZERO);
        Notice notice = new Notice(PARKED, EIGHT, EIGHT, 1, EIGHT);

        assertThat(without.after(List.of(notice), seen(PARKED), EIGHT.plus(Duration.ofDays(9)), EIGHT))
                .hasOnlyElementsOfType(Step.Keep.class);
    }

    @Test
    void theEndIsToldOnceWhenItWasNotSeenForAWhile() {
        told(0, PARKED);
        assertThat(told(9)).isEmpty();
        assertThat(told(10)).containsExactly("over parked.unavailable");
        assertThat(told(11)).isEmpty();
    }

    @Test
    void whatComesAndGoesIsOneTrouble() {
        told(0, PARKED);
        told(8);
        assertThat(told(9, PARKED)).isEmpty();
        assertThat(told(18)).isEmpty();
        assertThat(told(19)).containsExactly("over parked.unavailable");
    }

    /** A program that was down for an hour, and begins with every circuit closed. */
    @Test
    void aProgramThatHasJustStartedTakesNothingForOver() {
        told(0, PAUSED);
        told(6, PAUSED);
        watchingSince = EIGHT.plus(Duration.ofMinutes(66));

        assertThat(told(66)).isEmpty();
        assertThat(told(70, PAUSED)).isEmpty();
        assertThat(told(80)).containsExactly("over paused.provider");
    }

    @Test
    void severalReasonsAreToldEachForItself() {
        assertThat(told(0, PARKED, new Reason(Kind.REJECTED, "not-found")))
                .containsExactlyInAnyOrder("began parked.unavailable", "began rejected.not-found");
    }

    @Test
    void aTroubleBeganWhenItWasFirstSeenByAnybody() {
        Trouble early = new Trouble(PAUSED, EIGHT, 1);
        Trouble late = new Trouble(PAUSED, EIGHT.plusSeconds(60), 3);

        assertThat(Trouble.merged(List.of(late, early)))
                .containsOnly(Map.entry("paused.provider", new Trouble(PAUSED, EIGHT, 3)));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyKindSaysWhatToDoAndWhereToLook(Kind kind) {
        Reason reason = new Reason(kind, kind == Kind.PARKED || kind == Kind.REJECTED ? "not-found" : "provider");
        Notice notice = new Notice(reason, EIGHT, EIGHT, 2, EIGHT);

        assertThat(Reason.parse(reason.code())).isEqualTo(reason);
        assertThat(Words.of(notice, LetterType.BEGAN).what()).endsWith(".");
        assertThat(Words.of(notice, LetterType.BEGAN).nextAction()).endsWith(".");
        assertThat(Words.of(notice, LetterType.BEGAN).where()).isNotBlank();
        assertThat(Words.of(notice, LetterType.OVER).what())
                .endsWith(".")
                .isNotEqualTo(Words.of(notice, LetterType.BEGAN).what());
    }

    /** What is told at a look so many minutes after eight that sees these. */
    private List<String> told(int minutes, Reason... reasons) {
        List<String> told = new ArrayList<>();
        List<Notice> next = new ArrayList<>();
        rules.after(open, seen(reasons), EIGHT.plus(Duration.ofMinutes(minutes)), watchingSince)
                .forEach(step -> {
                    if (step instanceof Step.Tell tell) {
                        told.add(tell.type().code() + " "
                                + tell.notice().reason().code());
                        next.add(tell.notice());
                    } else if (step instanceof Step.Keep keep) {
                        next.add(keep.notice());
                    } else if (step instanceof Step.Over over) {
                        told.add("over " + over.notice().reason().code());
                    }
                });
        open = next;
        return told;
    }

    private static Map<String, Trouble> seen(Reason... reasons) {
        return Trouble.merged(
                Stream.of(reasons).map(reason -> new Trouble(reason, EIGHT, 1)).toList());
    }
}
