package org.barscancel.runtime.watch;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ApplicationListener;
import org.springframework.core.io.support.SpringFactoriesLoader;

class QuietLibrariesTest {
    private final LoggerContext logging = new LoggerContext();

    @BeforeEach
    void setUp() {
        logging.getLogger("ROOT").setLevel(Level.TRACE);
        logging.addTurboFilter(new QuietLibraries.Filter(Set.of("org.apache.hc.client5.http.headers")));
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
                "com.networknt.schema.TypeValidator",
                "org.barscancelled",
                "a.library.nobody.has.heard.of"
            })
    void holdsOffEveryLibraryAtAnyLevelAUserSets(String name) {
        logging.getLogger(name).setLevel(Level.TRACE);

        assertThat(logging.getLogger(name).isTraceEnabled()).isFalse();
        assertThat(logging.getLogger(name).isDebugEnabled()).isFalse();
        assertThat(logging.getLogger(name).isInfoEnabled()).isTrue();
        assertThat(logging.getLogger(name).isErrorEnabled()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.apache.activemq.audit.message",
                "org.apache.coyote.http11.Http11Processor",
                "org.apache.tomcat.util.http.Parameters"
            })
    void holdsOffWhatPrintsTheContentOfMessagesAtInfo(String name) {
        assertThat(logging.getLogger(name).isInfoEnabled()).isFalse();
        assertThat(logging.getLogger(name).isWarnEnabled()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"org.barscancel.runtime.circuit.Circuits", "org.apache.hc.client5.http.headers"})
    void leavesOursAndWhatIsNamedToTheUser(String name) {
        assertThat(logging.getLogger(name).isDebugEnabled()).isTrue();
    }

    @Test
    void isInstalledBeforeAnythingRuns() {
        assertThat(SpringFactoriesLoader.forDefaultResourceLocation()
                        .load(ApplicationListener.class, (type, name, failure) -> {}))
                .hasAtLeastOneElementOfType(QuietLibraries.class);
    }
}
