package org.barscancel.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.barscancel.notice.Kind;
import org.barscancel.notice.Letter;
import org.barscancel.notice.LetterType;
import org.barscancel.notice.Notice;
import org.barscancel.notice.Reason;
import org.barscancel.notice.Step;
import org.barscancel.notice.Trouble;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What several instances keep of notices in one database. */
abstract class NoticesContract {
    private static final Instant NOW = Instant.parse("2026-11-30T08:00:00Z");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Reason PARKED = new Reason(Kind.PARKED, "unavailable");
    private static final Notice TOLD = new Notice(PARKED, NOW.minusSeconds(5), NOW, 3, NOW);
    private static final UUID ONE = UUID.randomUUID();
    private static final UUID OTHER = UUID.randomUUID();

    @RegisterExtension
    final EmptyDatabase database = new EmptyDatabase();

    private Notices notices;

    abstract DataSource emptyDatabase();

    @BeforeEach
    void migrate() {
        DataSource source = emptyDatabase();
        Flyway.configure()
                .locations(Ledger.MIGRATIONS)
                .dataSource(source)
                .load()
                .migrate();
        notices = new Notices(source);
    }

    @Test
    void oneInstanceSendsUntilItIsGone() {
        assertThat(notices.takeOn(ONE, NOW, PATIENCE)).isTrue();
        assertThat(notices.takeOn(OTHER, NOW.plusSeconds(60), PATIENCE)).isFalse();
        assertThat(notices.takeOn(ONE, NOW.plusSeconds(60), PATIENCE)).isTrue();
        assertThat(notices.takeOn(OTHER, NOW.plusSeconds(181), PATIENCE)).isTrue();
        assertThat(notices.takeOn(ONE, NOW.plusSeconds(182), PATIENCE)).isFalse();
    }

    @Test
    void oneThatEndsInOrderNeedNotBeMissed() {
        notices.takeOn(ONE, NOW, PATIENCE);
        notices.report(ONE, List.of(new Trouble(PARKED, NOW, 1)), NOW);
        notices.leave(ONE);

        assertThat(notices.reported(NOW)).isEmpty();
        assertThat(notices.takeOn(OTHER, NOW.plusSeconds(1), PATIENCE)).isTrue();
    }

    @Test
    void oneThatWasTakenForGoneKeepsNothing() {
        notices.takeOn(ONE, NOW, PATIENCE);
        notices.takeOn(OTHER, NOW.plusSeconds(600), PATIENCE);

        assertThat(notices.keep(ONE, began(), List.of(letter(LetterType.BEGAN, NOW)), NOW.plusSeconds(601)))
                .isFalse();
        assertThat(notices.open()).isEmpty();
        assertThat(notices.due("mail", NOW.plusSeconds(700))).isEmpty();
    }

    @Test
    void whatWasKeptIsThereForTheNextRun() {
        notices.takeOn(ONE, NOW, PATIENCE);
        assertThat(notices.keep(ONE, began(), List.of(letter(LetterType.BEGAN, NOW)), NOW))
                .isTrue();

        assertThat(notices.open()).containsExactly(TOLD);
        notices.keep(ONE, List.of(new Step.Over(TOLD)), List.of(), NOW);
        assertThat(notices.open()).isEmpty();
    }

    @Test
    void aLetterIsTakenByOneAndComesAgainUnlessItWasSent() {
        Letter letter = written(LetterType.BEGAN, NOW);

        assertThat(notices.take(letter, NOW.plusSeconds(30))).isTrue();
        assertThat(notices.take(letter, NOW.plusSeconds(30))).isFalse();
        assertThat(notices.due("mail", NOW.plusSeconds(29))).isEmpty();
        Letter again = notices.due("mail", NOW.plusSeconds(30)).get(0);
        assertThat(again.letterId()).isEqualTo(letter.letterId());
        assertThat(again.words()).isEqualTo(letter.words());
        assertThat(again.attempts()).isEqualTo(1);
        notices.sent(again);
        assertThat(notices.due("mail", NOW.plusSeconds(999))).isEmpty();
    }

    @Test
    void anEndIsNotSentBeforeItsBeginning() {
        Letter began = written(LetterType.BEGAN, NOW);
        written(LetterType.OVER, NOW.plusSeconds(10));
        notices.take(began, NOW.plusSeconds(60));

        assertThat(notices.due("mail", NOW.plusSeconds(30))).isEmpty();
        notices.sent(began);
        assertThat(notices.due("mail", NOW.plusSeconds(30)))
                .extracting(Letter::type)
                .containsExactly(LetterType.OVER);
        assertThat(notices.due("webhook", NOW.plusSeconds(30))).isEmpty();
    }

    @Test
    void whatNobodyCouldBeSentIsGivenUpInTheEnd() {
        written(LetterType.BEGAN, NOW);

        assertThat(notices.giveUp(NOW)).isZero();
        assertThat(notices.giveUp(NOW.plusSeconds(1))).isOne();
    }

    @Test
    void eachInstanceReportsWhatItSeesAndOneThatIsGoneIsForgotten() {
        Trouble paused = new Trouble(new Reason(Kind.PAUSED, "provider"), NOW.minusSeconds(60), 1);
        Trouble disk = new Trouble(new Reason(Kind.DISK, ""), NOW, 1);
        notices.report(ONE, List.of(paused, disk), NOW);
        notices.report(OTHER, List.of(paused), NOW.plusSeconds(90));
        notices.report(ONE, List.of(disk), NOW.plusSeconds(30));

        assertThat(notices.reported(NOW)).containsExactlyInAnyOrder(disk, paused);
        assertThat(notices.reported(NOW.plusSeconds(60))).containsExactly(paused);
    }

    private Letter written(LetterType type, Instant at) {
        notices.takeOn(ONE, at, PATIENCE);
        notices.keep(ONE, began(), List.of(letter(type, at)), at);
        return notices.due("mail", at).stream()
                .filter(one -> one.type() == type)
                .findFirst()
                .orElse(letter(type, at));
    }

    private static List<Step> began() {
        return List.of(new Step.Tell(TOLD, LetterType.BEGAN));
    }

    private static Letter letter(LetterType type, Instant at) {
        return Letter.of("mail", type, TOLD, at);
    }
}
