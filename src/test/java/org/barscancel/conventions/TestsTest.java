package org.barscancel.conventions;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.core.domain.properties.HasModifiers.Predicates.modifier;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.OnlyIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What tests do not do. */
@AnalyzeClasses(packages = "org.barscancel", importOptions = OnlyIncludeTests.class)
class TestsTest {
    private static final Path SOURCES = Path.of("src");

    /** A test that sleeps is slow on a fast machine and wrong on a slow one: wait for a condition. */
    @ArchTest
    static final ArchRule noTestSleeps = noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "sleep", long.class, int.class)
            .orShould()
            .callMethod(TimeUnit.class, "sleep", long.class);

    @ArchTest
    static final ArchRule testsArePackagePrivate =
            classes().that().haveSimpleNameEndingWith("Test").should().notBePublic();

    @ArchTest
    static final ArchRule testsStandInClassesNamedTest = methods()
            .that()
            .areAnnotatedWith(Test.class)
            .should()
            .beDeclaredInClassesThat(
                    // IT is what runs against the packaged jar; what is abstract is run by those that extend it.
                    simpleNameEndingWith("Test").or(simpleNameEndingWith("IT")).or(modifier(JavaModifier.ABSTRACT)));

    @Test
    void everyNhsNumberIsSynthetic() throws IOException {
        Pattern patient = Pattern.compile("(?<![0-9A-Za-z.-])[1-9]\\d{9}(?![0-9A-Za-z.-])");
        try (Stream<Path> sources = Files.walk(SOURCES)) {
            List<String> real = sources.filter(path -> path.toString().endsWith(".java"))
                    .flatMap(path -> read(path).lines())
                    .flatMap(line -> patient.matcher(line).results())
                    .map(result -> result.group())
                    .filter(number ->
                            org.barscancel.request.NhsNumber.parse(number).isPresent())
                    .filter(number -> !number.startsWith("999") && !PUBLISHED.contains(number))
                    .toList();

            assertThat(real).isEmpty();
        }
    }

    /** Test patients of the published examples and guides. */
    private static final List<String> PUBLISHED = List.of("9693893123");

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
