package org.barscancel.runtime.delivery;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.barscancel.CallbackSettings;
import org.barscancel.blackbox.FreePort;
import org.barscancel.runtime.WholeProgram;
import org.barscancel.runtime.start.StartRefusedException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a system sees that has its results posted to it. */
class CallbackTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SECRET = "a-synthetic-secret-of-some-length";
    private static final String PREVIOUS = "a-previous-secret-of-some-length";

    @TempDir
    static Path home;

    private static final WireMockServer RECEIVER =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());
    private static WholeProgram program;

    @BeforeAll
    static void start() throws Exception {
        RECEIVER.start();
        String address = "http://user:pass%40word@127.0.0.1:" + RECEIVER.port();
        program = new WholeProgram(
                home,
                "--bars.retry.initial-delay=50ms",
                "--bars.retry.max-delay=200ms",
                "--bars.retry.give-up-after=5s",
                "--bars.circuit.pause=200ms",
                "--bars.callbacks.pas-1.url=" + address + "/results?key=1",
                "--bars.callbacks.pas-1.secret=" + SECRET,
                "--bars.callbacks.pas-1.previous-secret=" + PREVIOUS,
                "--bars.callbacks.pas-1.response-timeout=5s",
                "--bars.callbacks.dead.url=http://127.0.0.1:" + FreePort.any() + "/",
                "--bars.callbacks.dead.requesters=pas-1,pas-2",
                "--bars.callbacks.pas-3.url=http://127.0.0.1:" + RECEIVER.port() + "/others");
        program.farSides(40);
    }

    @AfterAll
    static void stop() {
        program.close();
        RECEIVER.stop();
    }

    @BeforeEach
    void reset() {
        RECEIVER.resetAll();
    }

    @Test
    void aResultIsPostedAndSigned() throws Exception {
        answer(200);
        JsonNode result = program.ask("{\"appointmentId\": \"appointment-1\"}", "pas-1");

        Request call = calls(1).get(0);
        assertThat(JSON.readTree(call.getBodyAsString())).isEqualTo(result);
        assertThat(call.getUrl()).isEqualTo("/results?key=1");
        assertThat(call.getHeader("Content-Type")).isEqualTo("application/json");
        assertThat(call.getHeader("Authorization"))
                .isEqualTo("Basic " + Base64.getEncoder().encodeToString("user:pass@word".getBytes()));
        assertThat(call.getHeader("webhook-signature").split(" "))
                .containsExactly(signature(SECRET, call), signature(PREVIOUS, call));
        assertThat(Instant.ofEpochSecond(Long.parseLong(call.getHeader("webhook-timestamp"))))
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
    }

    @Test
    void whatIsRejectedIsPostedToo() throws Exception {
        answer(202);
        JsonNode result = program.ask("{\"appointmentId\": \"nobody-knows\"}", "pas-1");

        assertThat(result.path("outcome").asText()).isEqualTo("rejected");
        assertThat(JSON.readTree(calls(1).get(0).getBodyAsString())).isEqualTo(result);
    }

    @Test
    void aReceiverThatFailsIsCalledAgainWithTheSameIdAndAFreshSignature() throws Exception {
        sequence(aResponse().withStatus(500), aResponse().withStatus(302).withHeader("Location", "/elsewhere"), ok());
        program.ask("{\"appointmentId\": \"appointment-2\"}", "pas-1");

        List<Request> calls = calls(3);
        assertThat(calls)
                .extracting(call -> call.getHeader("webhook-id"))
                .containsOnly(calls.get(0).getHeader("webhook-id"));
        assertThat(calls)
                .extracting(Request::getBodyAsString)
                .containsOnly(calls.get(0).getBodyAsString());
        assertThat(calls).allSatisfy(call -> assertThat(call.getHeader("webhook-signature"))
                .startsWith(signature(SECRET, call)));
        RECEIVER.verify(0, getRequestedFor(anyUrl()));
        RECEIVER.verify(0, postRequestedFor(urlEqualTo("/elsewhere")));
    }

    @Test
    void aReceiverThatAsksToWaitIsNotCalledSooner() throws Exception {
        sequence(aResponse().withStatus(429).withHeader("Retry-After", "2"), ok());
        program.ask("{\"appointmentId\": \"appointment-3\"}", "pas-1");

        calls(2);
        List<ServeEvent> events = RECEIVER.getAllServeEvents();
        assertThat(Duration.between(
                        events.get(1).getRequest().getLoggedDate().toInstant(),
                        events.get(0).getRequest().getLoggedDate().toInstant()))
                .isGreaterThanOrEqualTo(Duration.ofMillis(1_900));
    }

    @Test
    void aReceiverThatDoesNotAnswerInTimeIsCalledAgain() throws Exception {
        sequence(aResponse().withStatus(200).withFixedDelay(30_000), ok());
        program.ask("{\"appointmentId\": \"appointment-4\"}", "pas-1");

        calls(2);
    }

    @Test
    void aBodyWithoutAnEndDoesNotMatter() throws Exception {
        RECEIVER.stubFor(post(anyUrl())
                .willReturn(aResponse()
                        .withStatus(200)
                        .withBody("x".repeat(5_000_000))
                        .withChunkedDribbleDelay(1_000, 600_000)));
        double before = delivered();
        program.ask("{\"appointmentId\": \"appointment-5\"}", "pas-1");

        await().atMost(PATIENCE).until(() -> delivered() > before);
        calls(1);
    }

    @Test
    void whatTheReceiverRefusesIsSetAside() throws Exception {
        long before = program.waiting("undelivered");
        answer(422);
        program.ask("{\"appointmentId\": \"appointment-6\"}", "pas-1");

        await().atMost(PATIENCE).until(() -> program.waiting("undelivered") > before);
        calls(1);
    }

    /** The receiver named dead never answers, and has as many results to get. */
    @Test
    void aDeadReceiverKeepsNobodyElseWaiting() throws Exception {
        long before = program.waiting("undelivered");
        answer(200);
        for (int i = 10; i < 30; i++) {
            program.ask("{\"appointmentId\": \"appointment-" + i + "\"}", "pas-1");
        }

        calls(20);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(program.json("health")
                        .path("components")
                        .path("receivers")
                        .path("components")
                        .path("callback.dead")
                        .path("details")
                        .path("state")
                        .asText())
                .isIn("paused", "probing"));
        JsonNode health = program.json("health").path("components").path("receivers");
        assertThat(health.path("status").asText()).isIn("UP", "DEGRADED");
        assertThat(program.json("health/readiness").path("status").asText()).isEqualTo("UP");
        await("give-up-after").atMost(PATIENCE).until(() -> program.waiting("undelivered") > before);
        assertThat(program.waiting("undelivered") + program.waiting("deliveries.callback.dead"))
                .isGreaterThanOrEqualTo(20);
        assertThat(program.waiting("dead")).isZero();
    }

    @Test
    void nobodyHearsOfAnothersRequests() throws Exception {
        answer(200);
        program.ask("{\"appointmentId\": \"appointment-7\"}", "pas-2");
        program.ask("{\"appointmentId\": \"appointment-8\"}", "pas-3");

        await().atMost(PATIENCE).untilAsserted(() -> RECEIVER.verify(1, postRequestedFor(urlEqualTo("/others"))));
        RECEIVER.verify(0, postRequestedFor(urlPathEqualTo("/results")));
        RECEIVER.verify(
                0,
                postRequestedFor(anyUrl())
                        .withHeader(
                                "webhook-signature", com.github.tomakehurst.wiremock.client.WireMock.matching(".*")));
    }

    @Test
    void anAddressThatIsNoneRefusesToStartAndIsNotRepeated() {
        assertThatThrownBy(() -> new Callback("pas-1", settings("ftp://user:hush@pas/", null)))
                .isInstanceOf(StartRefusedException.class)
                .hasMessage("bars.callbacks.pas-1.url is no http or https address.");
        assertThatThrownBy(() -> new Callback("pas-1", settings("http://pas/", "hush")))
                .isInstanceOf(StartRefusedException.class)
                .hasMessage("bars.callbacks.pas-1.secret must be a key of at least 24 bytes.");
        assertThat(settings("http://user:hush@pas/", "hush").toString()).doesNotContain("hush", "//");
    }

    @Test
    void aCallbackIsForTheRequesterOfItsNameUnlessOthersAreNamed() {
        Callback own = new Callback("pas-1", settings("http://pas/", null));
        Callback others = new Callback("pas-1", settings("http://pas/", null, "pas-2"));
        Callback all = new Callback("pas-1", settings("http://pas/", null, "*"));

        assertThat(List.of(own.isFor("pas-1"), own.isFor("pas-2"), own.isFor(null)))
                .containsExactly(true, false, false);
        assertThat(List.of(others.isFor("pas-1"), others.isFor("pas-2"), others.isFor(null)))
                .containsExactly(false, true, false);
        assertThat(List.of(all.isFor("pas-1"), all.isFor("pas-2"), all.isFor(null)))
                .containsExactly(true, true, true);
    }

    static CallbackSettings settings(String url, String secret, String... requesters) {
        return new CallbackSettings(
                url, Set.of(requesters), secret, null, null, Duration.ofSeconds(2), Duration.ofSeconds(10), 4);
    }

    private static double delivered() throws Exception {
        JsonNode meter = JSON.readTree(
                program.actuator("metrics/bars.deliveries?tag=receiver:callback.pas-1&tag=outcome:delivered")
                        .body());
        return meter.path("measurements").path(0).path("value").asDouble();
    }

    private static com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder ok() {
        return aResponse().withStatus(200);
    }

    private static void answer(int status) {
        RECEIVER.stubFor(post(anyUrl()).willReturn(aResponse().withStatus(status)));
    }

    private static void sequence(com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder... responses) {
        for (int i = 0; i < responses.length; i++) {
            RECEIVER.stubFor(post(anyUrl())
                    .inScenario("sequence")
                    .whenScenarioStateIs(i == 0 ? Scenario.STARTED : "after-" + i)
                    .willSetStateTo("after-" + (i + 1))
                    .willReturn(responses[i]));
        }
    }

    /** The calls, once there are so many and no more. */
    private static List<Request> calls(int expected) {
        await().atMost(PATIENCE).untilAsserted(() -> RECEIVER.verify(expected, postRequestedFor(anyUrl())));
        return RECEIVER.findAll(postRequestedFor(anyUrl())).stream()
                .map(Request.class::cast)
                .toList();
    }

    /** As the contract tells a receiver to reckon it. */
    private static String signature(String secret, Request call) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String signed =
                call.getHeader("webhook-id") + "." + call.getHeader("webhook-timestamp") + "." + call.getBodyAsString();
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }
}
