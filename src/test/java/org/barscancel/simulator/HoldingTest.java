package org.barscancel.simulator;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIOException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class HoldingTest {
    private static final long LONG = 60_000;

    private final Holding holding = new Holding();

    @Test
    void holdsNobodyAnyMoreOnceItIsClosed() {
        holding.close();

        assertThatIOException().isThrownBy(() -> holding.hold(LONG));
    }

    @Test
    void letsATimeRunOut() {
        assertThatCode(() -> holding.hold(1)).doesNotThrowAnyException();
        assertThatCode(() -> holding.hold(0)).doesNotThrowAnyException();
    }
}
