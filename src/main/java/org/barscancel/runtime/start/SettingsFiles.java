package org.barscancel.runtime.start;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.Resource;

/** The files that settings were read from. */
final class SettingsFiles {
    private SettingsFiles() {}

    /** All of them, but those in the jar. */
    static Set<Path> of(ConfigurableEnvironment environment) throws IOException {
        Set<Path> files = new TreeSet<>();
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> listed) {
                for (String name : listed.getPropertyNames()) {
                    Resource resource = resource(OriginLookup.getOrigin(source, name));
                    // What stands in a class path's folder is a file too, in a development setup.
                    if (resource != null && resource.isFile()) {
                        files.add(resource.getFile().toPath());
                    }
                }
            }
        }
        return files;
    }

    /** What is set on the command line or in the environment: not by a file that might be another's. */
    static @Nullable String outside(ConfigurableEnvironment environment, String name) {
        ConfigurationPropertyName sought = ConfigurationPropertyName.of(name);
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            var property = source.getConfigurationProperty(sought);
            if (property != null && resource(property.getOrigin()) == null) {
                return String.valueOf(property.getValue());
            }
        }
        return null;
    }

    private static @Nullable Resource resource(@Nullable Origin origin) {
        if (origin instanceof PropertySourceOrigin wrapping && wrapping.getOrigin() != null) {
            return resource(wrapping.getOrigin());
        }
        return origin instanceof TextResourceOrigin text ? text.getResource() : null;
    }
}
