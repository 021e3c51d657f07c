package org.barscancel.bundle;

import java.util.List;
import java.util.stream.Stream;
import org.barscancel.BarsCancelApplication;
import org.springframework.boot.ConfigurableBootstrapContext;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.boot.env.EnvironmentPostProcessorApplicationListener;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;
import org.springframework.core.io.support.SpringFactoriesLoader;

/**
 * Starts the program as it is by itself, but for what it would do to the whole JVM: set up the log, end with the process. Of
 * what libraries hook into a start, only Spring Boot's and its own takes part: others know the other application's settings.
 */
final class BundledProgram {
    private static final String OURS = "org.barscancel.";
    private static final String BOOT = "org.springframework.boot.";

    private BundledProgram() {}

    static ConfigurableApplicationContext started(BundledSettings settings) {
        SpringApplication application = new SpringApplication(BarsCancelApplication.class);
        application.setWebApplicationType(WebApplicationType.SERVLET);
        application.setEnvironment(settings);
        application.setAddCommandLineProperties(false);
        application.setRegisterShutdownHook(false);
        application.setLogStartupInfo(false);
        application.setInitializers(application.getInitializers().stream()
                .filter(one -> isOf(BOOT, one) || isOf(OURS, one))
                .toList());
        application.setListeners(Stream.concat(
                        Stream.<ApplicationListener<?>>of(
                                EnvironmentPostProcessorApplicationListener.with(BundledProgram::postProcessors)),
                        application.getListeners().stream().filter(one -> isOf(OURS, one)))
                .toList());
        return application.run();
    }

    private static List<EnvironmentPostProcessor> postProcessors(
            DeferredLogFactory logs, ConfigurableBootstrapContext bootstrap) {
        List<EnvironmentPostProcessor> ours = SpringFactoriesLoader.forDefaultResourceLocation()
                .load(
                        EnvironmentPostProcessor.class,
                        SpringFactoriesLoader.ArgumentResolver.of(DeferredLogFactory.class, logs)
                                .and(ConfigurableBootstrapContext.class, bootstrap),
                        SpringFactoriesLoader.FailureHandler.handleMessage((message, failure) -> {
                            // One of another library that asks for something else; it is left out anyway.
                        }))
                .stream()
                .filter(one -> isOf(OURS, one))
                .toList();
        return Stream.concat(Stream.of(new ConfigDataEnvironmentPostProcessor(logs, bootstrap)), ours.stream())
                .sorted(AnnotationAwareOrderComparator.INSTANCE)
                .toList();
    }

    private static boolean isOf(String library, Object one) {
        return one.getClass().getName().startsWith(library);
    }
}
