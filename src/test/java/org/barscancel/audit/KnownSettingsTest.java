package org.barscancel.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownSettingsTest {
    private static final AuditKey KEY = AuditKey.of("a-key-of-the-tests-only");

    @TempDir
    Path folder;

    @Test
    void tellsWhatDiffersFromTheLastStartByName() throws IOException {
        changes(Map.of("bars.confirm", "answer", "bars.rate.provider", "5", "bars.home", "./data"));

        assertThat(changes(Map.of("bars.confirm", "off", "bars.home", "./data", "server.port", "8443")))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "bars.confirm", "answer -> off",
                        "bars.rate.provider", "5 -> (absent)",
                        "server.port", "(absent) -> 8443"));
        assertThat(changes(Map.of("bars.confirm", "off", "bars.home", "./data", "server.port", "8443")))
                .isEmpty();
    }

    @Test
    void saysOfASecretOnlyThatItHasChangedAndKeepsNone() throws IOException {
        changes(Map.of(
                "bars.ledger.password", "the-first-one",
                "bars.ledger.url", "jdbc:postgresql://db/bars?password=the-first-one"));

        assertThat(changes(Map.of(
                        "bars.ledger.password", "the-second-one",
                        "bars.ledger.url", "jdbc:postgresql://db/bars?password=the-second-one")))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("bars.ledger.password", "changed", "bars.ledger.url", "changed"));
        assertThat(Files.readString(folder.resolve("settings.json"))).doesNotContain("first-one", "second-one");
    }

    @Test
    void trustsNoFileThatItHasNotSealed() throws IOException {
        changes(Map.of("bars.confirm", "answer"));
        Path file = folder.resolve("settings.json");
        Files.writeString(file, Files.readString(file).replace("answer", "off"));

        assertThat(changes(Map.of("bars.confirm", "off")))
                .containsExactly(Map.entry("settings", "those of the last start are not known"));
    }

    private Map<String, Object> changes(Map<String, String> settings) throws IOException {
        return new KnownSettings(folder, KEY).changes(settings);
    }
}
