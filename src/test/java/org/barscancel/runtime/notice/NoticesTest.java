package org.barscancel.runtime.notice;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.barscancel.runtime.WholeProgram;
import org.barscancel.runtime.start.StartRefusedException;
import org.barscancel.simulator.SimulatedAnswer;
import org.barscancel.simulator.Simulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person hears by mail, and a program by a call, of outages and of what lies there. */
class NoticesTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SECRET = "a-synthetic-secret-of-some-length";
    private static final String OPERATOR = "operator@hospital.example";

    @TempDir
    Path home;

    private final AtomicBoolean down = new AtomicBoolean();

    private static final GreenMail MAIL = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private static final WireMockServer RECEIVER =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());

    @BeforeAll
    static void start() {
        MAIL.start();
        RECEIVER.start();
    }

    @AfterAll
    static void stop() {
        MAIL.stop();
        RECEIVER.stop();
    }

    /** With a restart in its middle, a receiver that fails at first, and requests that are rejected and parked on the way. */
    @Test
    void anOutageGivesTwoNoticesAReasonWhateverHappensMeanwhile() throws Exception {
        RECEIVER.stubFor(post("/notices")
                .inScenario("fails once")
                .whenScenarioStateIs("Started")
                .willSetStateTo("well")
                .willReturn(aResponse().withStatus(503).withBody("raw text of the receiver")));
        RECEIVER.stubFor(post("/notices")
                .inScenario("fails once")
                .whenScenarioStateIs("well")
                .willReturn(aResponse().withStatus(204)));
        down.set(true);
        try (WholeProgram program = program("--bars.retry.give-up-after=1h")) {
            program.request(3);
            await("told").atMost(PATIENCE).until(() -> mails().contains("began paused.provider"));
        }
        try (WholeProgram program = program("--bars.retry.give-up-after=1h")) {
            Simulator farSides = program.farSides();
            int before = farSides.calls().size();
            await("tried again").atMost(PATIENCE).until(() -> farSides.calls().size() > before + 3);
            program.ask("{\"appointmentId\": \"\"}", "pas-1");
            await("told").atMost(PATIENCE).until(() -> mails().contains("began rejected.invalid-field"));

            down.set(false);
            await("over").atMost(PATIENCE).until(() -> Stream.of(mails(), calls())
                    .allMatch(told -> told.contains("over paused.provider")));
        }

        List<String> expected =
                List.of("began paused.provider", "began rejected.invalid-field", "over paused.provider");
        assertThat(mails()).containsExactlyElementsOf(expected);
        // What failed first came later than what was told after it, and before its own end.
        assertThat(calls()).containsExactlyInAnyOrderElementsOf(expected).endsWith("over paused.provider");
        for (MimeMessage mail : MAIL.getReceivedMessages()) {
            assertThat(mail.getRecipients(Message.RecipientType.TO)[0].toString())
                    .isEqualTo(OPERATOR);
            assertThat(mail.getSubject()).startsWith("[Test Hospital] ");
            assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
            assertThat(GreenMailUtil.getBody(mail))
                    .contains("Since:", "Look at:")
                    .doesNotContain("appointment-", WholeProgram.patient(0), "raw text");
        }
        assertThat(GreenMailUtil.getBody(MAIL.getReceivedMessages()[0])).contains("To do:    Ask who operates it.");
        for (Request call : accepted()) {
            JsonNode body = JSON.readTree(call.getBodyAsString());
            assertThat(body.path("installation").asText()).isEqualTo("Test Hospital");
            assertThat(body.path("what").asText()).isNotBlank();
            assertThat(body.toString()).doesNotContain("appointment-", WholeProgram.patient(0));
            assertThat(call.getHeader("webhook-signature")).isEqualTo(signature(call));
        }
        // What was sent in vain comes again as itself.
        assertThat(accepted())
                .extracting(call -> call.getHeader("webhook-id"))
                .doesNotHaveDuplicates()
                .contains(requests().get(0).getHeader("webhook-id"));
    }

    @Test
    void mailWithoutAServerIsRefusedAtTheStart() {
        assertThatThrownBy(() -> new WholeProgram(
                        home, "--bars.notices.mail.from=bars@hospital.example", "--bars.notices.mail.to=" + OPERATOR))
                .rootCause()
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("spring.mail.host");
    }

    private WholeProgram program(String... more) throws Exception {
        List<String> all = Stream.concat(
                        Stream.of(
                                "--bars.circuit.failures=2",
                                "--bars.circuit.pause=100ms",
                                "--bars.retry.initial-delay=50ms",
                                "--bars.retry.max-delay=200ms",
                                "--bars.notices.installation=Test Hospital",
                                "--bars.notices.look-every=100ms",
                                "--bars.notices.paused-after=300ms",
                                "--bars.notices.over-after=20s",
                                // The disk of the machine that tests run on is anybody's.
                                "--bars.notices.disk-free=1B",
                                "--bars.notices.mail.from=bars@hospital.example",
                                "--bars.notices.mail.to=" + OPERATOR,
                                "--bars.notices.webhook.url=" + RECEIVER.baseUrl() + "/notices",
                                "--bars.notices.webhook.secret=" + SECRET,
                                "--spring.mail.host=127.0.0.1",
                                "--spring.mail.port=" + MAIL.getSmtp().getPort(),
                                "--spring.mail.properties.mail.smtp.starttls.enable=false",
                                "--spring.mail.properties.mail.smtp.starttls.required=false"),
                        Arrays.stream(more))
                .toList();
        return WholeProgram.withFarSides(this::mayFail, home, all.toArray(String[]::new));
    }

    /** Fails while it is to, from its very start: what waits for it is called for at once. */
    private void mayFail(Simulator farSides) throws IOException {
        WholeProgram.seeded(farSides, 3);
        farSides.behave(
                (call, server) -> down.get() ? new SimulatedAnswer(503, null, Map.of(), new byte[0]) : server.answer());
    }

    private static List<String> mails() throws Exception {
        return Stream.of(MAIL.getReceivedMessages())
                .map(NoticesTest::told)
                .map(header -> header.substring(header.indexOf(' ') + 1))
                .toList();
    }

    private static String told(MimeMessage mail) {
        try {
            return mail.getHeader("X-BaRS-Notice")[0];
        } catch (jakarta.mail.MessagingException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static List<String> calls() throws Exception {
        return accepted().stream()
                .map(call -> read(call.getBodyAsString()))
                .map(body ->
                        body.path("type").asText() + " " + body.path("reason").asText())
                .toList();
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (com.fasterxml.jackson.core.JsonProcessingException none) {
            throw new IllegalStateException(none);
        }
    }

    private static List<Request> requests() {
        return events().map(event -> (Request) event.getRequest()).toList();
    }

    private static List<Request> accepted() {
        return events().filter(event -> event.getResponse().getStatus() == 204)
                .map(event -> (Request) event.getRequest())
                .toList();
    }

    /** The oldest first. */
    private static Stream<ServeEvent> events() {
        List<ServeEvent> events = new java.util.ArrayList<>(RECEIVER.getAllServeEvents());
        java.util.Collections.reverse(events);
        return events.stream();
    }

    private static String signature(Request call) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        mac.update((call.getHeader("webhook-id") + "." + call.getHeader("webhook-timestamp") + ".")
                .getBytes(StandardCharsets.UTF_8));
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(call.getBody()));
    }
}
