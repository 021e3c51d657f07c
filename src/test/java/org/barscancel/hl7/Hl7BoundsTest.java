package org.barscancel.hl7;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.barscancel.hl7.Given.MSH;
import static org.barscancel.hl7.Given.PID;
import static org.barscancel.hl7.Given.SCH;
import static org.barscancel.hl7.Given.invalid;
import static org.barscancel.hl7.Given.messages;
import static org.barscancel.hl7.Given.request;
import static org.barscancel.hl7.Given.usual;

import java.time.ZoneId;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.barscancel.hl7.Given.Settings;
import org.barscancel.problem.Problem;
import org.barscancel.problem.ProblemCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Inputs that would take the time or memory of a reader that takes everything apart. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class Hl7BoundsTest {
    private static final int MEGABYTE = 1024 * 1024;
    private static final Hl7Feed CHECKED = Settings.usual().times(new TimeRule(ZoneId.of("Europe/London"), true));

    @Test
    void doesNotReadAnInputThatIsTooLarge() {
        Hl7Reading reading = new Hl7Reader(100).read((MSH + SCH + PID).getBytes(UTF_8), usual(), Given.NOW);

        Problem problem = ((Hl7Reading.Unreadable) reading).problem();
        assertThat(problem.code()).isEqualTo(ProblemCode.TOO_LARGE);
        assertThat(problem.message()).endsWith("at most 100 are read.");
    }

    @Test
    void doesNotReadMoreMessagesThanItMay() {
        byte[] input = (MSH + "\r").repeat(Hl7Reader.MOST_MESSAGES + 1).getBytes(UTF_8);

        Problem problem = ((Hl7Reading.Unreadable) Given.read(input, usual())).problem();

        assertThat(problem.code()).isEqualTo(ProblemCode.TOO_LARGE);
        assertThat(problem.message()).isEqualTo("The input holds 10001 messages; at most 10000 are read.");
    }

    @Test
    void readsAsManyMessagesAsItMay() {
        assertThat(messages((MSH + SCH).repeat(Hl7Reader.MOST_MESSAGES), usual()))
                .hasSize(Hl7Reader.MOST_MESSAGES);
    }

    @Test
    void readsPastManySegments() {
        String others =
                IntStream.range(0, 100_000).mapToObj(i -> "OBX|" + i + "|x\r").collect(Collectors.joining());
        String notes = "NTE|1||word\r".repeat(100_000);

        assertThat(request(MSH + others + SCH + PID, usual()).nhsNumber()).isNotNull();
        assertThat(request(
                                MSH + SCH + notes + PID,
                                Settings.usual().reason(new ReasonRule(ReasonRule.Place.NTE_3, Map.of())))
                        .reason()
                        .text())
                .hasSize(1000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"|", "~", "^", "&", "\\", "|a", "~a", "^a", "&a", "\\X", "\\T\\", "a"})
    void readsPastHugeFields(String part) {
        String huge = part.repeat(MEGABYTE / part.length());

        assertThat(request(MSH + "SCH|A-1|" + huge + "\rPID|1||" + huge + "\rZZZ|" + huge + "\r", usual())
                        .appointmentId())
                .isEqualTo("A-1");
        assertThat(messages(MSH.strip() + huge + "\r" + SCH, usual())).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\", "a", "\\X", "\\T\\", "\\.", "é"})
    void answersAHugeId(String part) {
        String huge = part.repeat(MEGABYTE / part.length());

        assertThat(invalid(MSH + "SCH|a" + huge + "|\r", usual()).problem().code())
                .isEqualTo(ProblemCode.INVALID_FIELD);
        assertThat(invalid((MSH + SCH).replace("M-1", "a" + huge), usual())
                        .problem()
                        .code())
                .isEqualTo(ProblemCode.INVALID_FIELD);
    }

    @Test
    void answersManyDifferentValuesInOnePlace() {
        String ids = IntStream.range(0, 150_000).mapToObj(Integer::toString).collect(Collectors.joining("~"));
        String numbers =
                IntStream.range(0, 50_000).mapToObj(i -> i + "^^^NHS^NH").collect(Collectors.joining("~"));
        String starts = IntStream.range(0, 50_000)
                .mapToObj(i -> "^^^2026120109%02d%02d".formatted(i / 60 % 60, i % 60))
                .collect(Collectors.joining("~"));

        assertThat(invalid(MSH + "SCH|" + ids + "|\rPID|||" + numbers + "\r", usual())
                        .problem()
                        .message())
                .contains("SCH-1: appointmentId stands there more than once")
                .contains("PID-3: nhsNumber stands there more than once");
        assertThat(invalid(MSH + "SCH|A-1||||||||||" + starts + "\r", CHECKED)
                        .problem()
                        .message())
                .contains("start stands there more than once");
    }

    @Test
    void answersManyLinesThatAreNoSegments() {
        assertThat(invalid(MSH + "SCH|A-1\n" + "x\n".repeat(MEGABYTE / 2), usual())
                        .problem()
                        .message())
                .contains("SCH-1: appointmentId must be");
    }
}
