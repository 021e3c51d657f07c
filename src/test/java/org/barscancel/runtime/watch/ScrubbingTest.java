package org.barscancel.runtime.watch;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/** The second line: what is logged or shown although it should not be loses numbers and secrets on its way out (R23). */
class ScrubbingTest {
    private static final String NHS_NUMBER = "9990000018";

    private final Scrubber scrubber = new Scrubber(Set.of("Kaiserschmarrn", "Kaiserschmarrn-long"));
    private final LoggerContext logging = new LoggerContext();
    private final ListAppender<ILoggingEvent> written = new ListAppender<>();

    @BeforeEach
    void standBefore() {
        logging.setMDCAdapter(MDC.getMDCAdapter());
        written.setContext(logging);
        written.start();
        logging.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(written);
        ScrubbingAppender.standBefore(logging, scrubber);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "patient 9990000018 and 999 000 0026|patient [removed] and [removed]",
                "identifier=nhs-number%7C9990000018&type=x|identifier=nhs-number%7C[removed]&type=x",
                "took 19990000018 ns of 1234567890|took 19990000018 ns of 1234567890",
                "login with Kaiserschmarrn-long now|login with [removed] now",
                "Authorization: Bearer abcdefgh.ijkl|Authorization: Bearer [removed]",
                "assertion eyJhbGciOiJSUzUxMiJ9.eyJpc3MiOiJ4In0.c2ln|assertion [removed]",
                "grant_type=x&client_secret=abc&scope=y|grant_type=x&client_secret=[removed]&scope=y",
                "{\"access_token\": \"abc\", \"expires_in\"|{\"access_token\": \"[removed]\", \"expires_in\"",
                "jdbc:postgresql://me:pass@db/bars|jdbc:postgresql://[removed]@db/bars",
                "key -----BEGIN PRIVATE KEY-----MIIE-----END PRIVATE KEY-----|key [removed]",
                "2615526e-d5b7-5ca3-b936-8c213499fc27|2615526e-d5b7-5ca3-b936-8c213499fc27",
            })
    void takesNumbersAndSecretsOutAndLeavesTheRest(String text, String expected) {
        assertThat(scrubber.scrubbed(text)).isEqualTo(expected);
    }

    @Test
    void standsBeforeEveryAppenderOnce() {
        ScrubbingAppender.standBefore(logging, scrubber);

        logging.getLogger("some.library").info("patient {}", NHS_NUMBER);

        assertThat(written.list).singleElement().satisfies(event -> assertThat(event.getFormattedMessage())
                .isEqualTo("patient [removed]"));
    }

    /** As it is written, since an event that lacks something is lost only there. */
    @Test
    void writesEachMessageExceptionAndValueAsOneLine() {
        PatternLayout layout = new PatternLayout();
        layout.setContext(logging);
        layout.setPattern("%property{none}%msg %mdc{who} %ex{1}");
        layout.start();
        MDC.put("who", "a\u2028b");
        try {
            logging.getLogger("some.library")
                    .warn("one {}", "a\r\n2020 ERROR forged\u001B[2J\u0000", new IllegalStateException("c\nforged"));
        } finally {
            MDC.remove("who");
        }

        assertThat(layout.doLayout(written.list.get(0)))
                .startsWith("nullone a\\r\\n2020 ERROR forged\\u001B[2J\\u0000 a\\u2028b ")
                .contains("IllegalStateException: c\\nforged")
                .doesNotContain("\u001B", "\u2028");
    }

    @Test
    void leavesTheLinesOfARefusedStart() {
        logging.getLogger("org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter")
                .error("***\nDescription:\n" + NHS_NUMBER);

        assertThat(written.list.get(0).getFormattedMessage()).isEqualTo("***\nDescription:\n[removed]");
    }

    @Test
    void leavesAnEventAsItIsWhenThereIsNothingToTakeOut() {
        logging.getLogger("some.library").info("all {}", "well");

        assertThat(written.list).singleElement().satisfies(event -> {
            assertThat(event.getMessage()).isEqualTo("all {}");
            assertThat(event.getLoggerName()).isEqualTo("some.library");
        });
    }

    @Test
    void cleansExceptionsWithTheirCausesAndSuppressedOnes() {
        Exception thrown = new IllegalStateException("all well", new IllegalArgumentException("was " + NHS_NUMBER));
        thrown.addSuppressed(new IllegalArgumentException("Bearer abcdefghijkl"));
        thrown.getCause().initCause(thrown);

        logging.getLogger("some.library").error("failed", thrown);

        assertThat(ThrowableProxyUtil.asString(written.list.get(0).getThrowableProxy()))
                .contains(
                        "IllegalStateException: all well", "was [removed]", "Bearer [removed]", "ScrubbingTest.cleans")
                .doesNotContain(NHS_NUMBER, "abcdefghijkl");
    }

    @Test
    void cleansWhatGoesWithAThread() {
        MDC.put("patient", NHS_NUMBER);
        try {
            logging.getLogger("some.library").warn("failed");
        } finally {
            MDC.remove("patient");
        }

        assertThat(written.list.get(0).getMDCPropertyMap()).containsEntry("patient", "[removed]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bars.provider.credentials.api-key.value",
                "BARS_PROVIDERS_NORTH_CREDENTIALS_APIKEY_VALUE",
                "bars.provider.credentials.token.client-secret",
                "bars.provider.credentials.token.private-key",
                "bars.provider.credentials.token.privateKeyPassword",
                "bars.broker.password",
                "bars.broker.properties.password",
                "bars.ledger.hash-key",
                "bars.callbacks.pas-1.previous-secret",
                "spring.ssl.bundle.jks.ours.keystore.password"
            })
    void knowsASecretSettingByItsName(String name) {
        assertThat(SensitiveSettings.isSensitive(name)).isTrue();
    }

    @Test
    void collectsSecretsFromEverySourceAndNamesThoseOfTheCommandLine() {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "file",
                        Map.of(
                                "bars.broker.password", "from-a-file",
                                "bars.provider.credentials.token.private-key", "/etc/key.pem",
                                "bars.ledger.password", "x")));
        environment
                .getPropertySources()
                .addFirst(new SimpleCommandLinePropertySource("--bars.ledger.hash-key=from-the-command-line"));

        SensitiveSettings sensitive = SensitiveSettings.of(environment);

        assertThat(sensitive.values())
                .contains("from-a-file", "from-the-command-line")
                .doesNotContain("/etc/key.pem", "x");
        assertThat(sensitive.onCommandLine()).containsExactly("bars.ledger.hash-key");
        assertThat(sensitive.toString()).doesNotContain("from-a-file");
    }

    @Test
    void keepsSecretsFromTheEndpointThatShowsSettings() {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("file", Map.of("bars.broker.password", "from-a-file")));
        SanitizingFunction shown = new DisclosureConfiguration().secretsAreNotShown(environment);

        for (Map.Entry<String, String> setting : List.of(
                Map.entry("bars.broker.password", "from-a-file"),
                Map.entry("sun.java.command", "bars --bars.broker.password=from-a-file"))) {
            assertThat(shown.apply(new SanitizableData(null, setting.getKey(), setting.getValue()))
                            .getValue())
                    .isEqualTo(SanitizableData.SANITIZED_VALUE);
        }
        assertThat(shown.apply(new SanitizableData(null, "bars.home", "./data")).getValue())
                .isEqualTo("./data");
    }
}
