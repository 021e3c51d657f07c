package org.barscancel.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.barscancel.audit.AuditKey;
import org.barscancel.audit.AuditTrail;
import org.barscancel.audit.KnownSettings;
import org.barscancel.runtime.RouteTestSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.env.MockEnvironment;

class AuditLifeTest {
    private static final AuditKey KEY = AuditKey.of("a-key-of-the-tests-only");

    @TempDir
    Path folder;

    private final MockEnvironment environment = new MockEnvironment();

    @Test
    void recordsStartStopAndWhatWasSetOtherwiseSinceTheLastStart() throws IOException {
        environment.setProperty("bars.confirm", "answer");
        environment.setProperty("bars.ledger.password", "the-first");
        run();
        environment.setProperty("bars.confirm", "off");
        environment.setProperty("bars.ledger.password", "the-second");
        run();
        run();

        assertThat(actions())
                .containsExactly(
                        "started",
                        "settings-changed",
                        "stopped",
                        "started",
                        "settings-changed",
                        "stopped",
                        "started",
                        "stopped");
        assertThat(lines().get(4))
                .contains("\"on\":{\"bars.confirm\":\"answer -> off\",\"bars.ledger.password\":\"changed\"}");
        assertThat(lines()).noneMatch(line -> line.contains("the-first") || line.contains("the-second"));
    }

    private void run() throws IOException {
        try (AuditTrail trail = new AuditTrail(folder, KEY, RouteTestSupport.CLOCK)) {
            AuditLife life = new AuditLife(trail, new KnownSettings(folder, KEY), environment);
            life.start();
            life.stop();
        }
    }

    private List<String> actions() throws IOException {
        return lines().stream()
                .map(line -> line.replaceAll(".*\"action\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    private List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".jsonl")).toList()) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        return lines;
    }
}
