package org.barscancel.runtime.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeLockTest {
    @TempDir
    Path home;

    @Test
    void refusesAHomeThatIsInUseAndNamesIt() throws Exception {
        HomeLock first = new HomeLock(home);

        assertThatThrownBy(() -> new HomeLock(home))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining(home.toString());
        first.close();
    }

    @Test
    void letsGoOfTheHomeWhenItIsClosed() throws Exception {
        new HomeLock(home).close();

        HomeLock second = new HomeLock(home);

        assertThat(home.resolve("lock")).exists();
        second.close();
    }
}
