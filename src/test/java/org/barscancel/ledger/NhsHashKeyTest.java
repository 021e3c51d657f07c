package org.barscancel.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class NhsHashKeyTest {
    @TempDir
    Path home;

    private Path file;

    @BeforeEach
    void place() {
        file = home.resolve("ledger").resolve("hash.key");
    }

    @Test
    void makesAKeyOnceAndKeepsIt() throws IOException {
        byte[] key = NhsHashKey.loadOrCreate(file, null);

        assertThat(key).hasSize(32);
        assertThat(NhsHashKey.loadOrCreate(file, " ")).isEqualTo(key);
        assertThat(NhsHashKey.loadOrCreate(home.resolve("other.key"), null)).isNotEqualTo(key);
        try (Stream<Path> left = Files.list(file.getParent())) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void letsOnlyItsOwnerReadIt() throws IOException {
        NhsHashKey.loadOrCreate(file, null);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void givesAllWhoAskAtOnceTheSameKey() throws Exception {
        ExecutorService instances = Executors.newFixedThreadPool(4);
        try {
            for (int run = 0; run < 50; run++) {
                Path shared = home.resolve(run + ".key");
                CyclicBarrier together = new CyclicBarrier(4);
                Callable<String> ask = () -> {
                    together.await();
                    return Base64.getEncoder().encodeToString(NhsHashKey.loadOrCreate(shared, null));
                };
                Set<String> keys = new HashSet<>();
                for (Future<String> key : instances.invokeAll(Collections.nCopies(4, ask))) {
                    keys.add(key.get());
                }
                assertThat(keys).hasSize(1);
            }
        } finally {
            instances.shutdownNow();
        }
    }

    @Test
    void takesAConfiguredKeyAsBase64OrAsText() throws IOException {
        byte[] bytes = "exactly-these-32-bytes-are-a-key".getBytes(StandardCharsets.US_ASCII);

        assertThat(NhsHashKey.loadOrCreate(file, Base64.getEncoder().encodeToString(bytes)))
                .isEqualTo(bytes);
        assertThat(NhsHashKey.loadOrCreate(file, "exactly-these-32-bytes-are-a-key"))
                .isEqualTo(bytes);
        assertThat(file).doesNotExist();
    }

    @Test
    void takesTheKeptKeyAsAConfiguredOne() throws IOException {
        byte[] kept = NhsHashKey.loadOrCreate(file, null);

        assertThat(NhsHashKey.loadOrCreate(home.resolve("other.key"), Files.readString(file)))
                .isEqualTo(kept);
    }

    @Test
    void refusesAShortKeyWithoutRepeatingIt() {
        assertThatThrownBy(() -> NhsHashKey.loadOrCreate(file, "too-short"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bars.ledger.hash-key")
                .hasMessageNotContaining("too-short");
    }

    @Test
    void neverReplacesAKeyItCannotRead() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "damaged!");

        assertThatThrownBy(() -> NhsHashKey.loadOrCreate(file, null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("damaged!");
        assertThat(file).hasContent("damaged!");
    }
}
