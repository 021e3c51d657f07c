package org.barscancel.atrest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class TrustedFilesTest {
    @TempDir
    Path folder;

    private TrustedFiles trusted;
    private Path routes;
    private Path route;

    @BeforeEach
    void setUp() throws IOException {
        trusted = new TrustedFiles(Rights.ownUser());
        routes = Files.createDirectories(folder.resolve("etc/routes"));
        route = Files.writeString(routes.resolve("30-cancel.camel.yaml"), "- route:");
        may("rwxr-xr-x", folder, folder.resolve("etc"), routes);
        may("rw-r--r--", route);
    }

    @Test
    void trustsWhatOnlyItsOwnerMayChange() throws IOException {
        assertThat(trusted.changeable(route)).isEmpty();
        assertThat(trusted.changeable(routes)).isEmpty();
    }

    @Test
    void namesWhatTheGroupOrAnybodyMayChangeAndTheCommandThatMendsIt() throws IOException {
        may("rw-rw-r--", route);
        assertChangeable(route).contains("(0664)", "chmod go-w " + route.toRealPath());
        may("rw-r--rw-", route);
        assertChangeable(route).contains("(0646)");
        may("rw-r--r--", route);
        may("rwxrwxr-x", routes);
        assertChangeable(routes).contains("may be changed by others (0775)");
    }

    @Test
    void looksAtEveryFolderAbove() throws IOException {
        may("rwxrwxrwx", folder.resolve("etc"));

        assertChangeable(route).contains("may be replaced by others", "chmod go-w " + folder.resolve("etc"));
    }

    @Test
    void followsALinkToWhatItNames() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link.yaml"), route);
        may("rw-rw-rw-", route);

        assertChangeable(link).contains(route.toRealPath().toString());
    }

    @Test
    void trustsNobodyElsesFile() throws IOException {
        TrustedFiles ofAnother = new TrustedFiles(Rights.ownUser() + 1);
        boolean root = Rights.ownUser() == 0;

        // Root's own files are trusted by everybody.
        assertThat(ofAnother.changeable(route).isPresent()).isEqualTo(!root);
        if (root) {
            Files.setAttribute(route, "unix:uid", 12345);
            assertChangeable(route).contains("belongs to neither root nor the user");
            assertThat(trusted.readable(route)).isPresent();
        }
    }

    @Test
    void aKeyIsItsOwnersAndMayBeReadByItsGroup() throws IOException {
        may("rw-r-----", route);
        assertThat(trusted.readable(route)).isEmpty();
        may("rw-r--r--", route);
        assertThat(trusted.readable(route))
                .hasValueSatisfying(fault -> assertThat(fault.what()).contains("read or changed by others (0644)"));
        may("rw-rw----", route);
        assertThat(trusted.readable(route)).isPresent();
    }

    private AbstractStringAssert<?> assertChangeable(Path file) throws IOException {
        TrustedFiles.Fault fault = trusted.changeable(file).orElseThrow();
        return assertThat(fault.what() + " -> " + fault.command());
    }

    private static void may(String rights, Path... files) throws IOException {
        for (Path file : files) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
        }
    }
}
