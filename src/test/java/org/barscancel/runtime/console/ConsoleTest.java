package org.barscancel.runtime.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.jms.ConnectionFactory;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.UUID;
import java.util.stream.Collectors;
import org.barscancel.access.ApiKeys;
import org.barscancel.runtime.FormBrowser;
import org.barscancel.runtime.WholeProgram;
import org.barscancel.simulator.Simulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.util.FileSystemUtils;

/** The console of a program that asks for credentials, as a browser without JavaScript uses it. */
class ConsoleTest {
    private static final String OPERATOR = "key-of-operator";
    private static final String WATCHER = "key-of-watcher";
    private static final String PAS_1 = "key-of-pas-1";

    @TempDir
    static Path folder;

    private static WholeProgram program;
    private static Simulator farSides;
    private static String ofPas1;
    private static String ofPas2;

    @BeforeAll
    static void start() throws Exception {
        program = new WholeProgram(
                Files.createDirectory(folder.resolve("home")),
                "--spring.thymeleaf.prefix=file:" + withOneThatFails() + "/",
                "--bars.access.api-keys.operator.hash=" + ApiKeys.hash(OPERATOR),
                "--bars.access.api-keys.operator.roles=submit,view,operate",
                "--bars.access.api-keys.watcher.hash=" + ApiKeys.hash(WATCHER),
                "--bars.access.api-keys.watcher.roles=view",
                "--bars.access.api-keys.pas-1.hash=" + ApiKeys.hash(PAS_1),
                "--bars.access.api-keys.pas-1.roles=submit,view",
                "--bars.access.api-keys.pas-1.requester=pas-1");
        farSides = program.farSides(10);
        ofPas1 = asked("pas-1", "appointment-0");
        ofPas2 = asked("pas-2", "unknown-appointment");
    }

    /** The templates as they are, but for that of the upload. */
    private static Path withOneThatFails() throws Exception {
        Path templates = Path.of("src", "main", "resources", "templates");
        Path copy = folder.resolve("templates");
        FileSystemUtils.copyRecursively(templates, copy);
        Path broken = copy.resolve("console").resolve("upload.html");
        String page = Files.readString(broken);
        assertThat(page).contains("</form>");
        Files.writeString(broken, page.replace("</form>", "</form><p th:text=\"${nobody.there()}\">x</p>"));
        return copy;
    }

