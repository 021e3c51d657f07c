package org.barscancel.bundle;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.web.context.support.StandardServletEnvironment;

/**
 * The settings of the bundled program. Of the other application's it sees those that are meant for it and no others: what is
 * below {@code bars}, TLS bundles, the mail server, and below {@code bars.program} what would stand outside of {@code bars} in
 * an application of its own.
 */
final class BundledSettings extends StandardServletEnvironment {
    static final String PROGRAM = "bars.program";

    /** Settings of the bundle itself, which the program does not know. */
    static final String ENABLED = "bars.enabled";

    /** Packages of the other application, whose loggers are none of libraries. */
    static final String HOST_PACKAGES = "bars-cancel.host-packages";

    private static final List<String> SEEN = List.of("bars.", "spring.ssl.", "spring.mail.");

    /** Stronger than anything: without these it would take the other application's files and figures for its own. */
    private static final Map<String, Object> APART = Map.of(
            "spring.config.location", "classpath:/bars-cancel/",
            "spring.sql.init.mode", "never",
            "spring.web.resources.static-locations", "classpath:/bars-cancel/static/",
            "management.metrics.use-global-registry", "false");

    /** Weaker than what is set: the other application has the usual port most of the time. */
    private static final Map<String, Object> PRESET =
            Map.of("server.port", "8081", "spring.application.name", "bars-cancel");

    private BundledSettings() {}

    /**
     * Of a host's settings those of the program.
     *
     * @param packages of the host
     */
    static BundledSettings of(ConfigurableEnvironment host, List<String> packages) {
        BundledSettings settings = new BundledSettings();
        MutablePropertySources sources = settings.getPropertySources();
        sources.addLast(new MapPropertySource("bars-apart", apart(packages)));
        sources.addLast(new MapPropertySource("bars-program", program(host)));
        for (PropertySource<?> source : host.getPropertySources()) {
            // What Spring attaches to bind by shows all the others once more.
            if (source instanceof EnumerablePropertySource<?> listed) {
                sources.addLast(seen(listed, host));
            }
        }
        sources.addLast(new MapPropertySource("bars-preset", PRESET));
        return settings;
    }

    /** Neither the process' own properties nor its environment, but for what is taken over below. */
    @Override
    protected void customizePropertySources(MutablePropertySources sources) {
        // None.
    }

    private static Map<String, Object> apart(List<String> packages) {
        Map<String, Object> apart = new TreeMap<>(APART);
        apart.put(HOST_PACKAGES, String.join(",", packages));
        return apart;
    }

    private static Map<String, Object> program(ConfigurableEnvironment host) {
        return new TreeMap<>(Binder.get(host)
                .bind(PROGRAM, Bindable.mapOf(String.class, String.class))
                .orElse(Map.of()));
    }

    private static PropertySource<?> seen(EnumerablePropertySource<?> source, ConfigurableEnvironment host) {
        if (source instanceof SystemEnvironmentPropertySource) {
            Map<String, Object> variables = new TreeMap<>();
            for (String name : source.getPropertyNames()) {
                if (isSeen(name.toLowerCase(Locale.ROOT).replace('_', '.'))) {
                    variables.put(name, String.valueOf(source.getProperty(name)));
                }
            }
            return new SystemEnvironmentPropertySource(source.getName(), variables);
        }
        return new SeenSettings(source, BundledSettings::isSeen, host::resolvePlaceholders);
    }

    static boolean isSeen(String name) {
        return SEEN.stream().anyMatch(name::startsWith) && !name.equals(ENABLED) && !name.startsWith(PROGRAM + ".");
    }
}
