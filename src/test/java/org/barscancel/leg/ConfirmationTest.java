package org.barscancel.leg;

import static org.assertj.core.api.Assertions.assertThat;

import org.barscancel.cancellation.Cancellation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfirmationTest {
    private final Cancellation cancellation = Given.cancellation();

    @Test
    void isConfirmedByNoBody() {
        assertThat(Confirmation.ANSWER.confirms(Given.success(""), cancellation))
                .isTrue();
    }

    @Test
    void isConfirmedByTheAppointmentWithTheStatusAskedFor() {
        assertThat(Confirmation.ANSWER.confirms(Given.appointment("cancelled"), cancellation))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"information", "warning", "success"})
    void isConfirmedByAnOutcomeWithoutAnError(String severity) {
        assertThat(Confirmation.ANSWER.confirms(outcome(severity), cancellation))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"error", "fatal"})
    void isNotConfirmedByAnOutcomeWithAnError(String severity) {
        assertThat(Confirmation.ANSWER.confirms(outcome(severity), cancellation))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"resourceType\":\"Appointment\",\"id\":\"a1\",\"status\":\"booked\"}",
                "{\"resourceType\":\"Appointment\",\"id\":\"another\",\"status\":\"cancelled\"}",
                "{\"resourceType\":\"Bundle\"}",
                "{}",
                "null",
                " ",
                "<html>OK</html>"
            })
    void isNotConfirmedByAnythingElse(String body) {
        assertThat(Confirmation.ANSWER.confirms(Given.success(body), cancellation))
                .isFalse();
    }

    @Test
    void isNeverConfirmedByTheAnswerWhereAReadIsAskedFor() {
        assertThat(Confirmation.READ.confirms(Given.appointment("cancelled"), cancellation))
                .isFalse();
    }

    @Test
    void isConfirmedByAnySuccessWhereThatIsAskedFor() {
        assertThat(Confirmation.OFF.confirms(Given.success("<html>OK</html>"), cancellation))
                .isTrue();
    }

    private static org.barscancel.bars.Answer.Success outcome(String severity) {
        return Given.success("{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"" + severity + "\"}]}");
    }
}
