package org.barscancel.runtime.farside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.barscancel.credentials.SigningKeys.made;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.pkitesting.X509Bundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.barscancel.blackbox.Authority;
import org.barscancel.blackbox.Keys;
import org.barscancel.blackbox.Overheard;
import org.barscancel.blackbox.Secrets;
import org.barscancel.runtime.Handshakes;
import org.barscancel.runtime.WholeProgram;
import org.barscancel.simulator.RecordedCall;
import org.barscancel.simulator.Simulator;
import org.barscancel.simulator.SimulatorHost;
import org.barscancel.simulator.Tokens;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Who the program is to its far sides, over TLS with certificates of both, with a signed JWT and an API key; and what a
 * person is told when one of them is wrong. Each provider but the default one has something wrong.
 */
class CredentialsTest {
    private static final String KEY_OF_THE_PROVIDER = "key-of-the-provider";
    private static final String CLIENT_SECRET = "Topfenstrudel-secret-of-the-client";
    private static final String API_KEY = "Yo0LRGrsSqb7Ss8MkUmnLbfK2MXpzYqE";
    private static final String SYSTEM = "https://fhir.nhs.uk/Id/dos-service-id";
    private static final String TOKEN = "credentials.token.";

    @TempDir
    static Path folder;

    private static Overheard overheard;
    private static SimulatorHost farSides;
    private static final Map<Kind, SimulatorHost> others = new EnumMap<>(Kind.class);
    private static final List<Handshakes> strangeServers = new ArrayList<>();
    private static WholeProgram program;
    private static final List<String> settings = new ArrayList<>();

    /** Who we are, in each way there is, to far sides that ask for just that. */
    private enum Kind {
        NOTHING(11, false, false),
        API_KEY(12, true, false),
        CLIENT_SECRET(13, false, true),
        SIGNED_JWT(14, false, true),
        CERTIFICATE(15, false, false),
        ALL_BUT_THE_JWT(16, true, true);

        private final int service;
        private final boolean apiKey;
        private final boolean token;

        Kind(int service, boolean apiKey, boolean token) {
            this.service = service;
            this.apiKey = apiKey;
            this.token = token;
        }
    }

    @BeforeAll
    static void start() throws Exception {
        List.of(KEY_OF_THE_PROVIDER, API_KEY, CLIENT_SECRET, Keys.PASSWORD, Tokens.MARK, "PRIVATE KEY")
                .forEach(Secrets::text);
        Secrets.number(WholeProgram.patient(0));
        overheard = Overheard.listening();
        Path keys = Keys.in(folder);
        Path strangers = Keys.in(Files.createDirectory(folder.resolve("strangers")));
        farSides = SimulatorHost.start(new SimulatorHost.Tls(keys, Keys.PASSWORD, true));
        Path signing = folder.resolve("signing.pem");
        farSides.simulator().tokens().register(API_KEY, made("bars-1", signing));
        Path other = folder.resolve("other.pem");
        made("bars-1", other);
        bundle("ours", keys);
        bundle("strangers", strangers);
        store("trust-only", "truststore", keys);
        settings.addAll(List.of(
                "--bars.provider.url=" + farSides.baseUrl(),
                "--bars.retry.initial-delay=50ms",
                "--bars.retry.give-up-after=300ms"));
        provider("bars.provider.", "ours", signing, "bars-1", farSides.controlUrl() + "/token");
        setting("bars.provider.credentials.api-key.value", KEY_OF_THE_PROVIDER);
        named("wrong-aud", 1, "ours", signing, "bars-1", "https://sandbox.example/oauth2/token");
        named("wrong-kid", 2, "ours", signing, "bars-9", farSides.controlUrl() + "/token");
        named("wrong-key", 3, "ours", other, "bars-1", farSides.controlUrl() + "/token");
        named("stranger", 4, "strangers", signing, "bars-1", farSides.controlUrl() + "/token");
        setting(far("nobody", 5, farSides.baseUrl()) + "credentials.ssl-bundle", "ours");
        everyKind(keys);
        certificatesWithFaults();
        Overheard.everythingLogged().forEach(CredentialsTest::setting);
        program = new WholeProgram(Files.createDirectory(folder.resolve("home")), settings.toArray(String[]::new));
        overheard.toLogs();
    }

