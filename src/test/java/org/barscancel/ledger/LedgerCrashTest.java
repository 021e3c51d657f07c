package org.barscancel.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class LedgerCrashTest {
    @TempDir
    Path home;

    @Test
    void losesNothingWhenTheProgramDiesRightAfterAProjection() throws Exception {
        String url = "jdbc:h2:file:" + home.resolve("ledger").toAbsolutePath() + ";WRITE_DELAY=0";
        // Without the delay H2 would close, and so save, the database after each use.
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ProjectsAndHalts.class.getName(),
                        url + ";DB_CLOSE_DELAY=-1")
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("output.txt").toFile())
                .start();

        assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(program.exitValue())
                .as(home.resolve("output.txt").toString())
                .isEqualTo(9);

        Ledger ledger = new Ledger(new DriverManagerDataSource(url, "sa", ""), (home, requester, name) -> false, false);
        for (int n = 0; n < 50; n++) {
            assertThat(ledger.find(Events.id("c" + n))).as("c" + n).isPresent();
        }
    }
}
