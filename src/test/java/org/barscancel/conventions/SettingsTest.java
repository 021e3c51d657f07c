package org.barscancel.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.barscancel.BarsSettings;
import org.barscancel.access.Role;
import org.barscancel.appointment.PastAppointments;
import org.barscancel.appointment.PatientCheck;
import org.barscancel.appointment.ReasonElement;
import org.barscancel.leg.Confirmation;
import org.barscancel.registry.RegistryAction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.util.unit.DataSize;

/** {@code config/application.yaml} and {@code docs/configuration.md} show every setting, with the contract's defaults. */
class SettingsTest {
    private static final String NAMED = "feeds|providers|registries|callbacks|api-keys|certificates|users";

    @TempDir
    Path folder;

    @Test
    void everySettingStandsInTheFileAndNothingElseDoes() throws IOException {
        assertThat(Setting.shown().keySet())
                .containsExactlyInAnyOrderElementsOf(Setting.all().stream()
                        .filter(setting -> !setting.isBelowAName())
                        .map(Setting::name)
                        .toList());
    }

    /** What has a name of the user's own can only be shown commented out. */
    @Test
    void theExamplesOfWhatHasANameShowEverySettingAndAreSound() throws IOException {
        String example = Files.readString(Setting.FILE)
                .replaceAll("(?m)^ +(" + NAMED + "): \\{}\n", "")
                .replaceAll("(?m)^( +)#((" + NAMED + "):|  )", "$1$2");
        Path file = Files.writeString(folder.resolve("example.yaml"), example);
        BarsSettings settings = bind(Map.of(), file);

        assertThat(settings.hl7().feeds().get("pas-1").port()).isEqualTo(2575);
        assertThat(settings.hl7().feeds().get("pas-1").reasonCodes()).containsKey("7");
        assertThat(settings.hl7().feeds().get("pas-1").answerTo()).isNotNull();
        assertThat(settings.callbacks().get("pas-1").concurrency()).isEqualTo(4);
        assertThat(settings.access().apiKeys().get("pas-1").roles()).containsExactlyInAnyOrder(Role.SUBMIT, Role.VIEW);
        assertThat(settings.access().certificates().get("pas-2").requester()).isEqualTo("pas-2");
        assertThat(settings.broker().users().get("pas-1").requester()).isEqualTo("pas-1");
        assertThat(settings.providers().get("north").rate()).isEqualTo(20);
        assertThat(settings.registries().get("north-nrl").custodian()).isEqualTo("N1001");
        assertThat(Setting.all().stream().filter(Setting::isBelowAName))
                .hasSizeGreaterThan(70)
                .allSatisfy(setting -> assertThat(example)
                        .containsPattern("\n {6,10}#?" + setting.nameBelow().replaceFirst("\\..*", "") + ":"));
    }

    /** A secret stands in an example as a variable of its own, long enough to be one. */
    @Test
    void theExamplesAreTakenAtAStart() throws IOException {
        assertThat(faults(bind(Map.of(), SettingExamples.FILE, Setting.FILE))).isEmpty();
    }

    /** Those too that the file does not have; what lies below a name is of the same types. */
    @Test
    void eachExampleKeepsTheRuleOfItsSetting() throws IOException {
        SettingExamples examples = SettingExamples.read();
        Map<String, String> defaults = Setting.shown();
        for (Setting setting : Setting.all()) {
            if (!setting.isBelowAName() && setting.part().getType() != Map.class) {
                String example = examples.of(setting, defaults.getOrDefault(setting.name(), setting.preset()));
                BarsSettings settings = bind(Map.of("bars." + setting.name(), example), Setting.FILE);

                assertThat(faults(settings).stream().filter(fault -> fault.replaceAll("([A-Z])", "-$1")
                                .toLowerCase(Locale.ROOT)
                                .startsWith(setting.name() + " ")))
                        .isEmpty();
            }
        }
    }

    @Test
    void everySettingIsExplained() throws IOException {
        assertThat(SettingsPage.meanings().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Setting.all().stream().map(Setting::name).toList());
    }

    @Test
    void thePageTellsTheSettingsAsTheyAre() throws IOException {
        GeneratedPage.agrees(Path.of("docs/configuration.md"), SettingsPage.text());
    }

    @Test
    void everySettingCanBeGivenByItsEnvironmentVariable() {
        assertThat(Setting.all()).allSatisfy(setting -> {
            SystemEnvironmentPropertySource environment = new SystemEnvironmentPropertySource(
                    "systemEnvironment", Map.of(setting.environmentVariable().replace("<NAME>", "PAS1"), "given"));
            ConfigurationPropertySource source = ConfigurationPropertySource.from(environment);

            assertThat(source.getConfigurationProperty(ConfigurationPropertyName.of(
                            "bars." + setting.name().replace("<name>", "pas1"))))
                    .as(setting.environmentVariable())
                    .isNotNull();
        });
    }