    private static void everyKind(Path keys) {
        for (Kind kind : Kind.values()) {
            boolean certificate = kind == Kind.CERTIFICATE || kind == Kind.ALL_BUT_THE_JWT;
            SimulatorHost far = SimulatorHost.start(new SimulatorHost.Tls(keys, Keys.PASSWORD, certificate));
            others.put(kind, far);
            String prefix = far(kind.name().toLowerCase(Locale.ROOT).replace('_', '-'), kind.service, far.baseUrl());
            setting(prefix + "credentials.ssl-bundle", certificate ? "ours" : "trust-only");
            if (kind.apiKey) {
                setting(prefix + "credentials.api-key.header", "x-api-key");
                setting(prefix + "credentials.api-key.value", KEY_OF_THE_PROVIDER);
            }
            if (kind == Kind.SIGNED_JWT) {
                far.simulator().tokens().register(API_KEY, made("bars-2", folder.resolve("signing-2.pem")));
                token(prefix, far);
                setting(
                        prefix + TOKEN + "private-key",
                        folder.resolve("signing-2.pem").toString());
                setting(prefix + TOKEN + "key-id", "bars-2");
            } else if (kind.token) {
                far.simulator().tokens().registerSecret(API_KEY, CLIENT_SECRET);
                token(prefix, far);
                setting(prefix + TOKEN + "client-secret", CLIENT_SECRET);
            }
        }
        String wrong = far("wrong-secret", 17, others.get(Kind.CLIENT_SECRET).baseUrl());
        setting(wrong + "credentials.ssl-bundle", "trust-only");
        token(wrong, others.get(Kind.CLIENT_SECRET));
        setting(wrong + TOKEN + "client-secret", CLIENT_SECRET + "-misspelt");
    }

    private static void token(String prefix, SimulatorHost far) {
        setting(prefix + TOKEN + "url", far.controlUrl() + "/token");
        setting(prefix + TOKEN + "client-id", API_KEY);
    }

    private static void certificatesWithFaults() throws Exception {
        Authority authority = Authority.in(folder, "Trust Authority");
        X509Bundle good = authority.issue("good", builder -> builder);
        bundle("authority", authority.store("good", good));
        bundle("expired", authority.store("ours-expired", authority.expired("ours-expired")));
        strange("their-expired", 21, authority.expired("their-expired"), "authority", false);
        strange("their-revoked", 22, authority.revoked("their-revoked"), "authority", true);
        strange("of-unknown-status", 23, authority.issue("of-unknown-status", one -> one), "ours", true);
        strange("another-host", 24, authority.forHost("provider.example"), "authority", false);
        strange("nobody-knows", 25, authority.silent("nobody-knows"), "authority", true);
        strange("ours-expired", 26, good, "expired", false);
    }

    private static void strange(String name, int service, X509Bundle shown, String bundle, boolean checked)
            throws Exception {
        Handshakes server = Handshakes.with(shown);
        strangeServers.add(server);
        String prefix = far(name, service, server.url());
        setting(prefix + "credentials.ssl-bundle", bundle);
        setting(prefix + "credentials.check-revocation", Boolean.toString(checked));
    }

    private static String far(String name, int service, String url) {
        String prefix = "bars.providers." + name + ".";
        setting(prefix + "url", url);
        setting(prefix + "services", SYSTEM + "|" + service);
        return prefix;
    }

