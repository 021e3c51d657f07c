package org.barscancel.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.barscancel.access.ApiKeys;
import org.barscancel.blackbox.FreePort;
import org.barscancel.blackbox.Keys;
import org.barscancel.blackbox.MllpClient;
import org.barscancel.runtime.Asked;
import org.barscancel.runtime.Issuer;
import org.barscancel.runtime.WholeProgram;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.Environment;

/** The program behind TLS, with callers known by tokens, API keys, certificates, and as users of its broker. */
class AccessTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PAS_1 = "key-of-pas-1";
    private static final String PAS_2 = "key-of-pas-2";
    private static final String OPERATOR = "key-of-operator";
    private static final String MONITOR = "key-of-monitor";
    private static final String[] NOTHING = {};

    @TempDir
    static Path folder;

    private static WholeProgram program;
    private static Issuer issuer;
    private static Path server;
    private static Path subject;
    private static Path alternative;
    private static Path unknown;
    private static int brokerPort;

    @BeforeAll
    static void start() throws Exception {
        issuer = new Issuer();
        server = Keys.in(folder);
        subject = Keys.named(folder.resolve("subject.p12"), "CN=pas-3,O=Example Hospital,C=GB", "DNS:any.example.org");
        alternative = Keys.named(folder.resolve("alternative.p12"), "CN=pas-4", "DNS:pas-4.example.org");
        unknown = Keys.named(folder.resolve("unknown.p12"), "CN=pas-4.example.org", "DNS:other.example.org");
        Path trusted = Keys.trusting(folder.resolve("trusted.p12"), subject, alternative, unknown);
        brokerPort = FreePort.any();
        List<String> settings = new ArrayList<>(List.of(
                "--spring.profiles.active=route-view",
                "--spring.ssl.bundle.watch.file.quiet-period=50ms",
                "--spring.ssl.bundle.jks.doors.reload-on-update=true",
                "--spring.ssl.bundle.jks.doors.keystore.location=file:" + server,
                "--spring.ssl.bundle.jks.doors.keystore.password=" + Keys.PASSWORD,
                "--spring.ssl.bundle.jks.doors.truststore.location=file:" + trusted,
                "--spring.ssl.bundle.jks.doors.truststore.password=" + Keys.PASSWORD,
                "--spring.ssl.bundle.jks.doors.options.enabled-protocols=TLSv1.3",
                "--server.ssl.bundle=doors",
                "--server.ssl.client-auth=want",
                "--bars.hl7.feeds.pas-1.appointment-id=SCH-1",
                "--bars.hl7.feeds.pas-2.appointment-id=SCH-1",
                "--bars.access.jwt.issuer=" + issuer.url(),
                "--bars.access.jwt.audience=" + Issuer.AUDIENCE,
                "--bars.access.jwt.operate=bars:operate",
                "--bars.access.jwt.requester-claim=pas",
                "--bars.access.certificates.pas-3.subject=CN=pas-3, O=Example Hospital, C=GB",
                "--bars.access.certificates.pas-3.roles=submit",
                "--bars.access.certificates.pas-4.alternative-name=pas-4.example.org",
                "--bars.access.certificates.pas-4.roles=view",
                "--bars.broker.listen=tcp://127.0.0.1:" + brokerPort,
                "--bars.broker.ssl-bundle=doors",
                "--bars.broker.users.pas-1.hash=" + ApiKeys.hash("of-pas-1"),
                "--bars.broker.users.pas-1.roles=submit",
                "--bars.broker.users.pas-1.requester=pas-1",
                "--bars.broker.users.watcher.hash=" + ApiKeys.hash("of-watcher"),
                "--bars.broker.users.watcher.roles=view"));
        key(settings, "pas-1", PAS_1, "submit,view", "pas-1");
        key(settings, "pas-2", PAS_2, "submit,view", "pas-2");
        key(settings, "operator", OPERATOR, "operate", "");
        key(settings, "monitor", MONITOR, "view", "");
        program = new WholeProgram(Files.createDirectory(folder.resolve("home")), settings.toArray(String[]::new));
        program.farSides(20);
    }

    @AfterAll
    static void stop() {
        program.close();
        issuer.close();
    }

    private static void key(List<String> settings, String name, String key, String roles, String requester) {
        String prefix = "--bars.access.api-keys." + name + ".";
        settings.addAll(List.of(
                prefix + "hash=" + ApiKeys.hash(key), prefix + "roles=" + roles, prefix + "requester=" + requester));
    }

    @Nested
    class WithoutACredentialTest {
        @ParameterizedTest
        @CsvSource({
            "POST, /cancellations",
            "POST, /replays",
            "POST, /reconciliations",
            "POST, /cancellations/5f0c6a52-97bd-5d0e-9a4e-0f0f5a1b2c3d/replay",
            "GET, /cancellations",
            "GET, /cancellations/5f0c6a52-97bd-5d0e-9a4e-0f0f5a1b2c3d",
            "HEAD, /cancellations",
            "GET, /batches/x",
            "GET, /batches/x/result",
            "GET, /reconciliations",
            "GET, /actuator",
            "GET, /actuator/health",
            "GET, /actuator/metrics",
            "GET, /nothing",
            "PUT, /cancellations",
            "OPTIONS, /cancellations"
        })
        void nothingThatIsNotPublicIsAnswered(String method, String path) throws Exception {
            HttpResponse<String> answer = call(null, method, path, "", NOTHING);

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
            if (!"HEAD".equals(method)) {
                assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
                assertThat(json(answer).path("status").asInt()).isEqualTo(401);
                assertThat(json(answer).path("detail").asText()).isEqualTo("The call shows no credential.");
            }
        }

        @Test
        void theAnswerToABarsMessageIsAnOperationOutcome() throws Exception {
            HttpResponse<String> answer =
                    call(null, "POST", "/$process-message", "{}", "Content-Type", "application/fhir+json");

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(json(answer).path("resourceType").asText()).isEqualTo("OperationOutcome");
            assertThat(json(answer).at("/issue/0/details/coding/0/code").asText())
                    .isEqualTo("REC_UNAUTHORIZED");
        }

        @ParameterizedTest
        @ValueSource(strings = {"/actuator/health/liveness", "/actuator/health/readiness"})
        void whetherTheProgramRunsIsTold(String path) throws Exception {
            HttpResponse<String> answer = call(null, "GET", path, "", NOTHING);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("{\"status\":\"UP\"}");
        }

        @ParameterizedTest
        @ValueSource(strings = {"/docs", "/docs.js", "/openapi.json", "/cancellation-request.schema.json"})
        void theDescriptionIsRead(String path) throws Exception {
            assertThat(call(null, "GET", path, "", NOTHING).statusCode()).isEqualTo(200);
        }

        @Test
        void nobodyIsUnderstoodWhoDoesNotSpeakTls() throws Exception {
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + "/docs"))
                                    .build(),
                            BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(400);
        }
    }

    @Nested
    class ByKeyTest {
        @Test
        void whatIsSentIsItsRequestersAndNobodyElseSeesIt() throws Exception {
            HttpResponse<String> answer = submit(PAS_1, 0, "r-1");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(json(answer).at("/source/requester").asText()).isEqualTo("pas-1");
            String location = answer.headers().firstValue("Location").orElseThrow();
            assertThat(get(PAS_1, location).statusCode()).isEqualTo(200);
            assertThat(get(MONITOR, location).statusCode()).isEqualTo(200);
            assertThat(get(PAS_2, location).statusCode()).isEqualTo(404);
        }

        @Test
        void aSearchFindsTheRequestersOwnOnly() throws Exception {
            submit(PAS_1, 1, "r-2");
            submit(PAS_2, 2, "r-3");

            JsonNode found = json(get(PAS_2, "/cancellations"));

            assertThat(found.path("items")).isNotEmpty().allSatisfy(one -> assertThat(
                            one.at("/source/requester").asText())
                    .isEqualTo("pas-2"));
            assertThat(get(PAS_2, "/cancellations?requester=pas-2").statusCode())
                    .isEqualTo(200);
            assertThat(get(PAS_2, "/cancellations?requester=pas-1").statusCode())
                    .isEqualTo(403);
            assertThat(json(get(MONITOR, "/cancellations?requester=pas-1")).path("items"))
                    .isNotEmpty();
        }

        @Test
        void aListOfCsvIsItsRequestersToItsEnd() throws Exception {
            HttpResponse<String> answer = call(
                    null,
                    "POST",
                    "/cancellations",
                    "appointmentId\nappointment-3\n",
                    "Content-Type",
                    "text/csv",
                    "Prefer",
                    "wait=30",
                    ApiKeys.HEADER,
                    PAS_1);

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(json(answer).path("requester").asText()).isEqualTo("pas-1");
            String location = answer.headers().firstValue("Location").orElseThrow();
            assertThat(json(get(PAS_1, location + "/result"))
                            .at("/0/source/requester")
                            .asText())
                    .isEqualTo("pas-1");
            assertThat(get(PAS_2, location).statusCode()).isEqualTo(404);
            assertThat(get(PAS_2, location + "/result").statusCode()).isEqualTo(404);
        }

        @Test
        void hl7IsReadAsItsRequestersFeedWritesItAndAsNoOther() throws Exception {
            String message = MllpClient.cancellation("K-1", "appointment-4");

            assertThat(hl7("", message).body()).contains("MSA|AA|K-1");
            HttpResponse<String> posing = hl7("?feed=pas-2", message);
            assertThat(posing.statusCode()).isEqualTo(400);
            assertThat(posing.body()).contains("another requester than the credential");
            await().untilAsserted(() -> assertThat(get(PAS_1, "/cancellations?appointmentId=appointment-4")
                            .body())
                    .contains("\"requester\":\"pas-1\""));
        }

        private HttpResponse<String> hl7(String query, String message) throws Exception {
            return call(
                    null,
                    "POST",
                    "/cancellations" + query,
                    message,
                    "Content-Type",
                    "application/hl7-v2",
                    ApiKeys.HEADER,
                    PAS_1);
        }

        @Test
        void aBarsMessageIsItsRequesters() throws Exception {
            HttpResponse<String> answer = call(
                    null,
                    "POST",
                    "/$process-message",
                    Asked.bundle("appointment-5"),
                    "Content-Type",
                    "application/fhir+json",
                    "Prefer",
                    "wait=30",
                    ApiKeys.HEADER,
                    PAS_1);

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(get(PAS_1, answer.headers().firstValue("Location").orElseThrow())
                            .body())
                    .contains("\"requester\":\"pas-1\"");
        }

        @ParameterizedTest
        @CsvSource({
            "key-of-pas-1, POST, /replays, the role operate",
            "key-of-pas-1, POST, /cancellations/5f0c6a52-97bd-5d0e-9a4e-0f0f5a1b2c3d/replay, the role operate",
            "key-of-pas-1, POST, /reconciliations, the role operate",
            "key-of-pas-1, GET, /reconciliations, the role operate",
            "key-of-pas-1, GET, /actuator/metrics, the role view of a credential that is of no requester",
            "key-of-pas-1, GET, /actuator/health, the role view of a credential that is of no requester",
            "key-of-monitor, GET, /actuator/routes, the role operate",
            "key-of-pas-1, POST, /nothing, the role operate",
            "key-of-operator, POST, /cancellations, the role submit",
            "key-of-operator, GET, /cancellations, the role view",
            "key-of-monitor, POST, /cancellations, the role submit",
            "key-of-monitor, POST, /replays, the role operate"
        })
        void aRoleThatIsMissingIsNamed(String key, String method, String path, String needed) throws Exception {
            HttpResponse<String> answer = call(null, method, path, "", ApiKeys.HEADER, key);

            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(json(answer).path("detail").asText()).contains(needed + ",");
            assertThat(answer.body()).doesNotContain(key);
        }

        @ParameterizedTest
        @CsvSource({
            "key-of-operator, POST, /replays, 415",
            "key-of-operator, GET, /reconciliations, 200",
            "key-of-operator, GET, /actuator/routes, 200",
            "key-of-monitor, GET, /actuator/health, 200",
            "key-of-monitor, GET, /actuator/metrics, 200",
            "key-of-monitor, HEAD, /cancellations, 200",
            "key-of-pas-1, GET, /nothing, 404"
        })
        void whoHasTheRoleIsLetIn(String key, String method, String path, int status) throws Exception {
            assertThat(call(null, method, path, "", ApiKeys.HEADER, key).statusCode())
                    .isEqualTo(status);
        }

        @ParameterizedTest
        @ValueSource(strings = {"wrong", "", "key-of-pas-1 ", "KEY-OF-PAS-1"})
        void oneThatIsNotKnownLetsNobodyIn(String key) throws Exception {
            HttpResponse<String> answer = call(null, "GET", "/cancellations", "", ApiKeys.HEADER, key + "x");

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(json(answer).path("detail").asText()).isEqualTo("The API key is not known.");
            assertThat(get(MONITOR, "/actuator/metrics/bars.calls.refused?tag=status:401")
                            .statusCode())
                    .isEqualTo(200);
        }

        @Test
        void twoCredentialsAtOnceAreRefused() throws Exception {
            assertThat(call(null, "GET", "/cancellations", "", ApiKeys.HEADER, MONITOR, ApiKeys.HEADER, PAS_1)
                            .body())
                    .contains("more than one credential");
            assertThat(call(null, "GET", "/cancellations", "", ApiKeys.HEADER, MONITOR, "Authorization", "Bearer a.b.c")
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Nested
    class ByTokenTest {
        @Test
        void whatIsSentIsOfTheRequesterThatItNames() throws Exception {
            HttpResponse<String> answer = call(
                    null,
                    "POST",
                    "/cancellations",
                    "{\"appointmentId\":\"appointment-6\"}",
                    "Content-Type",
                    "application/json",
                    "Authorization",
                    "Bearer " + issuer.token(Map.of("scope", "submit view", "pas", "pas-1")));

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
            assertThat(json(answer).at("/source/requester").asText()).isEqualTo("pas-1");
        }

        @Test
        void whoMayOperateIsOfNoRequester() throws Exception {
            String operator = issuer.token(Map.of("scope", "bars:operate view"));

            assertThat(bearer(operator, "/reconciliations").statusCode()).isEqualTo(200);
            assertThat(bearer(operator, "/cancellations").statusCode()).isEqualTo(200);
            assertThat(bearer(operator, "/actuator/metrics").statusCode()).isEqualTo(200);
        }

        static Stream<Function<Issuer, String>> wrong() {
            return Stream.of(
                    tokens -> token(tokens, Map.of("aud", "another-service")),
                    tokens -> token(tokens, Map.of("aud", List.of("another-service", "a-third"))),
                    tokens -> token(tokens, Map.of("iss", "https://other.example.org")),
                    tokens ->
                            token(tokens, Map.of("exp", Date.from(Instant.now().minusSeconds(120)))),
                    tokens ->
                            token(tokens, Map.of("nbf", Date.from(Instant.now().plusSeconds(600)))),
                    tokens -> token(tokens, Map.of("pas", "../pas-1")),
                    tokens -> token(tokens, Map.of("pas", List.of("pas-1"))),
                    tokens -> unchecked(() -> tokens.forged(Map.of("scope", "view bars:operate"))),
                    tokens -> tokens.unsigned(Map.of("scope", "view bars:operate")),
                    tokens -> "no-token",
                    tokens -> "");
        }

        @ParameterizedTest
        @MethodSource("wrong")
        void oneThatIsWrongLetsNobodyIn(Function<Issuer, String> made) throws Exception {
            String token = made.apply(issuer);

            HttpResponse<String> answer = bearer(token, "/reconciliations");

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(json(answer).path("detail").asText()).isNotBlank();
            assertThat(token.isEmpty() || !answer.body().contains(token)).isTrue();
        }

        @Test
        void whatIsWrongIsSaid() throws Exception {
            assertThat(bearer(token(issuer, Map.of("aud", "another-service")), "/cancellations")
                            .body())
                    .contains("it is not for this audience");
            assertThat(bearer(
                                    token(
                                            issuer,
                                            Map.of(
                                                    "exp",
                                                    Date.from(Instant.now().minusSeconds(120)))),
                                    "/cancellations")
                            .body())
                    .contains("it has expired");
        }

        @Test
        void oneWithoutTheRoleIsToldSo() throws Exception {
            HttpResponse<String> answer = bearer(issuer.token(Map.of("scope", "operate")), "/reconciliations");

            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("the role operate");
        }

        private HttpResponse<String> bearer(String token, String path) throws Exception {
            return call(null, "GET", path, "", "Authorization", "Bearer " + token);
        }

        private static String token(Issuer tokens, Map<String, Object> claims) {
            Map<String, Object> all = new java.util.HashMap<>(Map.of("scope", "view bars:operate"));
            all.putAll(claims);
            return unchecked(() -> tokens.token(all));
        }

        private static String unchecked(java.util.concurrent.Callable<String> made) {
            try {
                return made.call();
            } catch (Exception failure) {
                throw new IllegalStateException(failure);
            }
        }
    }

    @Nested
    class ByCertificateTest {
        @Test
        void aCallerIsKnownByItsSubject() throws Exception {
            HttpResponse<String> answer = call(
                    subject, "POST", "/cancellations", "{\"appointmentId\":\"appointment-7\"}", "Prefer", "wait=1");

            assertThat(answer.statusCode()).as(answer.body()).isIn(200, 202);
            assertThat(call(subject, "GET", "/cancellations", "", NOTHING).statusCode())
                    .isEqualTo(403);
        }

        @Test
        void aCallerIsKnownByAnAlternativeName() throws Exception {
            assertThat(call(alternative, "GET", "/cancellations", "", NOTHING).statusCode())
                    .isEqualTo(200);
        }

        @Test
        void oneThatIsTrustedAndNotListedLetsNobodyIn() throws Exception {
            HttpResponse<String> answer = call(unknown, "GET", "/cancellations", "", NOTHING);

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).contains("not known by its names");
        }

        @Test
        void aKeyCountsAndNotTheCertificateOfTheGatewayThatBroughtIt() throws Exception {
            assertThat(call(subject, "GET", "/cancellations", "", ApiKeys.HEADER, PAS_1)
                            .statusCode())
                    .isEqualTo(200);
        }

        @Test
        void oneThatNobodyTrustsEndsTheConnection() throws Exception {
            Path stranger = Keys.named(folder.resolve("stranger.p12"), "CN=pas-3,O=Example Hospital,C=GB", "DNS:x");

            assertThatThrownBy(() -> call(stranger, "GET", "/cancellations", "", NOTHING))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void aNewCertificateIsShownWithoutARestart() throws Exception {
        Path old = Files.copy(server, folder.resolve("old.p12"));
        Path next = Keys.named(folder.resolve("next.p12"), "CN=localhost,O=Renewed", "IP:127.0.0.1");
        SSLContext either = Keys.context(null, Keys.trusting(folder.resolve("either.p12"), old, next));
        for (int door : new int[] {port(), brokerPort}) {
            assertThat(Keys.shown(either, door)).isEqualTo("CN=localhost");
        }

        Files.move(next, server, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        try {
            awaitShown("CN=localhost,O=Renewed", either);
        } finally {
            Files.move(old, server, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            awaitShown("CN=localhost", either);
        }
    }

    /** A door listens anew with its new certificate, and for a moment nobody is let in. */
    private static void awaitShown(String subject, SSLContext trusting) {
        for (int door : new int[] {port(), brokerPort}) {
            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .untilAsserted(() -> assertThat(Keys.shown(trusting, door)).isEqualTo(subject));
        }
    }

    @Test
    void protocolsAreThoseOfTheBundleAtEachDoor() throws Exception {
        for (int door : new int[] {port(), brokerPort}) {
            try (SSLSocket socket =
                    (SSLSocket) Keys.context(null, server).getSocketFactory().createSocket("127.0.0.1", door)) {
                socket.setEnabledProtocols(new String[] {"TLSv1.2"});
                assertThatThrownBy(socket::startHandshake).isInstanceOf(IOException.class);
            }
        }
    }

    @Nested
    class ByQueueTest {
        @Test
        void whatAUserSendsIsOfItsRequesterWhateverItSays() throws Exception {
            try (Connection connection = connect("pas-1", "of-pas-1");
                    Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
                connection.start();
                TemporaryQueue answers = session.createTemporaryQueue();
                TextMessage request = session.createTextMessage("{\"appointmentId\":\"appointment-8\"}");
                request.setStringProperty("requester", "pas-2");
                request.setJMSReplyTo(answers);
                session.createProducer(session.createQueue("bars.cancellations"))
                        .send(request);

                String answer = session.createConsumer(answers).receive(30_000).getBody(String.class);

                assertThat(answer).contains("\"outcome\":\"done\"", "\"requester\":\"pas-1\"");
            }
        }

        @Test
        void aUserReadsAnswersOnAQueueOfItsOwnName() throws Exception {
            try (Connection connection = connect("pas-1", "of-pas-1");
                    Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
                connection.start();
                TextMessage request = session.createTextMessage("{\"appointmentId\":\"appointment-9\"}");
                request.setJMSReplyTo(session.createQueue("answers.pas-1"));
                session.createProducer(session.createQueue("bars.cancellations"))
                        .send(request);

                assertThat(session.createConsumer(session.createQueue("answers.pas-1"))
                                .receive(30_000))
                        .isNotNull();
                assertThatThrownBy(() -> session.createConsumer(session.createQueue("answers.watcher")))
                        .isInstanceOf(JMSException.class);
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "bars.requests",
                    "bars.pointers",
                    "bars.events",
                    "bars.parked",
                    "bars.cancellations",
                    "bars.dead"
                })
        void aUserReadsNoQueueOfTheProgram(String queue) throws Exception {
            for (String user : List.of("pas-1", "watcher")) {
                try (Connection connection = connect(user, "of-" + user);
                        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
                    assertThatThrownBy(() -> session.createConsumer(session.createQueue(queue)))
                            .isInstanceOf(JMSSecurityException.class);
                    assertThatThrownBy(() -> session.createBrowser(session.createQueue(queue))
                                    .getEnumeration()
                                    .hasMoreElements())
                            .isInstanceOf(JMSException.class);
                }
            }
        }

        @Test
        void aUserSendsRequestsAndNothingElse() throws Exception {
            try (Connection connection = connect("pas-1", "of-pas-1");
                    Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
                for (String queue : List.of("bars.requests", "bars.pointers", "bars.events", "bars.deliveries.x")) {
                    assertThatThrownBy(() -> session.createProducer(session.createQueue(queue))
                                    .send(session.createTextMessage("{}")))
                            .isInstanceOf(JMSException.class);
                }
                assertThatThrownBy(() -> session.createConsumer(session.createTopic("bars.outcomes")))
                        .isInstanceOf(JMSSecurityException.class);
            }
        }

        @Test
        void whoMayViewHearsTheOutcomes() throws Exception {
            try (Connection connection = connect("watcher", "of-watcher");
                    Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
                connection.start();
                var told = session.createConsumer(session.createTopic("bars.outcomes"));

                submit(PAS_1, 10, UUID.randomUUID().toString());

                assertThat(told.receive(30_000)).isNotNull();
                assertThatThrownBy(() -> session.createProducer(session.createQueue("bars.cancellations"))
                                .send(session.createTextMessage("{}")))
                        .isInstanceOf(JMSSecurityException.class);
            }
        }

        @ParameterizedTest
        @CsvSource({
            "pas-1, wrong",
            "nobody, of-pas-1",
            "bars-cancel itself, ''",
            "ACTIVEMQ.CLUSTER.ADMIN.USER, CHANGE ME!!",
            ","
        })
        void aWrongPasswordLetsNobodyIn(String user, String password) {
            assertThatThrownBy(() -> connect(user, password)).isInstanceOf(JMSException.class);
        }

        @Test
        void nobodyIsUnderstoodWhoDoesNotSpeakTls() {
            assertThatThrownBy(
                            () -> new ActiveMQConnectionFactory("tcp://127.0.0.1:" + brokerPort + "?callTimeout=2000")
                                    .createConnection("pas-1", "of-pas-1"))
                    .isInstanceOf(JMSException.class);
        }

        private Connection connect(String user, String password) throws JMSException {
            return new ActiveMQConnectionFactory("tcp://127.0.0.1:" + brokerPort
                            + "?sslEnabled=true&trustStoreType=PKCS12&trustStorePath=" + server + "&trustStorePassword="
                            + Keys.PASSWORD)
                    .createConnection(user, password);
        }
    }

    private static HttpResponse<String> submit(String key, int appointment, String requestId) throws Exception {
        return call(
                null,
                "POST",
                "/cancellations",
                "{\"requestId\":\"" + requestId + "\",\"appointmentId\":\"" + WholeProgram.id(appointment) + "\"}",
                "Prefer",
                "wait=30",
                ApiKeys.HEADER,
                key);
    }

    private static HttpResponse<String> get(String key, String path) throws Exception {
        return call(null, "GET", path, "", ApiKeys.HEADER, key);
    }

    /** @param certificate what the caller shows; null = none */
    private static HttpResponse<String> call(
            Path certificate, String method, String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port() + path))
                .timeout(Duration.ofMinutes(1))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newBuilder()
                .sslContext(Keys.context(certificate, server))
                .build()
                .send(request.build(), BodyHandlers.ofString());
    }

    private static int port() {
        return program.bean(Environment.class).getRequiredProperty("local.server.port", Integer.class);
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body());
    }
}
