package org.barscancel.bars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.barscancel.bars.Given.utf8;

import java.util.Set;
import org.barscancel.cancellation.Cancellation;
import org.junit.jupiter.api.Test;

class CallIdsTest {
    private static final Cancellation CANCELLATION = Given.cancellation();

    @Test
    void aReadGetsAFreshIdEachTime() {
        assertThat(CallIds.read()).isNotEqualTo(CallIds.read());
    }

    @Test
    void aRetriedWriteKeepsItsId() {
        assertThat(CallIds.write(CANCELLATION, "PUT", "Appointment/a1", utf8("{}")))
                .isEqualTo(CallIds.write(Given.cancellation(), "PUT", "Appointment/a1", utf8("{}")));
    }

    @Test
    void anotherMessageHasAnotherId() {
        assertThat(Set.of(
                        CallIds.write(CANCELLATION, "PUT", "Appointment/a1", utf8("{}")),
                        CallIds.write(CANCELLATION, "PUT", "Appointment/a1", utf8("{ }")),
                        CallIds.write(CANCELLATION, "PUT", "Appointment/a2", utf8("{}")),
                        CallIds.write(CANCELLATION, "DELETE", "Appointment/a1", utf8("{}")),
                        CallIds.write(CANCELLATION, "PUT", "Appointment/a1", null),
                        CallIds.write(CANCELLATION.nextGeneration(), "PUT", "Appointment/a1", utf8("{}"))))
                .hasSize(6);
    }
}
