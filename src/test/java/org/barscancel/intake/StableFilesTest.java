package org.barscancel.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StableFilesTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 10);
    private final StableFiles files = new StableFiles(Duration.ofSeconds(2), nanos::get);

    @Test
    void waitsUntilAFileIsUnchangedLongEnough() {
        assertThat(files.isStable("a", 1, 1)).isFalse();
        pass(Duration.ofMillis(1999));
        assertThat(files.isStable("a", 1, 1)).isFalse();
        pass(Duration.ofMillis(1));
        assertThat(files.isStable("a", 1, 1)).isTrue();
    }

    @Test
    void waitsAnewWhenAFileGrows() {
        files.isStable("a", 1, 1);
        pass(Duration.ofSeconds(2));
        assertThat(files.isStable("a", 2, 1)).isFalse();
        pass(Duration.ofSeconds(2));
        assertThat(files.isStable("a", 2, 1)).isTrue();
    }

    @Test
    void waitsAnewWhenAFileIsWrittenOver() {
        files.isStable("a", 1, 1);
        pass(Duration.ofSeconds(2));

        assertThat(files.isStable("a", 1, 2)).isFalse();
    }

    @Test
    void trustsNoOldTimeStamp() {
        assertThat(files.isStable("a", 1, 0)).isFalse();
    }

    @Test
    void watchesEachFileByItself() {
        files.isStable("a", 1, 1);
        pass(Duration.ofSeconds(2));

        assertThat(files.isStable("b", 1, 1)).isFalse();
        assertThat(files.isStable("a", 1, 1)).isTrue();
    }

    @Test
    void beginsAnewWithAFileOfTheSameName() {
        files.isStable("a", 1, 1);
        pass(Duration.ofSeconds(2));
        assertThat(files.isStable("a", 1, 1)).isTrue();

        assertThat(files.isStable("a", 1, 1)).isFalse();
    }

    @Test
    void takesAFileAtOnceWhereNoAgeIsAsked() {
        assertThat(new StableFiles(Duration.ZERO, nanos::get).isStable("a", 1, 1))
                .isTrue();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
