package org.barscancel.simulator;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class HoldingTest {
    private static final long LONG = 60_000;

    private final Holding holding = new Holding();

    @Test
    void holdsNobodyAnyMoreOnceItIsClosed() {
        holding.close();
        holding.release();

        assertThatIOException().isThrownBy(() -> Holding.hold(holding.gate(), LONG));
    }

    /** A call is struck, and handled, before it is held back. */
    @Test
    void missesNoReleaseBetweenTheArrivalOfACallAndItsWait() {
        CountDownLatch gate = holding.gate();
        holding.release();

        assertThatIOException().isThrownBy(() -> Holding.hold(gate, LONG));
    }

    @Test
    void letsATimeRunOut() {
        assertThatCode(() -> Holding.hold(holding.gate(), 1)).doesNotThrowAnyException();
        assertThatCode(() -> Holding.hold(holding.gate(), 0)).doesNotThrowAnyException();
    }
}
