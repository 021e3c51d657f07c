package org.barscancel.bundle;

import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;

/**
 * Whose environment it is. What this program does to its own (defaults, rights of files, a quiet log) it must not do to that of
 * an application that has it as a bundle. Its own is told where its defaults lie: not at the root of the class path, where
 * Spring would take them for the other application's.
 */
public final class Whose implements EnvironmentPostProcessor, Ordered {
    private static final String OURS = "org.barscancel";
    private static final String ANOTHERS = "bars-cancel-is-a-bundle";
    private static final String DEFAULTS = "optional:classpath:/bars-cancel/";
    private static final String FILES = "optional:file:./;optional:file:./config/;optional:file:./config/*/";

    /** Spring makes it. */
    Whose() {}

    /** Before the files of settings are looked for. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        boolean ours = application.getAllSources().stream()
                .anyMatch(source ->
                        source instanceof Class<?> type && (type.getPackageName() + ".").startsWith(OURS + "."));
        environment
                .getPropertySources()
                .addLast(
                        ours
                                ? new MapPropertySource(
                                        "bars-cancel-places", Map.of("spring.config.location", DEFAULTS + "," + FILES))
                                : new MapPropertySource(ANOTHERS, Map.of()));
    }

    /** Those of the application that has this program as a bundle, when it is one. */
    public static List<String> packages(Environment environment) {
        String packages = environment.getProperty(BundledSettings.HOST_PACKAGES, "");
        return packages.isBlank() ? List.of() : List.of(packages.split(",", -1));
    }

    /** Whether it is that of an application which has this program as a bundle. */
    public static boolean isAnothers(Environment environment) {
        return !(environment instanceof BundledSettings)
                && environment instanceof ConfigurableEnvironment known
                && known.getPropertySources().contains(ANOTHERS);
    }
}
