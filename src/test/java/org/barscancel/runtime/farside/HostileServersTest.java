package org.barscancel.runtime.farside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.barscancel.credentials.SigningKeys.made;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.barscancel.blackbox.Overheard;
import org.barscancel.blackbox.Secrets;
import org.barscancel.runtime.HostileServer;
import org.barscancel.runtime.WholeProgram;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jms.core.JmsTemplate;

/**
 * Token endpoints and receivers of results that mean harm: followed nowhere, bounded in size and time, told to a person in
 * one line, and no secret goes anywhere else. Everybody else is served meanwhile.
 */
class HostileServersTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String CLIENT_SECRET = "Powidltascherl-secret-of-the-client";
    private static final String API_KEY = "Germknoedel-api-key-of-this-program";
    private static final String SYSTEM = "https://fhir.nhs.uk/Id/dos-service-id";
    /** What is allowed, and what is on its way in the buffers of both sides. */
    private static final long MOST_TAKEN_OF_A_CALL = 16L * 1024 * 1024;

    private static final List<String> TOKENS = List.of(
            "redirect",
            "redirect-with-body",
            "endless-body",
            "endless-error",
            "trickling-body",
            "trickling-headers",
            "one-huge-header",
            "many-headers",
            "hang",
            "bomb",
            "html",
            "deep",
            "huge-token",
            "stray-error");

    /** What is refused or late before an answer is there; a body counts for nothing, and is not waited for. */
    private static final List<String> RECEIVERS_THAT_DO_NOT_TAKE =
            List.of("redirect", "redirect-with-body", "trickling-headers", "one-huge-header", "many-headers", "hang");

    @TempDir
    static Path folder;

    private static HostileServer elsewhere;
    private static HostileServer hostile;
    private static WholeProgram program;
    private static Overheard overheard;

    @BeforeAll
    static void start() throws Exception {
        List.of(CLIENT_SECRET, API_KEY, HostileServer.MARKER).forEach(Secrets::text);
        overheard = Overheard.listening();
        elsewhere = new HostileServer("127.0.0.2", "http://127.0.0.3:1");
        hostile = new HostileServer("127.0.0.1", elsewhere.url());
        Path signing = folder.resolve("signing.pem");
        made("bars-1", signing);
        List<String> settings = new ArrayList<>(List.of(
                "--bars.http.response-timeout=2s",
                "--bars.retry.initial-delay=50ms",
                "--bars.retry.max-delay=200ms",
                "--bars.retry.give-up-after=4s",
                "--bars.circuit.pause=200ms",
                "--bars.callbacks.good.url=" + hostile.url() + "/receiver/good",
                "--bars.callbacks.good.requesters=*"));
        for (int i = 0; i < TOKENS.size(); i++) {
            String provider = "--bars.providers." + TOKENS.get(i) + ".";
            String token = provider + "credentials.token.";
            settings.add(provider + "url=http://127.0.0.1:1/fhir");
            settings.add(provider + "services=" + SYSTEM + "|" + i);
            settings.add(token + "url=" + hostile.url() + "/token/" + TOKENS.get(i));
            settings.add(token + "client-id=" + API_KEY);
            if (i % 2 == 0) {
                settings.add(token + "client-secret=" + CLIENT_SECRET);
            } else {
                settings.add(token + "private-key=" + signing);
                settings.add(token + "key-id=bars-1");
            }
        }
        for (String kind : RECEIVERS_THAT_DO_NOT_TAKE) {
            receiver(settings, kind);
        }
        receiver(settings, "endless-body");
        Overheard.everythingLogged().forEach((level, trace) -> settings.add("--" + level + "=" + trace));
        program = new WholeProgram(Files.createDirectory(folder.resolve("home")), settings.toArray(String[]::new));
        overheard.toLogs();
        program.farSides(4);
    }

    private static void receiver(List<String> settings, String kind) {
        String receiver = "--bars.callbacks." + kind + ".";
        settings.add(
                receiver + "url=" + hostile.url().replace("//", "//us:" + CLIENT_SECRET + "@") + "/receiver/" + kind);
        settings.add(receiver + "requesters=of-" + kind);
        settings.add(receiver + "secret=" + CLIENT_SECRET);
        settings.add(receiver + "response-timeout=1s");
    }

    @AfterAll
    static void stop() throws IOException {
        try (Overheard heard = overheard) {
            program.close();
            hostile.close();
            elsewhere.close();
            heard.assertNothingTold();
        }
    }

    static List<String> tokens() {
        return TOKENS;
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.MethodSource("tokens")
    void aTokenEndpointIsToldOfAndTheNextCancellationIsMade(String kind) throws Exception {
        long before = hostile.written();
        JsonNode result = ask(0, TOKENS.indexOf(kind), "of-nobody");

        assertThat(result.path("outcome").asText()).as(result.toString()).isEqualTo("parked");
        JsonNode problem = result.path("problem");
        assertThat(problem.path("code").asText())
                .isEqualTo("stray-error".equals(kind) ? "unauthorised" : "unavailable");
        assertThat(problem.path("message").asText())
                .contains("no token", hostile.url() + "/token/" + kind)
                .hasSizeLessThan(1_500)
                .matches("[^\\p{Cc}\\p{Zl}\\p{Zp}]*");
        assertThat(problem.path("nextAction").asText()).isNotBlank();
        assertThat(hostile.heard(kind)).isNotEmpty();
        assertThat(elsewhere.heard("taken")).as("nothing goes to another host").isEmpty();
        assertThat(hostile.written() - before)
                .as("bytes taken")
                .isLessThan(MOST_TAKEN_OF_A_CALL * hostile.heard(kind).size());
        assertThat(ask(1, -1, "of-nobody").path("outcome").asText()).isIn("done", "already-done");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"redirect", "redirect-with-body", "trickling-headers", "one-huge-header", "many-headers", "hang"
            })
    void aReceiverIsToldAgainAndThenGivenUpWhileOthersHear(String kind) throws Exception {
        JsonNode result = ask(2, -1, "of-" + kind);

        assertThat(result.path("outcome").asText()).isIn("done", "already-done");
        String id = result.path("cancellationId").asText();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(undelivered())
                .anySatisfy(told -> assertThat(told).contains("callback." + kind, "unavailable")));
        assertThat(hostile.heard(kind)).hasSizeGreaterThan(1);
        assertThat(elsewhere.heard("taken")).as("nothing goes to another host").isEmpty();
        assertThat(hostile.heard("good")).anyMatch(call -> call.contains(id));
        assertThat(program.waiting("dead")).isZero();
    }

    @Test
    void aReceiversEndlessBodyIsNotWaitedFor() throws Exception {
        ask(3, -1, "of-endless-body");

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(hostile.heard("endless-body")).anyMatch(call -> call.contains("/receiver/"));
            assertThat(program.waiting("deliveries.callback.endless-body")).isZero();
        });
        assertThat(undelivered()).noneMatch(told -> told.contains("callback.endless-body"));
    }

    private static JsonNode ask(int appointment, int service, String requester) throws IOException {
        String target =
                service < 0 ? "" : ",\"targetService\":{\"system\":\"" + SYSTEM + "\",\"value\":\"" + service + "\"}";
        return program.ask("{\"appointmentId\":\"" + WholeProgram.id(appointment) + "\"" + target + "}", requester);
    }

    /** Receiver and problem of each message that was set aside. */
    private static List<String> undelivered() {
        return new JmsTemplate(program.bean(ConnectionFactory.class)).browse("bars.undelivered", (session, browser) -> {
            List<String> all = new ArrayList<>();
            for (Object message : Collections.list((Enumeration<?>) browser.getEnumeration())) {
                TextMessage told = (TextMessage) message;
                all.add(told.getStringProperty("receiver") + " " + told.getStringProperty("problemCode"));
            }
            return all;
        });
    }
}
