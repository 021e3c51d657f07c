package org.barscancel.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.barscancel.credentials.SigningKeys.made;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.barscancel.bars.NoCredentialsException;
import org.barscancel.command.Typed;
import org.barscancel.simulator.SimulatorHost;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;

/** A signed assertion, against an endpoint that checks it as NHS does. */
class SignedTokenTest {
    private static final String API_KEY = "Yo0LRGrsSqb7Ss8MkUmnLbfK2MXpzYqE";
    private static final String KID = "bars-test-1";

    @TempDir
    static Path folder;

    private static SimulatorHost simulator;
    private static Path key;
    private static String endpoint;

    @BeforeAll
    static void registerAKey() {
        simulator = SimulatorHost.start();
        endpoint = simulator.controlUrl() + "/token";
        key = folder.resolve("signing.pem");
        simulator.simulator().tokens().register(API_KEY, made(KID, key));
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @Test
    void isAcceptedWhenEverythingIsAsRegistered() throws Exception {
        Token token = endpoint(signing -> signing).get();

        assertThat(token.value()).isNotBlank();
        assertThat(Duration.between(token.since(), token.until()))
                .isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10));
    }

    @Test
    void mayBeSignedByAKeyGivenAsText() throws Exception {
        String text = Files.readString(key);

        assertThat(endpoint(signing -> signing(text, KID, "RS512", endpoint))
                        .get()
                        .value())
                .isNotBlank();
    }

    @Test
    void saysWhatWasSentAndWhatIsExpectedWhenTheAudienceIsRefused() {
        NoCredentialsException none = refused(
                signing -> signing(key.toString(), KID, "RS512", "https://int.example.org/oauth2/token/"), API_KEY);

        assertThat(none.why())
                .contains("'aud' claim", "aud https://int.example.org/oauth2/token/", "to the letter", endpoint)
                .doesNotContain(API_KEY);
    }

    @Test
    void saysWhoAskedWhenTheIssuerIsRefused() {
        NoCredentialsException none = refused(signing -> signing, "SomebodyElse-9b1c2d3e");

        assertThat(none.why()).contains("'iss'/'sub'", "iss and sub Some…2d3e");
    }

    @Test
    void saysWhichKeyWhenItIsNotRegistered() {
        assertThat(refused(signing -> signing(key.toString(), "bars-test-2", "RS512", endpoint), API_KEY)
                        .why())
                .contains("'kid' header", "kid bars-test-2");
    }

    @Test
    void saysThatTheSignatureIsWrongWhenTheKeyIsAnother() {
        Path other = folder.resolve("other.pem");
        made("other", other);

        assertThat(refused(signing -> signing(other.toString(), KID, "RS512", endpoint), API_KEY)
                        .why())
                .contains("signature");
    }

    @Test
    void saysThatAnotherAlgorithmIsNotTaken() {
        assertThat(refused(signing -> signing(key.toString(), KID, "RS256", endpoint), API_KEY)
                        .why())
                .contains("RS512", "alg RS256");
    }

    @Test
    void saysThatTheClockIsWrongWhenTheAssertionHasExpired() {
        Clock slow = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-10));
        OAuthTokenEndpoint late = new OAuthTokenEndpoint(
                client(API_KEY, signing(key.toString(), KID, "RS512", endpoint)),
                new HttpComponentsClientHttpRequestFactory(),
                slow);

        NoCredentialsException none = catchThrowableOfType(NoCredentialsException.class, late::get);

        assertThat(none.refused()).isTrue();
        assertThat(none.why()).contains("expired", "this machine's clock");
    }

    @Test
    void isNotRefusedForGoodWhenTheEndpointIsAway() {
        TokenClient away = new TokenClient(
                URI.create("http://127.0.0.1:1/token"),
                API_KEY,
                null,
                signing(key.toString(), KID, "RS512", endpoint),
                Set.of());

        NoCredentialsException none = catchThrowableOfType(NoCredentialsException.class, () -> new OAuthTokenEndpoint(
                        away, new HttpComponentsClientHttpRequestFactory(), Clock.systemUTC())
                .get());

        assertThat(none.refused()).isFalse();
        assertThat(none.why()).contains("cannot be reached");
    }

    @Test
    void namesNoPartOfAKeyThatCannotBeRead() {
        assertThat(refused(signing -> signing("MIIEvQIBADANBgkq/hkiG9w0BAQEFAAS", KID, "RS512", endpoint), API_KEY)
                        .why())
                .contains("cannot be used")
                .doesNotContain("MIIE", "hkiG");
    }

    @Test
    void readsTheKeyAnewForEachToken() throws Exception {
        Path replaced = folder.resolve("replaced.pem");
        made("first", replaced);
        OAuthTokenEndpoint tokens = new OAuthTokenEndpoint(
                client(API_KEY, signing(replaced.toString(), KID, "RS512", endpoint)),
                new HttpComponentsClientHttpRequestFactory(),
                Clock.systemUTC());
        assertThat(catchThrowableOfType(NoCredentialsException.class, tokens::get)
                        .why())
                .contains("signature");

        Files.write(replaced, Files.readAllBytes(key));

        assertThat(tokens.get().since()).isBefore(Instant.now().plusSeconds(1));
    }

    @Test
    void aKeyThatWasMadeIsReadableByItsOwnerOnlyAndNeverWrittenOver() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        byte[] before = Files.readAllBytes(key);

        Typed again = Typed.typed("key", KID, key.toString());

        assertThat(again.code()).isEqualTo(2);
        assertThat(again.error()).contains("there already");
        assertThat(Files.readAllBytes(key)).isEqualTo(before);
    }

    @Test
    void theJwksThatIsPrintedHoldsNoPrivateKey() {
        assertThat(made("public-only", folder.resolve("public-only.pem")))
                .contains("\"kid\":\"public-only\"", "\"n\":", "RS512")
                .doesNotContain("\"d\":", "\"p\":");
    }

    private static NoCredentialsException refused(UnaryOperator<TokenClient.Signing> change, String apiKey) {
        OAuthTokenEndpoint tokens = new OAuthTokenEndpoint(
                client(apiKey, change.apply(signing(key.toString(), KID, "RS512", endpoint))),
                new HttpComponentsClientHttpRequestFactory(),
                Clock.systemUTC());
        NoCredentialsException none = catchThrowableOfType(NoCredentialsException.class, tokens::get);
        assertThat(none.refused()).isTrue();
        return none;
    }

    private static OAuthTokenEndpoint endpoint(UnaryOperator<TokenClient.Signing> change) {
        return new OAuthTokenEndpoint(
                client(API_KEY, change.apply(signing(key.toString(), KID, "RS512", endpoint))),
                new HttpComponentsClientHttpRequestFactory(),
                Clock.systemUTC());
    }

    private static TokenClient client(String apiKey, TokenClient.Signing signing) {
        return new TokenClient(URI.create(endpoint), apiKey, null, signing, Set.of());
    }

    private static TokenClient.Signing signing(String key, String kid, String algorithm, String audience) {
        return new TokenClient.Signing(key, null, kid, algorithm, audience);
    }
}