    @Test
    void aSettingThatIsAbsentByDefaultIsAbsent() throws IOException {
        BarsSettings settings = bind();

        assertThat(settings.routes()).isNull();
        assertThat(settings.provider().url()).isNull();
        assertThat(settings.registry().url()).isNull();
        assertThat(settings.custodian()).isNull();
        assertThat(settings.registry().service()).isNull();
        assertThat(settings.useContext().category()).isNull();
        assertThat(settings.broker().url()).isNull();
        assertThat(settings.ledger().url()).isNull();
        assertThat(settings.ledger().hashKey()).isNull();
    }

    @Test
    void theDefaultsAreThoseOfTheContract() throws IOException {
        BarsSettings settings = bind();

        assertThat(settings.home().toAbsolutePath().normalize())
                .isEqualTo(Path.of("data").toAbsolutePath());
        assertThat(settings.registry().action()).isEqualTo(RegistryAction.DELETE);
        assertThat(settings.coreVersion()).isEqualTo("1.2.0");
        assertThat(settings.useContext().event()).isEqualTo("booking-request");
        assertThat(settings.useContext().reason()).isEqualTo("update");
        assertThat(settings.reasonElement()).isEqualTo(ReasonElement.NONE);
        assertThat(settings.currentStatuses()).containsExactly("booked");
        assertThat(settings.pastAppointments()).isEqualTo(PastAppointments.REFUSE);
        assertThat(settings.patientCheck()).isEqualTo(PatientCheck.VERIFY);
        assertThat(settings.confirm()).isEqualTo(Confirmation.ANSWER);
        assertThat(settings.concurrency()).isEqualTo(new BarsSettings.Concurrency(16, 8));
        assertThat(settings.rate()).isEqualTo(new BarsSettings.Rate(0, 0));
        assertThat(settings.retry())
                .isEqualTo(
                        new BarsSettings.Retry(Duration.ofSeconds(1), 2, Duration.ofMinutes(5), Duration.ofHours(24)));
        assertThat(settings.http())
                .isEqualTo(
                        new BarsSettings.Http(Duration.ofSeconds(2), Duration.ofSeconds(10), DataSize.ofMegabytes(1)));
        assertThat(settings.file().minAge()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.file().csvCharset()).isEqualTo(StandardCharsets.UTF_8);
        assertThat(settings.limits().requestBytes()).isEqualTo(DataSize.ofMegabytes(1));
        assertThat(settings.limits().csvRows()).isEqualTo(100_000);
        assertThat(settings.queue().cancellations()).isEqualTo("bars.cancellations");
        assertThat(settings.queue().outcomes()).isEqualTo("bars.outcomes");
    }

    @Test
    void theCustodianIsOursUnlessAnotherIsNamed() throws IOException {
        assertThat(bind(Map.of("bars.organisation.ods-code", "A1001")).custodian())
                .isEqualTo("A1001");
        assertThat(bind(Map.of("bars.organisation.ods-code", "A1001", "bars.registry.custodian", "B2002"))
                        .custodian())
                .isEqualTo("B2002");
    }

    /** The public spellings of the contract. */
    @Test
    void aReasonElementIsNamedAsTheStandardSpellsIt() throws IOException {
        assertThat(bind(Map.of("bars.reason-element", "reasonCode")).reasonElement())
                .isEqualTo(ReasonElement.REASON_CODE);
        assertThat(bind(Map.of("bars.reason-element", "cancelationReason")).reasonElement())
                .isEqualTo(ReasonElement.CANCELATION_REASON);
    }

    private static BarsSettings bind() throws IOException {
        return bind(Map.of());
    }

    private static BarsSettings bind(Map<String, Object> given) throws IOException {
        return bind(given, Setting.FILE);
    }

    /** What stands first wins; a name that no setting has is refused. */
    private static BarsSettings bind(Map<String, ?> given, Path... files) throws IOException {
        MutablePropertySources sources = new MutablePropertySources();
        sources.addFirst(new MapPropertySource("given", Map.copyOf(given)));
        for (Path file : files) {
            new YamlPropertySourceLoader()
                    .load(file.toString(), new FileSystemResource(file))
                    .forEach(sources::addLast);
        }
        return new Binder(ConfigurationPropertySources.from(sources))
                .bind("bars", Bindable.of(BarsSettings.class), new NoUnboundElementsBindHandler(BindHandler.DEFAULT))
                .get();
    }

    /** Where a bound is broken, and what it says. */
    private static List<String> faults(BarsSettings settings) {
        try (ValidatorFactory validators = Validation.buildDefaultValidatorFactory()) {
            return validators.getValidator().validate(settings).stream()
                    .map(fault -> fault.getPropertyPath() + " " + fault.getMessage())
                    .toList();
        }
    }
}
