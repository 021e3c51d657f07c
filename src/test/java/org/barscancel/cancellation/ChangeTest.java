package org.barscancel.cancellation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChangeTest {
    @Test
    void showsNoNhsNumberThatStandsInAReason() {
        Change change = new Change("reasonCode[0].text", null, "For 999 000 0018 of ward 3, call 0123456780");

        assertThat(change.to()).isEqualTo("For [removed] of ward 3, call 0123456780");
    }

    @Test
    void showsNoMoreThanAPersonReadsAndNoControlCharacters() {
        assertThat(new Change("a", "x".repeat(250), "x".repeat(251)).from()).hasSize(250);
        assertThat(new Change("a", "x".repeat(250), "x".repeat(251)).to())
                .hasSize(250)
                .endsWith("x…");
        assertThat(new Change("a", "one\r\n\u001btwo", "x".repeat(248) + "😀".repeat(9)))
                .isEqualTo(new Change("a", "one two", "x".repeat(248) + "…"));
    }
}
