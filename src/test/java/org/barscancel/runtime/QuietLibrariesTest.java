package org.barscancel.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.core.io.support.SpringFactoriesLoader;

class QuietLibrariesTest {
    private final LoggerContext logging = new LoggerContext();

    @BeforeEach
    void setUp() {
        logging.getLogger("ROOT").setLevel(Level.TRACE);
        logging.addTurboFilter(new QuietLibraries.Filter());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.apache.hc.client5.http.wire",
                "org.apache.camel.component.jms.JmsProducer",
                "org.apache.activemq.artemis.core.client",
                "ca.uhn.fhir.parser.JsonParser",
                "org.springframework.jdbc.core.StatementCreatorUtils",
                "org.springframework.jms.listener.DefaultMessageListenerContainer",
                "com.networknt.schema.TypeValidator"
            })
    void holdsOffWhatPrintsMessagesAtAnyLevelAUserSets(String name) {
        logging.getLogger(name).setLevel(Level.TRACE);

        assertThat(logging.getLogger(name).isTraceEnabled()).isFalse();
        assertThat(logging.getLogger(name).isDebugEnabled()).isFalse();
        assertThat(logging.getLogger(name).isInfoEnabled()).isTrue();
        assertThat(logging.getLogger(name).isErrorEnabled()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"org.barscancel.runtime.Circuits", "org.springframework.boot.SpringApplication"})
    void leavesTheOthersToTheUser(String name) {
        assertThat(logging.getLogger(name).isDebugEnabled()).isTrue();
    }

    @Test
    void isInstalledBeforeAnythingRuns() {
        assertThat(SpringFactoriesLoader.forDefaultResourceLocation()
                        .load(ApplicationContextInitializer.class, (type, name, failure) -> {}))
                .hasAtLeastOneElementOfType(QuietLibraries.class);
    }
}
