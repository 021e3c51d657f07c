package org.barscancel.runtime.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.barscancel.blackbox.Keys;
import org.barscancel.blackbox.OutsideBroker;
import org.barscancel.doctor.Finding;
import org.barscancel.doctor.Verdict;
import org.barscancel.runtime.SettingsGiven;
import org.barscancel.runtime.broker.BrokerCheck;
import org.barscancel.runtime.broker.BrokerClient;
import org.barscancel.runtime.start.StartRefusedException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.jks.JksSslStoreBundle;
import org.springframework.boot.ssl.jks.JksSslStoreDetails;
import org.springframework.jms.connection.CachingConnectionFactory;
import org.springframework.jms.core.JmsTemplate;

/** What a broker must be able to do is tried on real ones, and on one that has forgotten it. */
class BrokerCheckTest {
    private static final Set<Class<?>> PARTS =
            Set.of(Connection.class, Session.class, MessageProducer.class, MessageConsumer.class, Message.class);

    @TempDir
    static Path folder;

    private static OutsideBroker open;
    private static OutsideBroker guarded;
    private static Path keys;

    @BeforeAll
    static void start() throws Exception {
        open = OutsideBroker.start(folder.resolve("open"));
        keys = Keys.in(folder);
        guarded = OutsideBroker.guarded(folder.resolve("guarded"), keys, Keys.PASSWORD);
    }