    @Test
    void aPageThatFailsIsAPageAllTheSameAndShowsNoHalfOfIt() throws Exception {
        HttpResponse<String> answer =
                new FormBrowser(program).signedIn(OPERATOR).get("/console/batches/upload");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(answer.body())
                .contains("<h1>This cannot be shown</h1>", "Go to the overview")
                .doesNotContain("Upload a list", "nobody");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'");
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    private static String asked(String requester, String appointment) throws Exception {
        JsonNode result = program.ask(
                "{\"appointmentId\":\"" + appointment + "\",\"nhsNumber\":\"" + WholeProgram.patient(0) + "\"}",
                requester);
        return result.path("cancellationId").asText();
    }

    @Test
    void whoIsNotKnownIsAskedToSignIn() throws Exception {
        FormBrowser nobody = new FormBrowser(program);

        HttpResponse<String> answer = nobody.get("/console");

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/console/sign-in");
        assertThat(nobody.get("/console/sign-in").body()).contains("<h1>Sign in</h1>");
    }

    @Test
    void aKeyOpensTheConsoleAndSigningOutClosesIt() throws Exception {
        FormBrowser browser = new FormBrowser(program).signedIn(WATCHER);

        assertThat(browser.get("/console").body()).contains("<h1>Overview</h1>", "watcher");
        assertThat(browser.post("/console/sign-out", "/console").statusCode()).isEqualTo(302);
        assertThat(browser.get("/console").statusCode()).isEqualTo(302);
    }

    @Test
    void aWrongKeyIsRefusedAndNotRepeated() throws Exception {
        HttpResponse<String> answer =
                new FormBrowser(program).post("/console/sign-in", "/console/sign-in", "key", "wrong-key");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("This API key is not known").doesNotContain("wrong-key");
    }

    /** A page of another site could ride on a session; so it counts for nothing but the pages. */
    @Test
    void theSessionOpensNothingButTheConsole() throws Exception {
        FormBrowser browser = new FormBrowser(program).signedIn(OPERATOR);

        assertThat(browser.get("/cancellations").statusCode()).isEqualTo(401);
        assertThat(browser.cookies()).isNotEmpty().allSatisfy(cookie -> {
            assertThat(cookie.getPath()).isEqualTo("/console");
            assertThat(cookie.isHttpOnly()).isTrue();
        });
    }

    @Test
    void aFormWithoutItsTokenDoesNothing() throws Exception {
        FormBrowser browser = new FormBrowser(program).signedIn(OPERATOR);

        HttpResponse<String> answer =
                browser.send("/console/cancellations/" + ofPas2 + "/replay", "_csrf=" + UUID.randomUUID());

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("The form did not come from a page of this console");
    }

    @Test
    void whoMayOnlyLookIsOfferedNoActionAndCanTakeNone() throws Exception {
        FormBrowser browser = new FormBrowser(program).signedIn(WATCHER);

        assertThat(browser.get("/console/cancellations/" + ofPas2).body())
                .contains("Not found")
                .doesNotContain("Run again");
        HttpResponse<String> answer = browser.post("/console/cancellations/" + ofPas2 + "/replay", "/console/patient");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("the role operate");
    }

    @Test
    void aRequesterSeesItsOwnOnly() throws Exception {
        FormBrowser browser = new FormBrowser(program).signedIn(PAS_1);

        assertThat(browser.get("/console/cancellations").body())
                .contains(ofPas1)
                .doesNotContain(ofPas2);
        assertThat(browser.get("/console/cancellations/" + ofPas1).statusCode()).isEqualTo(200);
        assertThat(browser.get("/console/cancellations/" + ofPas2).statusCode()).isEqualTo(404);
        assertThat(browser.get("/console/attention").body()).contains("Nothing needs a person");
        assertThat(browser.post("/console/patient", "/console/patient", "number", WholeProgram.patient(0))
                        .body())
                .contains(ofPas1)
                .doesNotContain(ofPas2);
    }

    @Test
    void aPatientIsFoundByTheNumberWhichNoPageRepeatsAndTheSearchIsRecorded() throws Exception {
        FormBrowser browser = new FormBrowser(program).signedIn(OPERATOR);
        String number = WholeProgram.patient(0);

        HttpResponse<String> answer = browser.post("/console/patient", "/console/patient", "number", number);

        assertThat(answer.body()).contains(ofPas1, ofPas2).doesNotContain(number);
        assertThat(trail()).contains("\"by\":\"patient\"").doesNotContain(number);
        assertThat(browser.post("/console/patient", "/console/patient", "number", "123")
                        .body())
                .contains("Enter an NHS number of 10 digits");
    }

    @Test
    void oneIsRunAgainAndASecondPressDoesNoHarm() throws Exception {
        FormBrowser browser = new FormBrowser(program).signedIn(OPERATOR);
        String stopped = asked("pas-3", "another-unknown");
        String page = "/console/cancellations/" + stopped + "/replay";

        HttpResponse<String> first = browser.post(page, page);
        HttpResponse<String> second = browser.post(page, page);

        assertThat(first.statusCode()).isEqualTo(302);
        assertThat(first.headers().firstValue("Location").orElseThrow()).contains(stopped, "again=1");
        assertThat(second.statusCode()).isEqualTo(302);
        assertThat(trail()).contains("\"replay-asked\"");
    }

    @Test
    void oneIsDiscardedWithANote() throws Exception {
        FormBrowser browser = new FormBrowser(program).signedIn(OPERATOR);
        String stopped = asked("pas-4", "a-third-unknown");
        String page = "/console/cancellations/" + stopped + "/discard";

        assertThat(browser.post(page, page, "note", "Patient " + WholeProgram.patient(0))
                        .body())
                .contains("without an NHS number")
                .doesNotContain(WholeProgram.patient(0));
        assertThat(browser.post(page, page, "note", "Seen to by phone").statusCode())
                .isEqualTo(302);
        assertThat(browser.get("/console/cancellations/" + stopped).body())
                .contains("Seen to by phone")
                .doesNotContain("Run again");
    }

    @Test
    void oneThatStoppedIsTriedAsADryRunAndStaysAsItIs() throws Exception {
        FormBrowser browser = new FormBrowser(program).signedIn(OPERATOR);
        String stopped = asked("pas-5", "booked-later");
        await("its message").until(() -> messageOf(stopped));
        farSides.seed(farSides.resource("Appointment", "appointment-9")
                .orElseThrow()
                .replace("appointment-9", "booked-later")
                .replace(WholeProgram.patient(9), WholeProgram.patient(0)));

        String page = "/console/cancellations/" + stopped + "/dry-run";
        String tried = browser.sentTwice(page, page);

        assertThat(tried).startsWith("/console/cancellations/").doesNotContain(stopped);
        waitFor(browser, tried, "Would be cancelled");
        assertThat(browser.get(tried).body())
                .contains("Dry run: nothing is written", "By Console, from pas-5.", "would be changed");
        assertThat(browser.get("/console/cancellations/" + stopped).body())
                .contains("Rejected", "Try as a dry run")
                .doesNotContain("Would be cancelled");
        assertThat(messageOf(stopped)).as("it lies where it lay").isTrue();
        assertThat(farSides.calls("PUT", "Appointment"))
                .noneMatch(call -> call.path().contains("booked-later"));
        assertThat(trail()).contains("\"of\":\"" + stopped + "\"");
        assertThat(browser.get(tried).body()).doesNotContain("Try as a dry run");
    }

    @Test
    void aGroupIsTriedAsAListAndDiscardedWithANote() throws Exception {
        FormBrowser browser = new FormBrowser(program).signedIn(OPERATOR);
        String one = asked("pas-6", "appointment-1");
        String other = asked("pas-7", "appointment-2");
        await("their messages").until(() -> messageOf(one) && messageOf(other));
        String named = "?problem=patient-mismatch&leg=provider";

        String tried = browser.sentTwice("/console/attention/dry-run", "/console/attention/dry-run" + named);
        waitFor(browser, tried, "2 of 2 ended");
        assertThat(browser.get(tried).body()).contains("Dry run of what stopped", "Rejected 2");
        await("what the dry runs leave").until(() -> lying("patient-mismatch") == 4);
        String again = browser.sentTwice("/console/attention/dry-run", "/console/attention/dry-run" + named);
        waitFor(browser, again, "2 of 2 ended");
        assertThat(again).isNotEqualTo(tried);
        await("what the dry runs leave").until(() -> lying("patient-mismatch") == 6);

        String page = "/console/attention/discard" + named;
        String[] fields = {"problem", "patient-mismatch", "leg", "provider", "note", "Rung up."};
        assertThat(browser.post(
                                "/console/attention/discard",
                                page,
                                "problem",
                                "patient-mismatch",
                                "leg",
                                "provider",
                                "note",
                                "Patient " + WholeProgram.patient(0))
                        .body())
                .contains("without an NHS number")
                .doesNotContain(WholeProgram.patient(0));
        String token = browser.token(page);
        assertThat(FormBrowser.location(browser.post("/console/attention/discard", page, fields)))
                .isEqualTo("/console/attention?discarded=6");
        assertThat(browser.get("/console/attention?discarded=6").body())
                .contains("6 messages were taken off for good")
                .doesNotContain("Patient mismatch");
        assertThat(FormBrowser.location(browser.send(
                        "/console/attention/discard",
                        "_csrf=" + token + "&problem=patient-mismatch&leg=provider&note=Once+more")))
                .endsWith("discarded=0");
        assertThat(browser.get("/console/cancellations/" + one).body()).contains("Rung up.");
        assertThat(trail()).contains("\"discard-asked\"");
    }

    @Test
    void aGroupThatIsGoneIsNotTried() throws Exception {
        FormBrowser browser = new FormBrowser(program).signedIn(OPERATOR);

        assertThat(browser.get("/console/attention/dry-run?problem=conflict&leg=provider")
                        .statusCode())
                .isEqualTo(404);
        assertThat(browser.post("/console/cancellations/" + ofPas1 + "/dry-run", "/console/patient", "press", "x")
                        .statusCode())
                .isEqualTo(400);
        assertThat(browser.post(
                                "/console/cancellations/" + ofPas1 + "/dry-run",
                                "/console/patient",
                                "press",
                                UUID.randomUUID().toString())
                        .statusCode())
                .isEqualTo(409);
    }

    private static boolean messageOf(String cancellationId) {
        return program.texts("rejected").stream().anyMatch(text -> text.contains(cancellationId));
    }

    private static long lying(String problem) {
        return new JmsTemplate(program.bean(ConnectionFactory.class))
                .browseSelected("bars.rejected", "problemCode = '" + problem + "'", (session, browser) ->
                        (long) Collections.list(browser.getEnumeration()).size());
    }

    private static void waitFor(FormBrowser browser, String page, String words) {
        await(words).until(() -> browser.get(page).body().contains(words));
    }

    @Test
    void aFarSideIsPausedAndResumedByHand() throws Exception {
        FormBrowser browser = new FormBrowser(program).signedIn(OPERATOR);
        String side = "/console/far-sides/far-side/registry";

        browser.post(side + "/pause", side + "/pause");
        assertThat(browser.get("/console/far-sides").body()).contains("A person has paused it.");
        browser.post(side + "/resume", side + "/resume");
        assertThat(browser.get("/console/far-sides").body()).doesNotContain("A person has paused it.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console",
                "/console/cancellations",
                "/console/patient",
                "/console/attention",
                "/console/batches",
                "/console/far-sides",
                "/console/doctor"
            })
    void noPageHoldsAScriptOrStyleOfItsOwn(String path) throws Exception {
        HttpResponse<String> answer =
                new FormBrowser(program).signedIn(OPERATOR).get(path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .doesNotContain("style=\"", "<style", "onclick")
                .containsOnlyOnce("<script");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'", "form-action 'self'")
                .doesNotContain("unsafe");
    }

    private static String trail() throws Exception {
        try (var files = Files.walk(folder.resolve("home/audit"))) {
            return files.filter(file -> file.toString().endsWith(".jsonl"))
                    .map(file -> {
                        try {
                            return Files.readString(file);
                        } catch (java.io.IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    })
                    .collect(Collectors.joining());
        }
    }
}