    @AfterAll
    static void stop() throws Exception {
        try (Overheard heard = overheard) {
            program.close();
            farSides.close();
            others.values().forEach(SimulatorHost::close);
            for (Handshakes server : strangeServers) {
                assertThat(server.refusals()).isPositive();
                server.close();
            }
            heard.assertNothingTold();
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachKindOfCredentialsAloneAndTogetherCancelsAnAppointment(Kind kind) throws Exception {
        Simulator far = WholeProgram.seeded(others.get(kind).simulator(), 2, "A1001");

        JsonNode result = ask("kind-" + kind, kind.service);

        assertThat(result.path("outcome").asText()).as(result.toString()).isEqualTo("done");
        assertThat(far.calls("PUT", "Appointment")).hasSize(1);
        assertThat(far.calls()).allSatisfy(call -> {
            assertThat(call.header("x-api-key"))
                    .isEqualTo(kind.apiKey ? Optional.of(KEY_OF_THE_PROVIDER) : Optional.empty());
            assertThat(call.header("Authorization").isPresent()).isEqualTo(kind.token);
        });
    }

    @Test
    void aWrongSecretIsSaidToBeRefusedAndNotShown() throws Exception {
        assertThat(refused(17))
                .contains("invalid_client", "client id Yo0L…zYqE")
                .doesNotContain(CLIENT_SECRET);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "4|nobody we trust has issued it|issuer CN=localhost|by an authority of ssl bundle 'strangers'",
                "21|it has expired|subject CN=their-expired, issuer CN=Trust Authority|valid by this machine's clock",
                "22|its issuer has revoked it|subject CN=their-revoked, issuer CN=Trust Authority|not revoked",
                "23|nobody we trust has issued it|issuer CN=Trust Authority|by an authority of ssl bundle 'ours' (CN=localhost)",
                "24|it is for another host|for provider.example|expected is one for 127.0.0.1",
                "25|nobody says whether it is revoked|subject CN=nobody-knows|can be asked from here",
                "26|it refuses us (certificate_|our certificate: subject CN=ours-expired|issuer CN=Trust Authority",
            })
    void aCertificateThatIsNotTakenIsToldWithWhatWasShownAndWhatIsExpected(
            int service, String reason, String shown, String expected) throws Exception {
        JsonNode result = ask("tls-" + service, service);

        assertThat(result.path("outcome").asText()).isEqualTo("parked");
        assertThat(result.at("/problem/code").asText()).isEqualTo("unavailable");
        assertThat(result.at("/problem/message").asText()).contains("127.0.0.1:", reason, shown, expected);
    }

    @BeforeEach
    void fill() throws Exception {
        WholeProgram.seeded(farSides.simulator(), 2, "A1001");
    }

    @Test
    void withCertificateTokenAndApiKeyAnAppointmentIsCancelledAndItsPointerRemoved() throws Exception {
        JsonNode result = ask("a", 0);

        assertThat(result.path("outcome").asText()).isEqualTo("done");
        assertThat(result.path("registry").asText()).isEqualTo("removed");
        assertThat(simulator().calls()).isNotEmpty().allSatisfy(call -> {
            assertThat(call.header("apikey")).contains(KEY_OF_THE_PROVIDER);
            assertThat(call.header("Authorization"))
                    .hasValueSatisfying(value -> assertThat(value).startsWith("Bearer "));
        });
        assertThat(simulator().calls().stream().map(CredentialsTest::bearer).distinct())
                .as("one token for all calls")
                .hasSize(1);
    }

    @Test
    void aTokenThatIsRevokedIsRenewedOnce() throws Exception {
        ask("b", 0);
        simulator().tokens().revoke();
        simulator().forgetCalls();

        JsonNode result = program.ask(request("c", 1, 0), "pas-1");

        assertThat(result.path("outcome").asText()).isEqualTo("done");
        assertThat(simulator().calls().stream()
                        .filter(call -> call.status() == 401)
                        .map(RecordedCall::method))
                .containsExactly("GET");
    }

    @Test
    void aRefusedAudienceIsSaidWithWhatWasSentAndWhatIsExpected() throws Exception {
        assertThat(refused(1))
                .contains("'aud' claim", "aud https://sandbox.example/oauth2/token", farSides.controlUrl() + "/token");
    }

    @Test
    void aKeyThatIsNotRegisteredIsNamed() throws Exception {
        assertThat(refused(2)).contains("kid bars-9", "JWKS");
    }

    @Test
    void aWrongKeyIsSaidToBeWrong() throws Exception {
        assertThat(refused(3)).contains("signature");
    }

    @Test
    void whoShowsNoTokenIsParkedAsUnauthorised() throws Exception {
        assertThat(refused(5)).contains("HTTP 401");
    }

    @Test
    void aServerThatNobodyTrustsIsNotTalkedTo() throws Exception {
        JsonNode result = ask("s", 4);

        assertThat(result.path("outcome").asText()).isEqualTo("parked");
        assertThat(simulator().calls("GET", "Appointment")).isEmpty();
    }

    private static String refused(int service) throws Exception {
        JsonNode result = ask("r" + service, service);

        assertThat(result.path("outcome").asText()).isEqualTo("parked");
        assertThat(result.at("/problem/code").asText()).isEqualTo("unauthorised");
        assertThat(simulator().calls("PUT", "Appointment")).isEmpty();
        return result.at("/problem/message").asText();
    }

    private static JsonNode ask(String requestId, int service) throws Exception {
        return program.ask(request(requestId, 0, service), "pas-1");
    }

    private static String request(String requestId, int appointment, int service) {
        String target =
                service == 0 ? "" : ",\"targetService\":{\"system\":\"" + SYSTEM + "\",\"value\":\"" + service + "\"}";
        return "{\"requestId\":\"" + requestId + "\",\"appointmentId\":\"" + WholeProgram.id(appointment) + "\""
                + target + "}";
    }

    private static Simulator simulator() {
        return farSides.simulator();
    }

    private static String bearer(RecordedCall call) {
        return call.header("Authorization").orElseThrow();
    }

    private static void named(String name, int service, String bundle, Path key, String kid, String audience) {
        provider(far(name, service, farSides.baseUrl()), bundle, key, kid, audience);
    }

    private static void provider(String prefix, String bundle, Path key, String kid, String audience) {
        setting(prefix + "credentials.ssl-bundle", bundle);
        setting(prefix + TOKEN + "url", farSides.controlUrl() + "/token");
        setting(prefix + TOKEN + "client-id", API_KEY);
        setting(prefix + TOKEN + "private-key", key.toString());
        setting(prefix + TOKEN + "key-id", kid);
        setting(prefix + TOKEN + "audience", audience);
    }

    private static void bundle(String name, Path keys) {
        store(name, "keystore", keys);
        store(name, "truststore", keys);
    }

    private static void store(String name, String store, Path keys) {
        setting("spring.ssl.bundle.jks." + name + "." + store + ".location", "file:" + keys);
        setting("spring.ssl.bundle.jks." + name + "." + store + ".password", Keys.PASSWORD);
    }

    private static void setting(String name, String value) {
        settings.add("--" + name + "=" + value);
    }
}
