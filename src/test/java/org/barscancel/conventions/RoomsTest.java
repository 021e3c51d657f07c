package org.barscancel.conventions;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import jakarta.annotation.Resource;
import java.time.Instant;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** Which room may use which, and what no room does. */
@AnalyzeClasses(packages = "org.barscancel", importOptions = DoNotIncludeTests.class)
class RoomsTest {
    private static final String BASE = "org.barscancel";
    private static final String[] PURE = {
        BASE + ".atrest..",
        BASE + ".problem..",
        BASE + ".request..",
        BASE + ".hl7..",
        BASE + ".cancellation..",
        BASE + ".json..",
        BASE + ".appointment..",
        BASE + ".registry..",
        BASE + ".bars..",
        BASE + ".leg..",
        BASE + ".reconciliation..",
        BASE + ".intake..",
        BASE + ".answer..",
        BASE + ".audit..",
        BASE + ".doctor..",
        BASE + ".steering..",
        BASE + ".notice.."
    };

    /** The settings lie in the root and name values of the rooms; only the runtime reads them. */
    @ArchTest
    static final ArchRule roomsDependOneWay = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage(BASE + "..")
            .layer("atrest")
            .definedBy(BASE + ".atrest..")
            .layer("problem")
            .definedBy(BASE + ".problem..")
            .layer("request")
            .definedBy(BASE + ".request..")
            .layer("hl7")
            .definedBy(BASE + ".hl7..")
            .layer("cancellation")
            .definedBy(BASE + ".cancellation..")
            .layer("json")
            .definedBy(BASE + ".json..")
            .layer("appointment")
            .definedBy(BASE + ".appointment..")
            .layer("registry")
            .definedBy(BASE + ".registry..")
            .layer("bars")
            .definedBy(BASE + ".bars..")
            .layer("credentials")
            .definedBy(BASE + ".credentials..")
            .layer("access")
            .definedBy(BASE + ".access..")
            .layer("leg")
            .definedBy(BASE + ".leg..")
            .layer("reconciliation")
            .definedBy(BASE + ".reconciliation..")
            .layer("answer")
            .definedBy(BASE + ".answer..")
            .layer("steering")
            .definedBy(BASE + ".steering..")
            .layer("ledger")
            .definedBy(BASE + ".ledger..")
            .layer("intake")
            .definedBy(BASE + ".intake..")
            .layer("audit")
            .definedBy(BASE + ".audit..")
            .layer("notice")
            .definedBy(BASE + ".notice..")
            .layer("doctor")
            .definedBy(BASE + ".doctor..")
            .layer("console")
            .definedBy(BASE + ".console..")
            .layer("command")
            .definedBy(BASE + ".command..")
            .layer("bundle")
            .definedBy(BASE + ".bundle..")
            .layer("settings")
            .definedBy(BASE)
            .layer("runtime")
            .definedBy(BASE + ".runtime..")
            .layer("simulator")
            .definedBy(BASE + ".simulator..")
            .whereLayer("atrest")
            .mayNotAccessAnyLayer()
            .whereLayer("problem")
            .mayNotAccessAnyLayer()
            .whereLayer("request")
            .mayOnlyAccessLayers("problem")
            .whereLayer("hl7")
            .mayOnlyAccessLayers("problem", "request")
            .whereLayer("hl7")
            .mayOnlyBeAccessedByLayers("settings", "intake", "runtime")
            .whereLayer("cancellation")
            .mayOnlyAccessLayers("problem", "request")
            .whereLayer("json")
            .mayNotAccessAnyLayer()
            .whereLayer("appointment")
            .mayOnlyAccessLayers("problem", "request", "cancellation", "json")
            .whereLayer("registry")
            .mayOnlyAccessLayers("problem", "request", "cancellation", "json")
            .whereLayer("bars")
            .mayOnlyAccessLayers("problem", "request", "cancellation", "json")
            .whereLayer("credentials")
            .mayOnlyAccessLayers("bars", "atrest")
            .whereLayer("access")
            .mayNotAccessAnyLayer()
            .whereLayer("leg")
            .mayOnlyAccessLayers("problem", "request", "cancellation", "json", "appointment", "registry", "bars")
            .whereLayer("reconciliation")
            .mayOnlyAccessLayers("problem", "request", "cancellation", "json", "appointment", "registry", "bars", "leg")
            .whereLayer("answer")
            .mayOnlyAccessLayers("problem", "request", "cancellation", "bars", "leg", "atrest")
            .whereLayer("ledger")
            .mayOnlyAccessLayers(
                    "problem", "request", "cancellation", "reconciliation", "answer", "atrest", "steering", "notice")
            .whereLayer("steering")
            .mayNotAccessAnyLayer()
            .whereLayer("intake")
            .mayOnlyAccessLayers("problem", "request", "hl7", "cancellation", "atrest")
            .whereLayer("audit")
            .mayOnlyAccessLayers("request")
            .whereLayer("notice")
            .mayOnlyAccessLayers("problem")
            .whereLayer("doctor")
            .mayNotAccessAnyLayer()
            .whereLayer("console")
            .mayOnlyAccessLayers(
                    "problem",
                    "request",
                    "cancellation",
                    "reconciliation",
                    "access",
                    "answer",
                    "ledger",
                    "audit",
                    "doctor",
                    "steering")
            .whereLayer("command")
            .mayOnlyAccessLayers("access", "atrest", "audit", "credentials", "doctor", "simulator")
            .whereLayer("command")
            .mayOnlyBeAccessedByLayers("settings")
            .whereLayer("settings")
            .mayOnlyAccessLayers(
                    "hl7", "appointment", "registry", "leg", "credentials", "access", "atrest", "doctor", "command")
            .whereLayer("settings")
            .mayOnlyBeAccessedByLayers("runtime", "bundle")
            .whereLayer("bundle")
            .mayOnlyAccessLayers("settings")
            .whereLayer("bundle")
            .mayOnlyBeAccessedByLayers("runtime")
            .whereLayer("runtime")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("simulator")
            .mayOnlyBeAccessedByLayers("command")
            .whereLayer("simulator")
            .mayNotAccessAnyLayer();

