package org.barscancel.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.barscancel.BarsSettings;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.FileSystemResource;

/** The settings of {@code config/application.yaml}, with some of them changed. */
public final class SettingsGiven {
    private static final Path FILE = Path.of("config/application.yaml");

    /** No SSL bundles at all. */
    public static final SslBundles NO_BUNDLES = new DefaultSslBundleRegistry();

    private SettingsGiven() {}

    public static BarsSettings with(Map<String, Object> changed) {
        return new Binder(ConfigurationPropertySources.from(sources(changed)))
                .bind("bars", BarsSettings.class)
                .get();
    }

    /** A broker of its own below a folder, which no client from outside can reach. */
    public static BarsSettings brokerBelow(Path home) {
        return with(Map.of("bars.home", home.toString(), "bars.broker.listen", ""));
    }

    private static MutablePropertySources sources(Map<String, Object> changed) {
        MutablePropertySources sources = new MutablePropertySources();
        sources.addFirst(new MapPropertySource("changed", changed));
        try {
            for (PropertySource<?> source : new YamlPropertySourceLoader().load("file", new FileSystemResource(FILE))) {
                sources.addLast(source);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sources;
    }
}
