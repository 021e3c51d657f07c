package org.barscancel.conventions;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.barscancel.BarsSettings;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;

/** Settings that a file shows, bound as a start binds them. */
public final class GivenSettings {
    private GivenSettings() {}

    /** What a start would have with this {@code application.yaml}; one that is unknown fails. */
    public static BarsSettings bound(String yaml) throws IOException {
        MutablePropertySources sources = new MutablePropertySources();
        add(sources, "given", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)));
        add(sources, "defaults", new FileSystemResource(Setting.FILE));
        return new Binder(ConfigurationPropertySources.from(sources))
                .bind("bars", Bindable.of(BarsSettings.class), new NoUnboundElementsBindHandler(BindHandler.DEFAULT))
                .get();
    }

    /** Whether a variable of the environment sets one. */
    public static boolean isVariable(String name) {
        return Setting.all().stream()
                .anyMatch(setting -> setting.environmentVariable().equals(name));
    }

    private static void add(MutablePropertySources sources, String name, Resource yaml) throws IOException {
        new YamlPropertySourceLoader().load(name, yaml).forEach(sources::addLast);
    }
}
