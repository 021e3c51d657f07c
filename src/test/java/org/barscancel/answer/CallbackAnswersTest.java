package org.barscancel.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.barscancel.answer.ReceiverAnswer.Fault;
import org.barscancel.answer.ReceiverAnswer.NotNow;
import org.barscancel.bars.Received;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackAnswersTest {
    private final CallbackAnswers answers =
            new CallbackAnswers(Clock.fixed(Instant.parse("2026-11-30T08:00:00Z"), ZoneOffset.UTC));

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 299})
    void everySuccessIsTaken(int status) {
        assertThat(status(status)).isEqualTo(new ReceiverAnswer.Taken("HTTP " + status));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 410, 413, 415, 422})
    void whatWillNotTakeThisResultRefuses(int status) {
        assertThat(status(status)).isEqualTo(new ReceiverAnswer.Refused("HTTP " + status));
    }

    /** Somebody may mend these while the result waits. */
    @ParameterizedTest
    @CsvSource({
        "301, NONE",
        "302, NONE",
        "307, NONE",
        "401, NONE",
        "403, NONE",
        "404, NONE",
        "405, NONE",
        "409, NONE",
        "408, UNAVAILABLE",
        "500, UNAVAILABLE",
        "502, UNAVAILABLE",
        "503, UNAVAILABLE",
        "429, TOO_MANY",
        "0, NONE",
        "100, NONE"
    })
    void everyOtherStatusIsTriedAgain(int status, Fault fault) {
        assertThat(status(status)).isEqualTo(new NotNow("HTTP " + status, fault, null));
    }

    @Test
    void aReceiverMayAskForTime() {
        assertThat(answers.judge(new Received.Response(503, Map.of("retry-after", List.of("7")), new byte[0])))
                .isEqualTo(new NotNow("HTTP 503", Fault.UNAVAILABLE, Duration.ofSeconds(7)));
    }

    @ParameterizedTest
    @CsvSource({"NOT_SENT, NO_CONNECTION", "TIMED_OUT, NO_ANSWER", "LOST, NO_ANSWER", "TOO_LARGE, NO_ANSWER"})
    void noAnswerIsTriedAgain(Received.Kind kind, Fault fault) {
        assertThat(answers.judge(new Received.Failed(kind)))
                .isInstanceOfSatisfying(
                        NotNow.class, answer -> assertThat(answer.fault()).isEqualTo(fault));
    }

    @Test
    void whatWasHeldBackWasNotSent() {
        assertThat(answers.judge(new Received.HeldBack("paused", Duration.ofSeconds(3))))
                .isEqualTo(new ReceiverAnswer.HeldBack("paused", Duration.ofSeconds(3)));
    }

    private ReceiverAnswer status(int status) {
        return answers.judge(new Received.Response(status, Map.of(), new byte[0]));
    }
}
