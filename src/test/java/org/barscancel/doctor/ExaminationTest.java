package org.barscancel.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ExaminationTest {
    @Test
    void aCheckIsSkippedWhenOneThatItNeedsFailedAndSoIsWhatNeedsIt() throws Exception {
        List<Finding> findings = Examination.of(List.of(
                new Check("way", Set.of(), () -> Finding.fail("way", "closed", "Open it.")),
                new Check("door", Set.of("way"), () -> Finding.pass("door", "open")),
                new Check("room", Set.of("door"), () -> Finding.pass("room", "there")),
                new Check("garden", Set.of(), () -> Finding.pass("garden", "green"))));

        assertThat(findings)
                .extracting(Finding::verdict)
                .containsExactly(Verdict.FAIL, Verdict.SKIPPED, Verdict.SKIPPED, Verdict.PASS);
        assertThat(findings.get(1).what()).isEqualTo("needs way");
    }

    @Test
    void aWarningKeepsNothingFromBeingTried() throws Exception {
        List<Finding> findings = Examination.of(List.of(
                new Check("way", Set.of(), () -> Finding.warn("way", "narrow", "Widen it.")),
                new Check("door", Set.of("way"), () -> Finding.pass("door", "open"))));

        assertThat(findings.get(1).verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void aCheckThatTakesTooLongFailsAndTheNextOneIsMade() throws Exception {
        CountDownLatch never = new CountDownLatch(1);

        List<Finding> findings = Examination.of(List.of(
                new Check("slow", Set.of(), Duration.ofMillis(20), () -> {
                    never.await();
                    return Finding.pass("slow", "");
                }),
                new Check("next", Set.of(), () -> Finding.pass("next", "fine"))));

        assertThat(findings).extracting(Finding::verdict).containsExactly(Verdict.FAIL, Verdict.PASS);
        assertThat(findings.get(0).what()).contains("no answer within");
    }

    @Test
    void aCheckThatBreaksFailsWithoutWhatTheExceptionSays() throws Exception {
        List<Finding> findings = Examination.of(List.of(new Check("broken", Set.of(), () -> {
            throw new IllegalStateException("9990000018");
        })));

        assertThat(findings.get(0).verdict()).isEqualTo(Verdict.FAIL);
        assertThat(findings.get(0).what()).contains("IllegalStateException").doesNotContain("9990000018");
    }

    @Test
    void aReportFailsWithAFailureOnlyAndIsScrubbed() {
        Finding warning = Finding.warn("way", "secret narrow", "Widen secret.");
        UnaryOperator<String> scrubber = text -> text.replace("secret", "[removed]");
        Report warned = new Report(List.of(warning, Finding.skipped("door", "needs way")), scrubber);
        Report failed = new Report(List.of(warning, Finding.fail("door", "shut", "Open it.")), scrubber);

        assertThat(warned.exitCode()).isZero();
        assertThat(failed.exitCode()).isOne();
        assertThat(warned.text())
                .contains(
                        "warn     way", "[removed] narrow", "-> Widen [removed].", "0 pass, 1 warn, 0 fail, 1 skipped");
        assertThat(warned.json()).contains("\"failed\" : false").doesNotContain("secret");
    }
}
