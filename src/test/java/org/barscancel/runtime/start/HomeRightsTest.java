package org.barscancel.runtime.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.barscancel.atrest.FileRights;
import org.barscancel.runtime.HeardLog;
import org.barscancel.runtime.SettingsGiven;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class HomeRightsTest {
    @RegisterExtension
    final HeardLog log = new HeardLog(HomeRights.class);

    private static final List<String> OWN = List.of("broker", "ledger", "audit", "claimed", "archive", "spool");
    private static final List<String> SHARED = List.of("inbox", "results", "rejected");

    @TempDir
    Path folder;

    private Path home;

    @BeforeEach
    void setUp() {
        home = folder.resolve("home");
    }

    @Test
    void makesFoldersThatNobodyElseMayUseAndThoseOfALegacySystemForItsGroup() throws IOException {
        prepare(home);

        assertThat(OWN).allSatisfy(own -> assertThat(rights(home.resolve(own))).isEqualTo("rwx------"));
        assertThat(SHARED)
                .allSatisfy(shared -> assertThat(rights(home.resolve(shared))).endsWith("---"));
        assertThat(log.events()).isEmpty();
    }

    @Test
    void takesTheRightsOfOthersAwayAndSaysSo() throws IOException {
        for (String own : OWN) {
            make(home.resolve(own), "rwxr-xr-x");
        }
        make(home, "rwxrwxrwx");

        prepare(home);

        assertThat(OWN).allSatisfy(own -> assertThat(rights(home.resolve(own))).isEqualTo("rwx------"));
        assertThat(rights(home)).isEqualTo("rwxrwxr-x");
        assertThat(said()).contains(home.resolve("broker") + " was open to others (0755)");
    }

    @Test
    void onlyMentionsWhatALegacySystemSharesWithEverybody() throws IOException {
        make(home.resolve("inbox"), "rwxrwxrwx");
        make(home.resolve("results"), "rwxrwx---");

        prepare(home);

        assertThat(rights(home.resolve("inbox"))).isEqualTo("rwxrwxrwx");
        assertThat(said())
                .contains("chmod o-rwx " + home.resolve("inbox"))
                .doesNotContain("chmod o-rwx " + home.resolve("results"));
    }

    /** Instances may run as several users. */
    @Test
    void leavesTheFoldersOfSharedFilesToTheGroup() throws IOException {
        Path files = folder.resolve("share");
        make(files.resolve("claimed"), "rwxrwxr-x");

        HomeRights.prepare(
                SettingsGiven.with(Map.of("bars.home", home.toString(), "bars.file.home", files.toString())),
                FileRights.ENFORCE);

        assertThat(rights(files.resolve("claimed"))).isEqualTo("rwxrwx---");
        assertThat(home.resolve("claimed")).doesNotExist();
    }

    /** As on a file system that takes every change of rights and makes none: sysfs belongs to root and is no place of ours. */
    @Test
    void refusesWhatItCannotMendAndNamesTheCommand() {
        assertThatThrownBy(() -> RightsPolicy.apply(
                        List.of(new org.barscancel.atrest.TrustedFiles.Fault("/x is open", "chmod go-rwx /x")),
                        FileRights.ENFORCE))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("/x is open")
                .extracting(refused -> ((StartRefusedException) refused).action())
                .asString()
                .contains("chmod go-rwx /x", "--bars.file-rights=warn");
    }

    private String said() {
        return log.events().stream().map(ILoggingEvent::getFormattedMessage).collect(Collectors.joining("\n"));
    }

    private static void prepare(Path home) throws IOException {
        HomeRights.prepare(
                SettingsGiven.with(Map.of("bars.home", home.toString(), "bars.file.home", home.toString())),
                FileRights.ENFORCE);
    }

    private static void make(Path folder, String rights) throws IOException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(rights));
    }

    private static String rights(Path folder) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
        } catch (IOException gone) {
            throw new java.io.UncheckedIOException(gone);
        }
    }
}
