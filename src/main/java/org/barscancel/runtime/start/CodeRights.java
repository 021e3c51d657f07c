package org.barscancel.runtime.start;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.barscancel.atrest.FileRights;
import org.barscancel.atrest.OwnerOnly;
import org.barscancel.atrest.Rights;
import org.barscancel.atrest.TrustedFiles;
import org.barscancel.atrest.TrustedFiles.Fault;
import org.barscancel.bundle.Whose;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Profiles;

/**
 * Refuses to start with routes, settings or libraries that somebody else may change, or keys that somebody else may read:
 * routes name beans and settings name classes, so who may write them runs what he likes as this program.
 */
public final class CodeRights implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final String LOADER_PATH = "loader.path";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        if (!OwnerOnly.isKnown() || Whose.isAnothers(context.getEnvironment())) {
            return;
        }
        ConfigurableEnvironment environment = context.getEnvironment();
        try {
            RightsPolicy.apply(faults(environment), policy(environment));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The rights of routes, settings and keys cannot be looked at", unreadable);
        }
    }

    /** What others may change or read that they must not. */
    public static List<Fault> faults(ConfigurableEnvironment environment) throws IOException {
        TrustedFiles trusted = new TrustedFiles(Rights.ownUser());
        List<Fault> faults = new ArrayList<>();
        for (Path file : code(environment)) {
            trusted.changeable(file).ifPresent(faults::add);
        }
        for (Path secret : KeyFiles.of(environment)) {
            trusted.readable(secret).ifPresent(faults::add);
        }
        return faults;
    }

    /** A demonstration has nobody's data, and is often tried in a folder as it was unpacked. */
    public static FileRights policy(ConfigurableEnvironment environment) {
        String told = SettingsFiles.outside(environment, "bars.file-rights");
        return environment.acceptsProfiles(Profiles.of("demo"))
                        || FileRights.WARN.name().equalsIgnoreCase(told)
                ? FileRights.WARN
                : FileRights.ENFORCE;
    }

    private static List<Path> code(ConfigurableEnvironment environment) throws IOException {
        List<Path> code = new ArrayList<>();
        for (Path settings : SettingsFiles.of(environment)) {
            code.add(settings);
            // Another file that is put beside it is read at the next start.
            add(code, settings.toAbsolutePath().getParent(), Set.of());
        }
        String routes = environment.getProperty("bars.routes", "");
        if (!routes.isBlank()) {
            add(code, Path.of(routes), Set.of(".yaml"));
        }
        // What the start script of the jar reads, from the same places.
        String libraries = environment.getProperty(LOADER_PATH, "");
        for (String library : libraries.split(",", -1)) {
            if (!library.isBlank() && !library.contains("!")) {
                add(code, Path.of(library.strip().replaceFirst("^file:", "")), Set.of(".jar", ".class", ".zip"));
            }
        }
        return code;
    }

    private static void add(List<Path> code, @org.jspecify.annotations.Nullable Path place, Set<String> endings)
            throws IOException {
        if (place == null || !Files.exists(place)) {
            return;
        }
        code.add(place);
        if (Files.isDirectory(place) && !endings.isEmpty()) {
            try (Stream<Path> files = Files.list(place)) {
                files.filter(file -> endings.stream().anyMatch(file.toString().toLowerCase(Locale.ROOT)::endsWith))
                        .forEach(code::add);
            } catch (NoSuchFileException gone) {
                // Then it is no code either.
            }
        }
    }
}
