package org.barscancel.runtime.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;

/** The files of keys that the settings name. */
final class KeyFiles {
    private static final Pattern KEYS = Pattern.compile("bars\\.at-?rest\\.keys(\\[\\d+])?"
            + "|bars\\..*\\.private-?key"
            + "|spring\\.ssl\\.bundle\\.(pem|jks)\\..*\\.keystore\\.(private-?key|location)");

    private KeyFiles() {}

    /** Those that are there; what is not there is told by who needs it. */
    static Set<Path> of(ConfigurableEnvironment environment) throws IOException {
        Set<Path> files = new TreeSet<>();
        for (var source : ConfigurationPropertySources.get(environment)) {
            if (source instanceof IterableConfigurationPropertySource listed) {
                for (ConfigurationPropertyName name : listed) {
                    if (KEYS.matcher(name.toString()).matches()) {
                        for (String value :
                                environment.getProperty(name.toString(), "").split(",", -1)) {
                            add(files, value.strip());
                        }
                    }
                }
            }
        }
        return files;
    }

    /** A key may also stand there itself, or in the jar. */
    private static void add(Set<Path> files, String value) {
        try {
            Path file = Path.of(value.replaceFirst("^file:(//)?", ""));
            if (!value.isEmpty() && !value.contains("\n") && Files.isRegularFile(file)) {
                files.add(file);
            }
        } catch (InvalidPathException text) {
            // No file.
        }
    }
}
