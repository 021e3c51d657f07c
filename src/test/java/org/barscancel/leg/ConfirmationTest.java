package org.barscancel.leg;

import static org.assertj.core.api.Assertions.assertThat;

import org.barscancel.request.CancellationRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfirmationTest {
    private final CancellationRequest request = Given.cancellation().request();

    @Test
    void isConfirmedByNoBody() {
        assertThat(Confirmation.ANSWER.confirms(Given.success(""), request)).isTrue();
    }

    @Test
    void isConfirmedByTheAppointmentWithTheStatusAskedFor() {
        assertThat(Confirmation.ANSWER.confirms(Given.appointment("cancelled"), request))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"information", "warning", "success"})
    void isConfirmedByAnOutcomeWithoutAnError(String severity) {
        assertThat(Confirmation.ANSWER.confirms(outcome(severity), request)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"error", "fatal"})
    void isNotConfirmedByAnOutcomeWithAnError(String severity) {
        assertThat(Confirmation.ANSWER.confirms(outcome(severity), request)).isFalse();
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
        assertThat(Confirmation.ANSWER.confirms(Given.success(body), request)).isFalse();
    }

    @Test
    void isNeverConfirmedByTheAnswerWhereAReadIsAskedFor() {
        assertThat(Confirmation.READ.confirms(Given.appointment("cancelled"), request))
                .isFalse();
    }

    @Test
    void isConfirmedByAnySuccessWhereThatIsAskedFor() {
        assertThat(Confirmation.OFF.confirms(Given.success("<html>OK</html>"), request))
                .isTrue();
    }

    private static org.barscancel.bars.Answer.Success outcome(String severity) {
        return Given.success("{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"" + severity + "\"}]}");
    }
}
