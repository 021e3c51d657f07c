package org.barscancel.bundle;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ClassPathResource;

/**
 * Keeps the bundled program to the auto-configurations that it has by itself. The libraries of the other application are on its
 * class path too, and would otherwise set up in it what nobody has tried: a security chain, a second database. The other way
 * round, an application that says nothing of Artemis must not get a broker of its own because the bundle brings the library.
 */
final class OwnAutoConfigurations implements AutoConfigurationImportFilter, EnvironmentAware {
    private static final String ARTEMIS = "org.springframework.boot.autoconfigure.jms.artemis.ArtemisAutoConfiguration";

    private static final String LIST = "bars-cancel/auto-configurations.txt";

    private @Nullable Environment environment;

    /** Spring makes it. */
    OwnAutoConfigurations() {}

    @Override
    public void setEnvironment(Environment given) {
        this.environment = given;
    }

    @Override
    public boolean[] match(String[] candidates, AutoConfigurationMetadata metadata) {
        Predicate<String> wanted = wanted(Objects.requireNonNull(environment));
        boolean[] match = new boolean[candidates.length];
        for (int i = 0; i < candidates.length; i++) {
            // Another filter has left it out already.
            match[i] = candidates[i] != null && wanted.test(candidates[i]);
        }
        return match;
    }

    private static Predicate<String> wanted(Environment environment) {
        if (environment instanceof BundledSettings) {
            // The parts of an auto-configuration are asked for too, by names that stand in no list.
            Set<String> others = new HashSet<>(
                    ImportCandidates.load(AutoConfiguration.class, null).getCandidates());
            others.removeAll(listed());
            return name -> !others.contains(name);
        }
        boolean artemis = Binder.get(environment)
                .bind("spring.artemis", Bindable.mapOf(String.class, Object.class))
                .isBound();
        return name -> artemis || !name.equals(ARTEMIS) || !Whose.isAnothers(environment);
    }

    private static Set<String> listed() {
        try (BufferedReader list = new BufferedReader(
                new InputStreamReader(new ClassPathResource(LIST).getInputStream(), StandardCharsets.UTF_8))) {
            return list.lines().filter(line -> !line.isBlank()).collect(Collectors.toSet());
        } catch (IOException absent) {
            throw new UncheckedIOException(absent);
        }
    }
}
