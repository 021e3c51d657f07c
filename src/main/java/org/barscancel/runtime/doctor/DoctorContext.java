package org.barscancel.runtime.doctor;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import org.barscancel.BarsSettings;
import org.barscancel.doctor.Finding;
import org.barscancel.runtime.access.AccessSetUp;
import org.barscancel.runtime.delivery.Callback;
import org.barscancel.runtime.farside.FarSideConfiguration;
import org.barscancel.runtime.farside.FarSidePairs;
import org.barscancel.runtime.farside.FarSides;
import org.barscancel.runtime.farside.Identities;
import org.barscancel.runtime.farside.IdentitySettings;
import org.barscancel.runtime.intake.FeedSettings;
import org.barscancel.runtime.notice.NoticesConfiguration;
import org.barscancel.runtime.start.AtRestConfiguration;
import org.barscancel.runtime.start.CodeRights;
import org.barscancel.runtime.watch.SensitiveSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;

/**
 * The settings of a start, read as a start reads them, without anything that would start: no web, no routes, no broker, no
 * database, no log file.
 */
final class DoctorContext implements AutoCloseable {
    private static final String CHECK = "settings";

    /** Stronger than what a file says; the log is kept off the terminal and off the disk. */
    private static final List<String> SILENCE = List.of(
            "--logging.threshold.console=OFF",
            "--logging.threshold.file=OFF",
            "--logging.file.name=",
            "--logging.file.path=",
            "--logging.config=",
            "--spring.main.lazy-initialization=true");

    private final Clock clock = Clock.systemUTC();
    private final ScheduledExecutorService timer = FarSideConfiguration.timer();
    private final List<Finding> refusals = new ArrayList<>();
    private Set<String> secrets = Set.of();
    private @Nullable ConfigurableApplicationContext context;
    private @Nullable Identities identities;
    private @Nullable FarSides farSides;

    private DoctorContext() {}

    /** Not a component, so that no start finds it. */
    @EnableConfigurationProperties(BarsSettings.class)
    @ImportAutoConfiguration(SslAutoConfiguration.class)
    static class Settings {}

    static DoctorContext of(List<String> settings) {
        DoctorContext made = new DoctorContext();
        SpringApplication application = new SpringApplication(Settings.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.setRegisterShutdownHook(false);
        // The rights are looked at by a check, and refuse nothing here.
        application.setInitializers(application.getInitializers().stream()
                .filter(one -> !(one instanceof CodeRights))
                .toList());
        application.addInitializers(starting ->
                made.secrets = SensitiveSettings.of(starting.getEnvironment()).values());
        List<String> all = new ArrayList<>(settings);
        all.addAll(SILENCE);
        try {
            made.bind(application.run(all.toArray(String[]::new)));
            made.refusals.add(Finding.pass(CHECK, "they bind, and contradict each other nowhere"));
        } catch (RuntimeException refused) {
            made.refusals.add(told(refused));
        }
        return made;
    }

    /** Makes what the settings describe, as the start does; nobody is called. */
    private void bind(ConfigurableApplicationContext started) {
        context = started;
        BarsSettings settings = settings();
        farSides = FarSidePairs.of(settings);
        FeedSettings.feeds(settings.hl7());
        AtRestConfiguration.read(settings.atRest());
        settings.callbacks().forEach(Callback::new);
        if (settings.notices().webhook().url() != null) {
            NoticesConfiguration.receiver(
                    NoticesConfiguration.likeCallback(settings.notices().webhook()));
        }
        AccessSetUp.filter(
                settings.access(),
                bundles(),
                timer,
                (request, response, denial) -> {
                    // Nobody comes in here.
                },
                clock);
        // Last: with them everything is there.
        identities = IdentitySettings.identities(settings, bundles(), timer, clock);
    }

    /** In the words of a start that is refused. */
    static Finding told(RuntimeException refused) {
        List<FailureAnalyzer> analyzers = SpringFactoriesLoader.forDefaultResourceLocation()
                .load(
                        FailureAnalyzer.class,
                        ArgumentResolver.of(
                                        BeanFactory.class,
                                        new org.springframework.beans.factory.support.DefaultListableBeanFactory())
                                .and(Environment.class, new org.springframework.core.env.StandardEnvironment()),
                        FailureHandler.handleMessage((message, failure) -> {
                            // One whose library is not there explains nothing either.
                        }));
        for (FailureAnalyzer analyzer : analyzers) {
            FailureAnalysis analysis = analyzer.analyze(refused);
            if (analysis != null) {
                return Finding.fail(
                        CHECK,
                        analysis.getDescription(),
                        Objects.requireNonNullElse(analysis.getAction(), "Set it right."));
            }
        }
        return Finding.fail(
                CHECK,
                "they cannot be read: " + refused.getClass().getSimpleName(),
                "Start the program: its log tells more.");
    }

    /** What was found while the settings were read. */
    List<Finding> refusals() {
        return refusals;
    }

    boolean isUsable() {
        return identities != null;
    }

    /** Values that must never be told. */
    Set<String> secrets() {
        return new LinkedHashSet<>(secrets);
    }

    /** What there is to look at; only when it is usable. */
    DoctorSubject subject() {
        return new DoctorSubject(
                settings(),
                started().getEnvironment(),
                bundles(),
                Objects.requireNonNull(farSides),
                Objects.requireNonNull(identities),
                clock);
    }

    private BarsSettings settings() {
        return started().getBean(BarsSettings.class);
    }

    private SslBundles bundles() {
        return started().getBean(SslBundles.class);
    }

    private ConfigurableApplicationContext started() {
        return Objects.requireNonNull(context);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        if (context != null) {
            context.close();
        }
    }
}
