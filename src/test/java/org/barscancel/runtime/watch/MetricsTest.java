package org.barscancel.runtime.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.barscancel.blackbox.Keys;
import org.barscancel.runtime.WholeProgram;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run registers is what the page, the alerts and the dashboard name. */
class MetricsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Path PAGE = Path.of("docs/operating.md");
    private static final Path ALERTS = Path.of("config/prometheus/bars-cancel-alerts.yaml");
    private static final Path DASHBOARD = Path.of("config/grafana/bars-cancel.json");

    /** {@code | `name` | type | unit | `tag`, `tag` | meaning |}. */
    private static final Pattern ROW = Pattern.compile("\\| `([a-z.]+)` \\| \\w+ \\| [\\w ]+ \\|([^|]*)\\| [^|]+ \\|");

    private static final Pattern WORD = Pattern.compile("`(\\w+)`");
    private static final Pattern SERIES = Pattern.compile("\\b((?:bars|ssl)_[a-z_]+)");

    @TempDir
    static Path home;

    private static WholeProgram program;

    @BeforeAll
    static void start() throws Exception {
        Path bundle = Keys.in(Files.createDirectory(home.resolve("keys")));
        program = new WholeProgram(
                home,
                "--bars.callbacks.pas-1.url=http://127.0.0.1:1/results",
                "--bars.notices.webhook.url=http://127.0.0.1:1/notices",
                "--bars.notices.look-every=200ms",
                "--spring.ssl.bundle.jks.doors.keystore.location=file:" + bundle,
                "--spring.ssl.bundle.jks.doors.keystore.password=" + Keys.PASSWORD);
        program.farSides(1);
        program.ask("{\"appointmentId\":\"appointment-0\"}", "pas-1");
        program.ask("{\"appointmentId\":\"nowhere\"}", "pas-1");
        program.ask("{\"appointmentId\":\"nowhere\",\"dryRun\":true}", "pas-1");
        await("a delivery that failed").atMost(PATIENCE).until(() -> registered()
                .containsKey("bars.deliveries"));
        await("a notice that failed").atMost(PATIENCE).until(() -> registered().containsKey("bars.notices"));
        program.bean(Stock.class).look();
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    @Test
    void thePageNamesEveryMetricWithItsTags() throws IOException {
        Map<String, Set<String>> documented = new TreeMap<>();
        ROW.matcher(Files.readString(PAGE))
                .results()
                .forEach(row -> documented.put(
                        row.group(1),
                        WORD.matcher(row.group(2))
                                .results()
                                .map(word -> word.group(1))
                                .collect(Collectors.toCollection(TreeSet::new))));

        // Of a program that asks for credentials only; AccessTest asks for it by name.
        assertThat(documented.remove("bars.calls.refused")).containsExactly("status");
        assertThat(registered()).isEqualTo(documented);
    }

    @Test
    void alertsAndDashboardAskForWhatIsThere() throws Exception {
        Set<String> scraped =
                SERIES.matcher(scrape()).results().map(found -> found.group(1)).collect(Collectors.toSet());
        new ObjectMapper().readTree(DASHBOARD.toFile());

        for (Path file : List.of(ALERTS, DASHBOARD)) {
            assertThat(SERIES.matcher(Files.readString(file))
                            .results()
                            .map(found -> found.group(1))
                            .collect(Collectors.toSet()))
                    .as(file.toString())
                    .isNotEmpty()
                    .isSubsetOf(scraped);
        }
    }

    @Test
    void whatHappenedIsCounted() throws Exception {
        assertThat(scrape())
                .contains("bars_requests_total{admission=\"queued\",channel=\"queue\"} 2.0")
                .contains("bars_requests_total{admission=\"dry-run\",channel=\"queue\"} 1.0")
                .contains("bars_dry_runs_total{provider=\"rejected\",registry=\"skipped\"} 1.0")
                .contains("bars_cancellations_total{provider=\"done\",registry=\"removed\"} 1.0")
                .contains("bars_cancellations_total{provider=\"rejected\",registry=\"skipped\"} 1.0")
                .contains("bars_stopped{code=\"not-found\",leg=\"provider\",outcome=\"rejected\"} 1.0")
                .contains("bars_waiting{leg=\"provider\"} 0.0")
                .contains("bars_queue_messages{queue=\"dead\"} 0.0")
                .contains("bars_calls_duration_seconds_count{answer=\"4xx\",farSide=\"provider\"} 2")
                .contains("bars_leg_duration_seconds_count{farSide=\"registry\",verdict=\"finished\"} 1")
                .doesNotContain("appointment-0", "nowhere");
    }

    @Test
    void theHealthHasAPartForEachThatCanFail() throws Exception {
        assertThat(program.json("health").path("components").fieldNames())
                .toIterable()
                .contains("jms", "db", "farSides", "receivers", "disk", "ssl");
        assertThat(program.json("health/disk").path("status").asText()).isEqualTo("UP");
    }

    private static String scrape() throws IOException, InterruptedException {
        return program.actuator("prometheus").body();
    }

    /** The program's own, and what Boot tells of certificates, with their tags. */
    private static Map<String, Set<String>> registered() {
        Map<String, Set<String>> found = new TreeMap<>();
        for (Meter meter : program.bean(MeterRegistry.class).getMeters()) {
            String name = meter.getId().getName();
            if (name.startsWith("bars.") || name.equals("ssl.chain.expiry")) {
                found.computeIfAbsent(name, one -> new TreeSet<>())
                        .addAll(meter.getId().getTags().stream()
                                .map(Tag::getKey)
                                .toList());
            }
        }
        return found;
    }
}