    @ArchTest
    static final ArchRule roomsFormNoCycle =
            slices().matching(BASE + ".(*)..").should().beFreeOfCycles();

    /** The rooms of the runtime, each of which knows only those before it. */
    private static final List<String> RUNTIME = List.of(
            "start",
            "tls",
            "watch",
            "circuit",
            "farside",
            "broker",
            "leg",
            "ledger",
            "delivery",
            "steering",
            "intake",
            "http",
            "access",
            "replay",
            "reconciliation",
            "notice",
            "doctor",
            "console");

    @ArchTest
    static void roomsOfTheRuntimeKnowOnlyThoseBefore(JavaClasses classes) {
        for (String room : RUNTIME) {
            String[] later = RUNTIME.subList(RUNTIME.indexOf(room) + 1, RUNTIME.size()).stream()
                    .map(RoomsTest::inRuntime)
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(inRuntime(room))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(later)
                    .check(classes);
        }
        classes()
                .that()
                .resideInAPackage(BASE + ".runtime.*..")
                .should()
                .resideInAnyPackage(RUNTIME.stream().map(RoomsTest::inRuntime).toArray(String[]::new))
                .check(classes);
    }

    private static String inRuntime(String room) {
        return BASE + ".runtime." + room + "..";
    }

    @ArchTest
    static final ArchRule rulesKnowNoFramework = noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "org.apache.camel..", "jakarta.jms..", "java.sql..");

    /** And the bundle, which gives the routes of another application a way to the queues. */
    @ArchTest
    static final ArchRule onlyTheRuntimeKnowsCamel = noClasses()
            .that()
            .resideOutsideOfPackages(BASE + ".runtime..", BASE + ".bundle..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.camel..");

    @ArchTest
    static final ArchRule onlyTheCommandsKnowTheCommandLine =
            outside("command").should().dependOnClassesThat().resideInAPackage("picocli..");

    /** The root starts Spring, ledger and console use its JDBC and web parts, the simulator is an application of its own. */
    @ArchTest
    static final ArchRule fewRoomsKnowSpring = noClasses()
            .that()
            .resideOutsideOfPackages(
                    BASE,
                    BASE + ".runtime..",
                    BASE + ".bundle..",
                    BASE + ".credentials..",
                    BASE + ".access..",
                    BASE + ".ledger..",
                    BASE + ".console..",
                    BASE + ".simulator..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework..");

    @ArchTest
    static final ArchRule theSimulatorStandsAlone = classes()
            .that()
            .resideInAPackage(BASE + ".simulator..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    BASE + ".simulator..",
                    "java..",
                    "jakarta.servlet..",
                    "ca.uhn.fhir..",
                    "org.hl7.fhir..",
                    "org.springframework..",
                    "org.apache.catalina..",
                    "org.apache.coyote..",
                    "org.apache.tomcat..",
                    "com.fasterxml.jackson..",
                    "com.nimbusds..",
                    "org.jspecify..",
                    "org.slf4j.."));

    /** HttpClient 4 is on the class path through HAPI; the bounds of a call (R21) are set on HttpClient 5 only. */
    @ArchTest
    static final ArchRule nobodyCallsByTheOldHttpClient =
            noClasses().should().dependOnClassesThat().resideInAPackage("org.apache.http..");

    @ArchTest
    static final ArchRule everyRoomIsNullMarked =
            classes().that().haveSimpleName("package-info").should().beAnnotatedWith(NullMarked.class);

    @ArchTest
    static final ArchRule whatIsNeededComesThroughTheConstructor = fields().should()
            .notBeAnnotatedWith(Autowired.class)
            .andShould()
            .notBeAnnotatedWith(Value.class)
            .andShould()
            .notBeAnnotatedWith(Resource.class);

    /** A command answers on the terminal, and it is the root that starts one. */
    @ArchTest
    static final ArchRule nothingIsPrinted =
            noClasses().that().resideOutsideOfPackage(BASE).should(ACCESS_STANDARD_STREAMS);

    /** HAPI's server interface wants it in the simulator, and a certificate tells its time in no other way. */
    @ArchTest
    static final ArchRule timeIsJavaTime = noClasses()
            .that()
            .resideOutsideOfPackage(BASE + ".simulator..")
            .and()
            .doNotHaveSimpleName("CertificateText")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Date.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Calendar.class);

    @ArchTest
    static final ArchRule timeComesFromAClock = noClasses()
            .that()
            .resideOutsideOfPackage(BASE + ".simulator..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    private static GivenClassesConjunction outside(String room) {
        return noClasses().that().resideOutsideOfPackage(BASE + "." + room + "..");
    }
}
