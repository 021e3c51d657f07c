package org.barscancel.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.barscancel.BarsCancelApplication;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurationImportSelector;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.type.AnnotationMetadata;

/** The bundled program has the auto-configurations that the program has by itself, and none of the other application's. */
class OwnAutoConfigurationsTest {
    private static final Path LIST = Path.of("src/main/resources/auto-configurations.txt");

    @Test
    void listsWhatTheProgramHasByItself() throws IOException {
        String own = String.join("\n", new TreeSet<>(new Selected().names())) + "\n";
        if (Boolean.getBoolean("bars.renew-docs")) {
            Files.writeString(LIST, own);
        }

        assertThat(Files.readString(LIST))
                .as("%s; renew it with -Dbars.renew-docs=true", LIST)
                .isEqualTo(own);
    }

    @Test
    void keepsTheBundledProgramToThem() {
        OwnAutoConfigurations filter = new OwnAutoConfigurations();
        String[] candidates = {
            "org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration",
            "org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration"
        };

        filter.setEnvironment(new StandardEnvironment());
        assertThat(filter.match(candidates, null)).containsExactly(true, true);

        filter.setEnvironment(BundledSettings.of(new StandardEnvironment(), List.of()));
        assertThat(filter.match(candidates, null)).containsExactly(true, false);
    }

    /** As Spring Boot selects them for the program: those whose classes are there, whatever is set. */
    private static final class Selected extends AutoConfigurationImportSelector {
        List<String> names() {
            setBeanFactory(new DefaultListableBeanFactory());
            setBeanClassLoader(getClass().getClassLoader());
            setResourceLoader(new DefaultResourceLoader());
            setEnvironment(new StandardEnvironment());
            return Arrays.stream(selectImports(AnnotationMetadata.introspect(BarsCancelApplication.class)))
                    // It has the filters of Spring Security and not its set-up, which would lock every path.
                    .filter(name -> !name.contains(".security."))
                    .filter(name -> !name.startsWith("org.barscancel."))
                    .toList();
        }
    }
}