    @AfterAll
    static void stop() throws Exception {
        open.close();
        guarded.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "amqp"})
    void takesArtemisByEitherProtocol(String protocol) {
        String url = protocol.equals("tcp") ? open.core() : open.amqp();

        assertThatCode(() -> check(Map.of("url", url))).doesNotThrowAnyException();
    }

    @Test
    void takesArtemisWithTheSettingsOfTheGuide() throws Exception {
        try (OutsideBroker broker = OutsideBroker.asTheGuideSays(folder.resolve("guide"))) {
            assertThatCode(() -> check(Map.of("url", broker.core()))).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "amqp"})
    void leavesAloneWhatWaitsThere(String protocol) throws Exception {
        String url = protocol.equals("tcp") ? open.core() : open.amqp();
        JmsTemplate template = new JmsTemplate(new CachingConnectionFactory(BrokerClient.of(
                SettingsGiven.with(Map.of("bars.broker.url", url)).broker(), SettingsGiven.NO_BUNDLES)));
        template.setReceiveTimeout(10_000);
        for (int n = 0; n < 100; n++) {
            template.convertAndSend("bars.requests", "waits");
        }

        check(Map.of("url", url));

        for (int n = 0; n < 100; n++) {
            assertThat(template.receive("bars.requests").getIntProperty("JMSXDeliveryCount"))
                    .isEqualTo(1);
        }
        ((CachingConnectionFactory) template.getConnectionFactory()).destroy();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "amqps"})
    void takesOneThatWantsTlsAndCredentials(String protocol) {
        assertThatCode(() -> check(Map.of(
                        "url",
                        encrypted(protocol),
                        "username",
                        OutsideBroker.USER,
                        "password",
                        OutsideBroker.PASSWORD)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "amqps"})
    void takesOneThatABundleTrustsAndNoOther(String protocol) throws Exception {
        Path strangers = Keys.in(Files.createDirectories(folder.resolve("strangers-" + protocol)));
        Map<String, Object> settings = Map.of(
                "bars.broker.url",
                protocol + "://127.0.0.1:" + guarded.port(),
                "bars.broker.username",
                OutsideBroker.USER,
                "bars.broker.password",
                OutsideBroker.PASSWORD,
                "bars.broker.ssl-bundle",
                "broker");

        assertThatCode(() -> byBundle(settings, keys)).doesNotThrowAnyException();
        assertThatThrownBy(() -> byBundle(settings, strangers)).isInstanceOf(StartRefusedException.class);
    }

    private static void byBundle(Map<String, Object> settings, Path trusted) {
        JksSslStoreDetails store =
                JksSslStoreDetails.forLocation("file:" + trusted).withPassword(Keys.PASSWORD);
        DefaultSslBundleRegistry bundles =
                new DefaultSslBundleRegistry("broker", SslBundle.of(new JksSslStoreBundle(store, store)));
        new BrokerCheck(SettingsGiven.with(settings), bundles).beforeApplicationStart(null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "amqps"})
    void namesTheCredentialsWhenTheyAreWrong(String protocol) {
        assertThatThrownBy(() -> check(
                        Map.of("url", encrypted(protocol), "username", OutsideBroker.USER, "password", "a-secret")))
                .isInstanceOfSatisfying(StartRefusedException.class, refused -> {
                    assertThat(refused.action()).contains("bars.broker.password");
                    assertThat(refused.getMessage()).doesNotContain("a-secret").doesNotContain(Keys.PASSWORD);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp://127.0.0.1:1", "amqp://127.0.0.1:1"})
    void namesTheAddressWhenNobodyIsThere(String url) {
        assertThatThrownBy(() -> check(Map.of("url", url)))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining(url);
    }

    @Test
    void refusesACertificateThatIsNotTrusted() {
        String url = "amqps://127.0.0.1:" + guarded.port();

        assertThatThrownBy(() -> check(Map.of("url", url)))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("CertPath");
    }

    @Test
    void refusesABrokerThatDeliversAtOnceWhatIsToBeDelayed() {
        assertThatThrownBy(() -> checkOf(Map.of()).run(without("setDeliveryDelay", null)))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("delayed");
    }

    @Test
    void refusesABrokerThatDoesNotCountDeliveries() {
        assertThatThrownBy(() -> checkOf(Map.of()).run(without("getIntProperty", 1)))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("count");
    }

    @Test
    void refusesABrokerWhoseTransactionsCannotBeTakenBack() {
        assertThatThrownBy(() -> checkOf(Map.of()).run(without("rollback", null)))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("taken back");
    }

    private static String encrypted(String protocol) {
        return protocol.equals("tcp")
                ? guarded.core() + "?sslEnabled=true&trustStoreType=PKCS12&trustStorePath=" + keys
                        + "&trustStorePassword=" + Keys.PASSWORD
                : "amqps://127.0.0.1:" + guarded.port()
                        + "?transport.trustStoreType=PKCS12&transport.trustStoreLocation=" + keys
                        + "&transport.trustStorePassword=" + Keys.PASSWORD;
    }

    @Test
    void theDoctorTriesIt() throws Exception {
        Map<String, Object> settings = Map.of("bars.broker.url", open.core());
        BrokerExamined examined = new BrokerExamined(SettingsGiven.with(settings), SettingsGiven.NO_BUNDLES);

        assertThat(examined.check().question().ask().verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void theDoctorNamesTheCredentialsThatAreRefused() throws Exception {
        Map<String, Object> settings = Map.of(
                "bars.broker.url",
                encrypted("tcp"),
                "bars.broker.username",
                OutsideBroker.USER,
                "bars.broker.password",
                "another-password");
        BrokerExamined examined = new BrokerExamined(SettingsGiven.with(settings), SettingsGiven.NO_BUNDLES);

        Finding refused = examined.check().question().ask();

        assertThat(refused.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(refused.nextAction()).contains("bars.broker.password");
        assertThat(refused.what()).doesNotContain("another-password", Keys.PASSWORD);
    }

    @Test
    void theDoctorTellsWhatTheQueuesHoldAndWhereWhatFailsGoes() throws Exception {
        CachingConnectionFactory connections = new CachingConnectionFactory(BrokerClient.of(
                SettingsGiven.with(Map.of("bars.broker.url", open.core())).broker(), SettingsGiven.NO_BUNDLES));
        new JmsTemplate(connections).convertAndSend("bars.parked", "waits for a person");
        connections.destroy();

        Finding found = queues(Map.of("bars.broker.url", open.core()));

        assertThat(found.verdict()).as(found.what()).isEqualTo(Verdict.PASS);
        assertThat(found.what()).contains("bars.parked 1", "not there yet: ", "bars.held", "dead-letter address: DLQ");
        assertThat(open.waiting("bars.parked")).as("it only looks").isEqualTo(1);
    }

    @Test
    void theDoctorWarnsOfABrokerThatThrowsAwayWhatFails() throws Exception {
        try (OutsideBroker broker = OutsideBroker.with(
                folder.resolve("careless"),
                "<address-settings><address-setting match=\"#\"><max-delivery-attempts>5</max-delivery-attempts>"
                        + "</address-setting></address-settings>")) {
            Finding found = queues(Map.of("bars.broker.url", broker.core()));

            assertThat(found.verdict()).isEqualTo(Verdict.WARN);
            assertThat(found.what()).contains("throws away what it has delivered too often: bars.cancellations, ");
            assertThat(found.nextAction()).contains("dead-letter-address");
        }
    }

    @Test
    void theDoctorSaysWhyItCannotTell() throws Exception {
        try (OutsideBroker broker = OutsideBroker.untold(folder.resolve("untold"))) {
            Finding refused = queues(Map.of(
                    "bars.broker.url",
                    broker.core(),
                    "bars.broker.username",
                    OutsideBroker.USER,
                    "bars.broker.password",
                    OutsideBroker.PASSWORD));

            assertThat(refused.verdict()).isEqualTo(Verdict.WARN);
            assertThat(refused.what()).contains("cannot be told, because the program's user may not ask");
            assertThat(refused.nextAction()).contains("manage");
        }
        Finding amqp = queues(Map.of("bars.broker.url", open.amqp()));
        assertThat(amqp.verdict()).isEqualTo(Verdict.WARN);
        assertThat(amqp.what()).contains("only Artemis by its own protocol");
        assertThat(open.waiting(BrokerManagement.ADDRESS)).as("no queue of it").isZero();
    }

    private static Finding queues(Map<String, Object> settings) throws Exception {
        return new BrokerQueuesExamined(SettingsGiven.with(settings), SettingsGiven.NO_BUNDLES)
                .checks()
                .get(0)
                .question()
                .ask();
    }

    private static void check(Map<String, String> broker) {
        checkOf(broker).beforeApplicationStart(null);
    }

    private static BrokerCheck checkOf(Map<String, String> broker) {
        Map<String, Object> settings = new HashMap<>();
        broker.forEach((name, value) -> settings.put("bars.broker." + name, value));
        return new BrokerCheck(SettingsGiven.with(settings), SettingsGiven.NO_BUNDLES);
    }

    /** A client that forgets one of its methods. */
    private static ConnectionFactory without(String method, Object answer) {
        return (ConnectionFactory)
                forgetting(ConnectionFactory.class, new JmsConnectionFactory(open.amqp()), method, answer);
    }

    private static Object forgetting(Class<?> type, Object real, String method, Object answer) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, called, arguments) -> {
            if (called.getName().equals(method)) {
                return answer;
            }
            try {
                Object result = called.invoke(real, arguments);
                Class<?> part = called.getReturnType();
                return result != null && PARTS.contains(part) ? forgetting(part, result, method, answer) : result;
            } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
            }
        });
    }
}
