package org.barscancel.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LotteryTest {
    @Test
    void dependsOnNothingButItsTicket() {
        assertThat(Lottery.draw(1, "f", "PUT Appointment/a?", 1))
                .isEqualTo(Lottery.draw(1, "f", "PUT Appointment/a?", 1))
                .isNotEqualTo(Lottery.draw(2, "f", "PUT Appointment/a?", 1))
                .isNotEqualTo(Lottery.draw(1, "g", "PUT Appointment/a?", 1))
                .isNotEqualTo(Lottery.draw(1, "f", "PUT Appointment/b?", 1))
                .isNotEqualTo(Lottery.draw(1, "f", "PUT Appointment/a?", 2));
    }

    @Test
    void isEvenlySpread() {
        double[] draws = IntStream.range(0, 10_000)
                .mapToDouble(number -> Lottery.draw(7, "f", "GET Appointment/" + number, 1))
                .toArray();

        assertThat(Arrays.stream(draws).boxed()).allMatch(draw -> draw >= 0 && draw < 1);
        assertThat(IntStream.range(0, draws.length)
                        .filter(number -> draws[number] < 0.05)
                        .count())
                .isBetween(400L, 600L);
    }
}
