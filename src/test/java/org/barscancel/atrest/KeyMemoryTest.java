package org.barscancel.atrest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyMemoryTest {
    private static final String OLD = KeysGiven.line("2025", 1);
    private static final String NEW = KeysGiven.line("2026", 2);

    @TempDir
    Path home;

    private KeyMemory memory;

    @BeforeEach
    void setUp() {
        memory = new KeyMemory(home.resolve("at-rest.keys"));
    }

    @Test
    void keepsNothingWhereNothingWasEncrypted() throws IOException {
        memory.keep(AtRestKeys.none());

        assertThat(home).isEmptyDirectory();
        assertThat(memory.compare(AtRestKeys.none())).isEqualTo(new KeyMemory.Missing(List.of(), false));
    }

    @Test
    void missesTheKeyThatEncryptedLast() throws IOException {
        memory.keep(KeysGiven.of(OLD));
        memory.keep(KeysGiven.of(NEW, OLD));

        assertThat(memory.compare(KeysGiven.of(OLD, NEW)).names()).isEmpty();
        assertThat(memory.compare(KeysGiven.of(OLD))).isEqualTo(new KeyMemory.Missing(List.of("2026"), true));
        assertThat(memory.compare(AtRestKeys.none()).lastOne()).isTrue();
        assertThat(Files.readString(home.resolve("at-rest.keys"))).doesNotContain(NEW.substring(5), OLD.substring(5));
    }

    @Test
    void mentionsAFormerKeyOnceAndForgetsIt() throws IOException {
        memory.keep(KeysGiven.of(OLD));
        memory.keep(KeysGiven.of(NEW, OLD));

        assertThat(memory.compare(KeysGiven.of(NEW))).isEqualTo(new KeyMemory.Missing(List.of("2025"), false));
        memory.keep(KeysGiven.of(NEW));
        assertThat(memory.compare(KeysGiven.of(NEW)).names()).isEmpty();
    }

    @Test
    void staysWhenTheKeysOnlyDecrypt() throws IOException {
        memory.keep(KeysGiven.of(OLD));
        memory.keep(AtRestKeys.of(List.of(OLD), false));

        assertThat(memory.compare(AtRestKeys.none()).lastOne()).isTrue();
    }

    @Test
    void noticesAnotherKeyUnderAFormerName() throws IOException {
        memory.keep(KeysGiven.of(OLD));

        assertThatThrownBy(() -> memory.compare(KeysGiven.of(KeysGiven.line("2025", 9))))
                .isInstanceOf(SealedException.class)
                .hasMessageContaining("2025");
    }
}
