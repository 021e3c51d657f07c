package org.barscancel.conventions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The alerts are what Prometheus takes, fire when they must, and say what is to be done. */
class AlertsTest {
    private static final Path ALERTS = Path.of("config/prometheus/bars-cancel-alerts.yaml");
    private static final Path CASES = Path.of("src/test/resources/prometheus/bars-cancel-alerts-test.yaml");
    private static final Pattern NAME = Pattern.compile("- alert: (\\w+)");

    @Test
    void eachHasAPlaceInTheRunbookAndACase() throws IOException {
        String alerts = Files.readString(ALERTS);
        List<String> lines = Files.readAllLines(Path.of("docs/operating.md"));
        String cases = Files.readString(CASES);

        assertThat(NAME.matcher(alerts).results().map(found -> found.group(1)))
                .hasSizeGreaterThan(7)
                .allSatisfy(alert -> {
                    assertThat(lines).contains("### " + alert);
                    assertThat(alerts).contains("runbook: docs/operating.md#" + alert.toLowerCase(Locale.ROOT) + "\n");
                    assertThat(cases).contains("alertname: " + alert + "\n");
                });
    }

    @ParameterizedTest
    @CsvSource({
        "check, config/prometheus/bars-cancel-alerts.yaml",
        "test, src/test/resources/prometheus/bars-cancel-alerts-test.yaml"
    })
    void promtoolTakesThem(String what, String file) throws Exception {
        Process promtool = promtool(what, file);
        String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(promtool.waitFor()).as(said).isZero();
    }

    private static Process promtool(String what, String file) {
        try {
            return new ProcessBuilder("promtool", what, "rules", file)
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException absent) {
            return abort("promtool is not there, so the alerts are not tried: install the package prometheus");
        }
    }
}
