package org.barscancel.runtime.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.barscancel.runtime.HeardLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.FileSystemResource;

@DisabledOnOs(OS.WINDOWS)
class CodeRightsTest {
    @RegisterExtension
    final HeardLog log = new HeardLog(RightsPolicy.class);

    @TempDir
    Path folder;

    private final Map<String, Object> commandLine = new HashMap<>(Map.of("bars.file-rights", "enforce"));
    private final StandardEnvironment environment = new StandardEnvironment();
    private Path config;

    @BeforeEach
    void setUp() throws IOException {
        environment.getPropertySources().addFirst(new MapPropertySource("commandLineArgs", commandLine));
        config = file("config/application.yaml", "bars.home: ./data");
    }

    @Test
    void startsWithWhatOnlyItsOwnerMayChange() throws IOException {
        commandLine.put(
                "bars.routes",
                file("routes/30-cancel.camel.yaml", "").getParent().toString());
        commandLine.put("loader.path", file("lib/client.jar", "").getParent() + ",nowhere");

        assertThatCode(this::start).doesNotThrowAnyException();
    }

    @Test
    void isRefusedWithSettingsThatOthersMayChange() throws IOException {
        may("rw-rw-r--", config);

        assertRefused(config + " may be changed by others (0664)", "chmod go-w " + config);
    }

    @Test
    void isRefusedWithAFolderInWhichOthersMayPutSettingsRoutesOrLibraries() throws IOException {
        may("rwxrwxr-x", config.getParent());
        assertRefused(config.getParent() + " may be changed by others", "chmod go-w " + config.getParent());
        may("rwxr-xr-x", config.getParent());

        Path routes = file("routes/30-cancel.camel.yaml", "").getParent();
        commandLine.put("bars.routes", routes.toString());
        may("rwxr-xrwx", routes);
        assertRefused(routes + " may be changed by others", "chmod go-w " + routes);
        may("rwxr-xr-x", routes);

        Path jar = file("lib/client.jar", "");
        commandLine.put("loader.path", jar.getParent().toString());
        may("rw-rw-rw-", jar);
        assertRefused(jar + " may be changed by others", "chmod go-w " + jar);
    }

    @Test
    void isRefusedWithKeysThatOthersMayRead() throws IOException {
        for (String setting : new String[] {
            "bars.at-rest.keys",
            "bars.at-rest.keys[1]",
            "bars.registries.north.credentials.token.private-key",
            "spring.ssl.bundle.pem.proxy.keystore.private-key",
            "spring.ssl.bundle.jks.proxy.keystore.location"
        }) {
            Path key = file("keys/one.key", "");
            may("rw-r--r--", key);
            commandLine.put(setting, (setting.startsWith("spring") ? "file:" : "") + key);
            assertRefused("the key file " + key, "chmod u=rw,g=r,o= " + key);
            may("rw-r-----", key);
            assertThatCode(this::start).doesNotThrowAnyException();
            commandLine.remove(setting);
        }
    }

    @Test
    void goesOnAndSaysSoWhenThatIsAskedForFromOutside() throws IOException {
        may("rw-rw-r--", config);
        commandLine.put("bars.file-rights", "warn");

        start();

        assertThat(log.events()).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.WARN);
            assertThat(line.getFormattedMessage()).contains("bars.file-rights", "chmod go-w " + config);
        });
    }

    @Test
    void whoCanWriteTheSettingsCannotSwitchThisOff() throws IOException {
        commandLine.remove("bars.file-rights");
        config = file("config/application.yaml", "bars.file-rights: warn");
        may("rw-rw-rw-", config);
        environment.getPropertySources().remove("systemProperties");

        assertRefused(config + " may be changed by others", "on the command line");
    }

    private void assertRefused(String what, String command) {
        assertThatThrownBy(this::start).isInstanceOfSatisfying(StartRefusedException.class, refused -> assertThat(
                        refused.getMessage() + refused.action())
                .contains(what, command));
    }

    private void start() throws IOException {
        environment.getPropertySources().remove("settings");
        new YamlPropertySourceLoader()
                .load("settings", new FileSystemResource(config))
                .forEach(environment.getPropertySources()::addLast);
        GenericApplicationContext context = new GenericApplicationContext();
        context.setEnvironment(environment);
        new CodeRights().initialize(context);
    }

    private Path file(String name, String content) throws IOException {
        Path real = folder.toRealPath().resolve(name);
        Files.createDirectories(real.getParent());
        may("rwxr-xr-x", real.getParent());
        Files.writeString(real, content);
        may("rw-r--r--", real);
        return real;
    }

    private static void may(String rights, Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
    }
}
