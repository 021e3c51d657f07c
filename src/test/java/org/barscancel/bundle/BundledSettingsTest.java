package org.barscancel.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** What the bundled program sees of the settings of the application it is in. */
class BundledSettingsTest {
    private final StandardEnvironment host = new StandardEnvironment();

    @Test
    void seesWhatIsMeantForItAndNothingElse() {
        given(Map.of(
                "bars.home", "/var/lib/clinic",
                "spring.ssl.bundle.pem.proxy.reload-on-update", "true",
                "spring.mail.host", "mail.example",
                "spring.datasource.url", "jdbc:postgresql://clinic.example/clinic",
                "spring.profiles.active", "demo",
                "server.port", "8080",
                "camel.main.name", "clinic",
                "barsoap", "1"));

        BundledSettings seen = seen();

        assertThat(seen.getProperty("bars.home")).isEqualTo("/var/lib/clinic");
        assertThat(seen.getProperty("spring.ssl.bundle.pem.proxy.reload-on-update"))
                .isEqualTo("true");
        assertThat(seen.getProperty("spring.mail.host")).isEqualTo("mail.example");
        assertThat(seen.getProperty("server.port")).isEqualTo("8081");
        assertThat(List.of(
                        "spring.datasource.url", "spring.profiles.active", "camel.main.name", "barsoap", "user.home"))
                .allSatisfy(
                        name -> assertThat(seen.containsProperty(name)).as(name).isFalse());
    }

    @Test
    void hasOfItsOwnWhatIsBelowTheProgramsName() {
        given(Map.of(
                "bars.program.server.port", "9090",
                "bars.program.management.endpoint.health.show-details", "never",
                "bars.enabled", "true"));

        assertThat(seen().getProperty("server.port")).isEqualTo("9090");
        assertThat(seen().getProperty("management.endpoint.health.show-details"))
                .isEqualTo("never");
        assertThat(seen().containsProperty("bars.program.server.port")).isFalse();
        assertThat(seen().containsProperty("bars.enabled")).isFalse();
    }

    @Test
    void aValueMayReferToWhatIsNotSeen() {
        given(Map.of("clinic.name", "north", "bars.home", "/var/lib/${clinic.name}"));

        assertThat(seen().getProperty("bars.home")).isEqualTo("/var/lib/north");
    }

    @Test
    void seesEnvironmentVariables() {
        host.getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                                Map.of(
                                        "BARS_PROVIDER_URL", "https://provider.example",
                                        "BARS_PROGRAM_SERVER_PORT", "9191",
                                        "BARS_ENABLED", "true",
                                        "SPRING_PROFILES_ACTIVE", "demo")));

        Binder settings = Binder.get(seen());

        assertThat(settings.bind("bars.provider.url", String.class).get()).isEqualTo("https://provider.example");
        assertThat(settings.bind("server.port", Integer.class).get()).isEqualTo(9191);
        assertThat(settings.bind("bars.enabled", String.class).isBound()).isFalse();
        assertThat(settings.bind("spring.profiles.active", String.class).isBound())
                .isFalse();
    }

    @Test
    void nothingThatIsSetLetsItReadFilesOfTheApplication() {
        given(Map.of(
                "bars.program.spring.config.location", "classpath:/", "bars.program.spring.sql.init.mode", "always"));

        assertThat(seen().getProperty("spring.config.location")).isEqualTo("classpath:/bars-cancel/");
        assertThat(seen().getProperty("spring.sql.init.mode")).isEqualTo("never");
    }

    @Test
    void knowsTheProgramFromAnotherApplication() {
        new Whose().postProcessEnvironment(host, new SpringApplication(String.class));
        assertThat(Whose.isAnothers(host)).isTrue();
        assertThat(host.containsProperty("spring.config.location")).isFalse();

        StandardEnvironment own = new StandardEnvironment();
        new Whose().postProcessEnvironment(own, new SpringApplication(org.barscancel.BarsCancelApplication.class));
        assertThat(Whose.isAnothers(own)).isFalse();
        assertThat(own.getProperty("spring.config.location")).startsWith("optional:classpath:/bars-cancel/");
    }

    private BundledSettings seen() {
        return BundledSettings.of(host, List.of());
    }

    private void given(Map<String, Object> settings) {
        host.getPropertySources().addFirst(new MapPropertySource("given", settings));
    }
}
