package org.barscancel.runtime.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.barscancel.access.ApiKeys;
import org.barscancel.runtime.FormBrowser;
import org.barscancel.runtime.WholeProgram;
import org.barscancel.simulator.Simulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Lists on the console: uploaded, tried, started, held and resubmitted there. */
class ConsoleListsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String OPERATOR = "key-of-operator";
    private static final String WATCHER = "key-of-watcher";
    private static final String PAS_1 = "key-of-pas-1";
    private static final String ENCRYPTED = "encrypted";
    private static final String KEY = "2026:" + Base64.getEncoder().encodeToString(new byte[32]);
    private static final String UPLOAD = "/console/batches/upload";
    private static final int APPOINTMENTS = 6;
    private static final String LIST = "appointmentId,nhsNumber\n"
            + Stream.of(0, 1, 2, 3, 4, 5)
                    .map(i -> WholeProgram.id(i) + "," + WholeProgram.patient(i) + "\n")
                    .collect(Collectors.joining())
            + "no-such-appointment," + WholeProgram.patient(0) + "\n";

    @TempDir
    Path home;

    private WholeProgram program;
    private Simulator farSides;

    @BeforeEach
    void start(TestInfo test) throws Exception {
        program = new WholeProgram(
                home,
                "--bars.at-rest.keys=" + (test.getTags().contains(ENCRYPTED) ? KEY : ""),
                "--bars.limits.csv-bytes=10KB",
                "--bars.access.api-keys.operator.hash=" + ApiKeys.hash(OPERATOR),
                "--bars.access.api-keys.operator.roles=submit,view,operate",
                "--bars.access.api-keys.watcher.hash=" + ApiKeys.hash(WATCHER),
                "--bars.access.api-keys.watcher.roles=view",
                "--bars.access.api-keys.pas-1.hash=" + ApiKeys.hash(PAS_1),
                "--bars.access.api-keys.pas-1.roles=submit,view",
                "--bars.access.api-keys.pas-1.requester=pas-1");
        farSides = program.farSides(APPOINTMENTS);
    }

    @AfterEach
    void stop() {
        program.close();
    }

    @Test
    @Tag(ENCRYPTED)
    void aListIsTriedFirstAndStartedOnceHoweverOftenItIsPressed() throws Exception {
        FormBrowser browser = new FormBrowser(program).signedIn(OPERATOR);
        String tried = uploaded(browser);
        waitFor(browser, tried, "7 of 7 ended");

        assertThat(browser.get(tried).body())
                .contains(
                        "Uploaded list",
                        "Dry run",
                        "Would be cancelled 6",
                        "Rejected 1",
                        "Start this list",
                        "<td data-label=\"Rows\">7<")
                .doesNotContain(WholeProgram.patient(0));
        assertThat(farSides.calls("PUT", "Appointment")).isEmpty();
        assertThat(browser.post(tried + "/start", tried + "/start", "rate", "0").body())
                .contains("Enter a whole number from 1 to 1000");
        String token = browser.token(tried + "/start");
        String first = FormBrowser.location(browser.send(tried + "/start", "_csrf=" + token + "&rate=100"));
        String second = FormBrowser.location(browser.send(tried + "/start", "_csrf=" + token + "&rate="));

        assertThat(first).isEqualTo(second).isNotEqualTo(tried);
        waitFor(browser, first, "7 of 7 ended");
        assertThat(FormBrowser.location(browser.send(tried + "/start", "_csrf=" + token)))
                .isEqualTo(first);
        assertThat(browser.get(first).body()).contains("Cancelled 6").doesNotContain("Start this list");
        assertThat(browser.get(tried).body())
                .contains("the list that carries it out")
                .doesNotContain("Start this list");
        assertThat(farSides.calls("PUT", "Appointment")).hasSize(APPOINTMENTS);
        assertThat(holding(WholeProgram.patient(0)))
                .as("with a key, what lies on disk shows nobody")
                .isEmpty();
    }

    private List<Path> holding(String text) throws IOException {
        try (Stream<Path> kept =
                Stream.concat(Files.walk(home.resolve("archive")), Files.walk(home.resolve("claimed")))) {
            List<Path> files = kept.filter(Files::isRegularFile).toList();
            assertThat(files).hasSizeGreaterThan(1);
            List<Path> holding = new ArrayList<>();
            for (Path file : files) {
                if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(text)) {
                    holding.add(file);
                }
            }
            return holding;
        }
    }

    /** Two notes of the same dry run would be two lists; their requests are the same cancellations all the same. */
    @Test
    void aStartWhoseNoteIsLostCancelsNothingTwice() throws Exception {
        FormBrowser browser = new FormBrowser(program).signedIn(OPERATOR);
        String tried = uploaded(browser);
        waitFor(browser, tried, "7 of 7 ended");
        String token = browser.token(tried + "/start");
        String first = FormBrowser.location(browser.send(tried + "/start", "_csrf=" + token));
        waitFor(browser, first, "7 of 7 ended");
        try (Stream<Path> kept = Files.walk(home.resolve("archive"))) {
            List<Path> notes = kept.filter(file -> file.toString().endsWith("-started.csv"))
                    .toList();
            assertThat(notes).hasSize(1);
            Files.delete(notes.get(0));
        }

        String second = FormBrowser.location(browser.send(tried + "/start", "_csrf=" + token));

        assertThat(second).isNotEqualTo(first);
        waitFor(browser, second, "7 of 7 ended");
        assertThat(browser.get(second).body()).contains("Cancelled 6");
        assertThat(farSides.calls("PUT", "Appointment")).hasSize(APPOINTMENTS);
    }

    @Test
    void whatIsNoListIsRefusedAndNotRepeated() throws Exception {
        FormBrowser browser = new FormBrowser(program).signedIn(OPERATOR);
        String token = browser.token(UPLOAD);

        assertThat(browser.upload(UPLOAD, token, "").body()).contains("No file came, or an empty one.");
        assertThat(browser.upload(UPLOAD, token, "name,first\nDoe,Jo\n").body())
                .contains("There is a problem")
                .doesNotContain("Doe");
        assertThat(browser.upload(UPLOAD, token, LIST.repeat(100)).body()).contains("more than 10240 bytes");
        assertThat(browser.upload(UPLOAD, "none", LIST).statusCode()).isEqualTo(403);
        assertThat(browser.get("/console/batches").body()).contains("None has come yet.");
    }

    @Test
    void whoMayNotSubmitUploadsNothingAndARequesterSeesItsOwnOnly() throws Exception {
        FormBrowser watcher = new FormBrowser(program).signedIn(WATCHER);
        FormBrowser pas = new FormBrowser(program).signedIn(PAS_1);
        String ofAll = uploaded(new FormBrowser(program).signedIn(OPERATOR));

        assertThat(watcher.upload(UPLOAD, watcher.token(UPLOAD), LIST).statusCode())
                .isEqualTo(403);
        assertThat(watcher.get("/console/batches").body()).doesNotContain("Upload a list");
        assertThat(pas.get(ofAll).statusCode()).isEqualTo(404);
        assertThat(pas.send(ofAll + "/start", "_csrf=" + pas.token(UPLOAD)).statusCode())
                .isEqualTo(404);
        String own = uploaded(pas);
        waitFor(pas, own, "7 of 7 ended");
        String started = FormBrowser.location(pas.post(own + "/start", own + "/start"));
        waitFor(pas, started, "7 of 7 ended");
        assertThat(pas.get("/console/far-sides").statusCode()).isEqualTo(403);
        assertThat(pas.send(own + "/abort", "_csrf=" + pas.token(UPLOAD)).statusCode())
                .isEqualTo(403);
    }

    @Test
    void aListIsPausedAbortedAndResubmitted() throws Exception {
        FormBrowser browser = new FormBrowser(program).signedIn(OPERATOR);
        String tried = uploaded(browser);
        waitFor(browser, tried, "7 of 7 ended");
        String provider = "/console/far-sides/far-side/provider";
        browser.post(provider + "/pause", provider + "/pause");
        assertThat(browser.get("/console/far-sides").body()).contains("<span class=\"hidden\"> provider</span>");
        String list = FormBrowser.location(browser.post(tried + "/start", tried + "/start"));
        waitFor(browser, list, "Pause this list");

        browser.post(list + "/pause", list + "/pause");
        assertThat(browser.get(list).body()).contains(">Paused<", " by operator", "Resume this list");
        assertThat(browser.get("/console/batches").body()).contains(">Paused<", " by operator");
        browser.post(list + "/resume", list + "/resume");
        assertThat(browser.get(list).body()).doesNotContain(">Paused<");
        browser.post(list + "/abort", list + "/abort");
        assertThat(browser.post(list + "/abort", list + "/abort").statusCode()).isEqualTo(302);
        assertThat(browser.post(list + "/resume", list + "/resume").statusCode())
                .isEqualTo(409);
        browser.post(provider + "/resume", provider + "/resume");
        waitFor(browser, list, "7 of 7 ended");
        assertThat(browser.get(list).body()).contains(">Aborted<", "Rejected 7", "Run its failures again");
        // One of them is the dry run's.
        await("their messages").atMost(PATIENCE).until(() -> program.waiting("rejected") == APPOINTMENTS + 2);

        assertThat(browser.post(list + "/resubmit", list + "/resubmit")
                        .headers()
                        .firstValue("Location")
                        .orElseThrow())
                .contains("again=7");
        waitFor(browser, list, "Cancelled 6");
        assertThat(farSides.calls("PUT", "Appointment")).hasSize(APPOINTMENTS);
    }

    private static String uploaded(FormBrowser browser) throws Exception {
        return FormBrowser.location(browser.upload(UPLOAD, browser.token(UPLOAD), LIST));
    }

    private static void waitFor(FormBrowser browser, String page, String words) {
        await(words).atMost(PATIENCE).until(() -> browser.get(page).body().contains(words));
    }
}
