package org.barscancel.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.UUID;
import org.barscancel.answer.DeliveryVerdict.Again;
import org.barscancel.answer.DeliveryVerdict.Undelivered;
import org.barscancel.answer.ReceiverAnswer.Fault;
import org.barscancel.answer.ReceiverAnswer.NotNow;
import org.barscancel.leg.RetryPolicy;
import org.barscancel.problem.ProblemCode;
import org.junit.jupiter.api.Test;

class DeliveryRulesTest {
    private static final Instant NOW = Instant.parse("2026-11-30T08:00:00Z");
    private static final UUID ID = UUID.fromString("5f0c6a52-97bd-5d0e-9a4e-0f0f5a1b2c3d");
    private static final Delivery NEW = Delivery.first("callback.pas-1", ID, ID, "secret content");
    private static final NotNow DOWN = new NotNow("HTTP 503", Fault.UNAVAILABLE, null);

    private final DeliveryRules rules = rulesAt(NOW);

    @Test
    void whatIsTakenIsDelivered() {
        assertThat(rules.after(NEW, new ReceiverAnswer.Taken("HTTP 200")))
                .isEqualTo(new DeliveryVerdict.Delivered(NEW));
    }

    @Test
    void whatIsNotTakenIsSentAgainAfterAWhile() {
        Again again = (Again) rules.after(NEW, DOWN);

        assertThat(again.delay()).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
        assertThat(again.delivery().attempts()).isEqualTo(1);
        assertThat(again.delivery().firstAttemptAt()).isEqualTo(NOW);
        assertThat(again.delivery().deliveryId()).isEqualTo(ID);
        assertThat(again.why()).contains("HTTP 503").doesNotContain("secret");
    }

    @Test
    void theWaitGrows() {
        Again second = (Again) rules.after(((Again) rules.after(NEW, DOWN)).delivery(), DOWN);

        assertThat(second.delay()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    @Test
    void theWaitIsNoShorterThanTheReceiverAsks() {
        Again again = (Again) rules.after(NEW, new NotNow("HTTP 429", Fault.TOO_MANY, Duration.ofMinutes(3)));

        assertThat(again.delay()).isEqualTo(Duration.ofMinutes(3));
    }

    @Test
    void whatWasHeldBackIsNoAttempt() {
        Again again = (Again) rules.after(NEW, new ReceiverAnswer.HeldBack("paused", Duration.ofSeconds(9)));

        assertThat(again.delay()).isEqualTo(Duration.ofSeconds(9));
        assertThat(again.delivery()).isEqualTo(NEW);
    }

    @Test
    void whenTheTimeIsUpItIsSetAsideAndCanBeSentAnew() {
        Delivery tried = ((Again) rules.after(NEW, DOWN)).delivery();

        Undelivered undelivered =
                (Undelivered) rulesAt(NOW.plus(Duration.ofHours(24))).after(tried, DOWN);

        assertThat(undelivered.problem().code()).isEqualTo(ProblemCode.UNAVAILABLE);
        assertThat(undelivered.problem().message()).contains("2 attempts since 2026-11-30T08:00:00Z", "HTTP 503");
        assertThat(undelivered.delivery()).isEqualTo(NEW);
    }

    @Test
    void whatIsRefusedIsSetAsideAtOnce() {
        Undelivered undelivered = (Undelivered) rules.after(NEW, new ReceiverAnswer.Refused("HTTP 422"));

        assertThat(undelivered.problem().code()).isEqualTo(ProblemCode.REFUSED);
        assertThat(undelivered.problem().message()).contains("HTTP 422");
    }

    @Test
    void theIdIsOfReceiverAndResult() {
        assertThat(Delivery.id("a", "x"))
                .isEqualTo(Delivery.id("a", "x"))
                .isNotEqualTo(Delivery.id("b", "x"))
                .isNotEqualTo(Delivery.id("a", "y"));
    }

    @Test
    void aDeliveryDoesNotShowItsContent() {
        assertThat(NEW.toString()).contains(ID.toString(), "callback.pas-1").doesNotContain("secret");
    }

    private static DeliveryRules rulesAt(Instant now) {
        return new DeliveryRules(
                new RetryPolicy(Duration.ofSeconds(1), 2, Duration.ofMinutes(5), Duration.ofHours(24), new Random(1)),
                Clock.fixed(now, ZoneOffset.UTC));
    }
}
