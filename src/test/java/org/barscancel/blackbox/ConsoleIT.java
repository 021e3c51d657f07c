package org.barscancel.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.barscancel.simulator.SimulatorHost;
import org.barscancel.simulator.SimulatorSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** The pages for operators, as a person uses them in a browser; skipped aloud where there is none. */
class ConsoleIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int BATCH = 500;
    private static final int DOWN = 12;

    /** Pages that need nothing to be there. */
    private static final List<String> PAGES = List.of(
            "/console",
            "/console/cancellations",
            "/console/patient",
            "/console/attention",
            "/console/batches",
            "/console/batches/upload",
            "/console/far-sides",
            "/console/doctor");

    @TempDir
    static Path folder;

    private static SimulatorHost farSide;
    private static RunningProgram program;
    private static Browser browser;

    @BeforeAll
    static void start() throws IOException {
        // First: without a browser there is nothing to start a program for.
        browser = Browser.open(Files.createDirectories(folder.resolve("profile")), true);
        farSide = SimulatorHost.start(0, SimulatorSettings.strict().withRecordLimit(100_000), Clock.systemUTC());
        program = RunningProgram.start(
                "console",
                folder.resolve("home"),
                RunningProgram.settings(
                        farSide.baseUrl(),
                        "--bars.hl7.feeds.pas-7.appointment-id=SCH-1",
                        "--bars.retry.initial-delay=100ms",
                        "--bars.retry.max-delay=500ms",
                        "--bars.retry.give-up-after=3s",
                        "--bars.circuit.pause=500ms",
                        "--bars.http.response-timeout=5s"));
        browser.at(program.address());
    }

    @AfterAll
    static void finish() throws Exception {
        if (browser != null) {
            browser.close();
        }
        if (program != null) {
            try {
                program.finish();
            } finally {
                farSide.close();
            }
        }
    }

    @BeforeEach
    void seed() {
        browser.width(Browser.DESK);
        farSide.simulator().reset();
        farSide.simulator().seed(Clinic.resources(1, BATCH));
    }

    /** A page that its own policy keeps from working would say so here. */
    @AfterEach
    void theBrowserHasNothingToComplainOf() {
        farSide.simulator().clearFaults();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void followsABatchOfFiveHundredToItsResult() throws Exception {
        program.drop("clinic/monday.csv", csv(1, BATCH));

        browser.goTo("/console/batches");
        browser.waitFor("monday.csv");
        browser.press("monday.csv");
        browser.waitFor("500 of 500 ended (100 %)");

        assertThat(browser.text()).contains("Cancelled 500");
        assertThat(browser.path()).startsWith("/console/batches/");
        assertThat(browser.find(By.linkText("Download the result (CSV)")).getDomAttribute("href"))
                .endsWith("/result.csv");
        assertThat(program.caller()
                        .get(browser.find(By.id("download")).getDomAttribute("href"))
                        .body()
                        .lines())
                .hasSize(BATCH + 1);
        browser.press(Clinic.id(1));
        assertThat(browser.heading()).contains(Clinic.id(1));
        assertThat(browser.text()).contains("meta.lastUpdated", "booked", "cancelled", "row 1");
        assertThat(browser.source()).doesNotContain(Clinic.nhsNumber(1), Clinic.familyName(1), Clinic.MARKER);
    }

    /** From the file of a clinic to what came of it; nothing is written before it is started. */
    @Test
    void uploadsFiveHundredTriesThemAndStartsThemOnce() throws Exception {
        browser.goTo("/console/batches");
        browser.tabTo("Upload a list");
        browser.key(Keys.ENTER);
        browser.waitForHeading("Upload a list");
        upload("clinic.csv", csv(1, BATCH) + "no-such-booking,\n");
        browser.waitFor("501 of 501 ended (100 %)");

        assertThat(browser.text()).contains("Dry run", "Would be cancelled 500", "Rejected 1", "1 request");
        assertThat(browser.source()).doesNotContain(Clinic.nhsNumber(1), Clinic.familyName(1));
        assertThat(farSide.simulator().calls("PUT", "Appointment")).isEmpty();
        String tried = browser.path();
        browser.tabTo("Start this list");
        browser.key(Keys.ENTER);
        browser.waitForHeading("Start this list?");
        browser.tabTo("Most rows a second");
        browser.type("200");
        browser.tabTo("Start");
        browser.key(Keys.ENTER);
        browser.waitFor("501 of 501 ended (100 %)");
        browser.waitFor("Cancelled 500");

        String started = browser.path();
        assertThat(started).isNotEqualTo(tried);
        browser.goTo(tried + "/start");
        assertThat(browser.offers("Start")).isFalse();
        browser.press("Look at the list that carries it out");
        assertThat(browser.path()).isEqualTo(started);
        assertThat(IntStream.rangeClosed(1, BATCH).mapToObj(ConsoleIT::puts)).containsOnly(1L);
    }

    @Test
    void runsAGroupAgainThatAnOutageHadStopped() throws Exception {
        stopByAnOutage("outage/down.json", 101);

        browser.goTo("/console/attention");
        assertThat(browser.text()).contains("Unavailable", "Wait until the far side works again, then replay.");
        farSide.simulator().clearFaults();
        browser.press("Run again: Unavailable");
        assertThat(browser.heading()).isEqualTo("Run these again?");
        assertThat(cancelled(101)).as("asking changes nothing").isZero();
        browser.press("Run again");

        assertThat(browser.path()).startsWith("/console/attention");
        await("all are cancelled").atMost(PATIENCE).until(() -> cancelled(101) == DOWN);
        await("nothing is left").atMost(PATIENCE).until(() -> {
            browser.goTo("/console/attention");
            return !browser.text().contains("Unavailable");
        });
        assertThat(IntStream.range(101, 101 + DOWN).mapToObj(ConsoleIT::puts)).containsOnly(1L);
    }

    /** One that is told twice is done once, and going back shows no form that would be sent anew. */
    @Test
    void oneThatRunsAgainIsPressedTwiceAndRunsOnce() throws Exception {
        stopByAnOutage("outage/one.json", 201);
        browser.goTo("/console/cancellations?requester=outage&problem=unavailable");
        browser.press(Clinic.id(201));
        browser.press("Run again");
        String question = browser.path();
        farSide.simulator().clearFaults();
        browser.press("Run again");
        assertThat(browser.path()).doesNotContain("/replay");
        browser.waitFor("run again");
        browser.waitFor("Cancelled");

        browser.goTo(question);

        assertThat(browser.offers("Run again")).isFalse();
        assertThat(puts(201)).isEqualTo(1);
        program.caller().replays("{\"requester\": \"outage\"}", "application/json");
        await("the others").atMost(PATIENCE).until(() -> cancelled(201) == DOWN);
    }

    @Test
    void findsAPatientWithoutTheNumberInAnyAddressOrPage() throws Exception {
        program.drop("patient/one.json", Clinic.requests(301, 301));
        program.result("patient/one.json.result.json");

        browser.goTo("/console/patient");
        browser.field("NHS number").sendKeys(Clinic.nhsNumber(301));
        browser.press("Search");

        assertThat(browser.text()).contains(Clinic.id(301));
        assertThat(browser.path()).isEqualTo("/console/patient");
        assertThat(browser.source()).doesNotContain(Clinic.nhsNumber(301));
        browser.goTo("/console/patient");
        browser.field("NHS number").sendKeys("12345");
        browser.press("Search");
        assertThat(browser.text()).contains("There is a problem");
    }

    /** From the top of a page to a cancellation and back, and no other hand but the keyboard's. */
    @Test
    void isUsedByKeyboardOnly() throws Exception {
        program.drop("keyboard/one.json", Clinic.requests(302, 302));
        program.result("keyboard/one.json.result.json");

        browser.goTo("/console");
        browser.tabTo("Skip to main content");
        browser.key(Keys.ENTER);
        assertThat(browser.value("document.activeElement.id")).isEqualTo("main");
        browser.goTo("/console");
        browser.tabTo("Cancellations");
        browser.key(Keys.ENTER);
        browser.waitForHeading("Cancellations");
        browser.tabTo("Appointment id");
        browser.type(Clinic.id(302));
        browser.tabTo("Search");
        browser.key(Keys.ENTER);
        browser.waitForPath("appointment=" + Clinic.id(302));
        browser.tabTo(Clinic.id(302));
        browser.key(Keys.ENTER);
        browser.waitForHeading("Cancellation of " + Clinic.id(302));
        browser.tabTo("Back to cancellations");
    }

    /** Somebody reads by ear or at four times the size, or cannot tell red from green. */
    @Test
    void keepsNobodyOutAndNeedsNoScrollingSideways() throws Exception {
        List<String> barriers = new ArrayList<>();
        for (Map.Entry<String, String> page : everyPage().entrySet()) {
            browser.goTo(page.getValue());
            browser.barriers().forEach(barrier -> barriers.add(page.getKey() + ": " + barrier));
            for (int width : List.of(Browser.PHONE, Browser.DESK)) {
                browser.width(width);
                if (browser.sideways() > 0) {
                    barriers.add(page.getKey() + ": " + browser.sideways() + " pixels too wide for " + width);
                }
            }
            Pictures.keep(browser, page.getKey());
        }

        assertThat(barriers).isEmpty();
    }

    /** What callers read of the interface is drawn by a script, and read by ear as well. */
    @Test
    void theDescriptionOfTheInterfaceKeepsNobodyOutEither() {
        browser.goTo("/docs");
        browser.waitFor("* is always there.");
        browser.value("document.querySelectorAll('details').forEach(example => { example.open = true; })");

        for (int width : List.of(Browser.DESK, Browser.PHONE)) {
            browser.width(width);
            assertThat(browser.barriers()).as("%d pixels wide", width).isEmpty();
        }
    }

    /** Forms and links do all that is to be done; the script only brings pages up to date. */
    @Test
    void worksWithoutScripts() throws Exception {
        stopByAnOutage("outage/plain.json", 401);
        farSide.simulator().clearFaults();
        try (Browser plain = Browser.open(Files.createDirectories(folder.resolve("plain")), false)) {
            plain.at(program.address());
            plain.goTo("/console");
            plain.press("Needs attention");
            plain.press("Run again: Unavailable");
            plain.press("Run again");
            await("all are cancelled").atMost(PATIENCE).until(() -> cancelled(401) == DOWN);
            plain.press("Batches");
            plain.press("plain.json");
            assertThat(plain.heading()).contains("plain.json");
        }
    }

    /** By name, in the order in which they are shown in the documentation. */
    private static Map<String, String> everyPage() throws Exception {
        program.drop("pages/wednesday.csv", csv(303, 320) + "no-such-booking,\n");
        program.drop("pages/refused.json", "{\"appointmentId\": \"a b\"}");
        program.file("results", name -> name.startsWith("wednesday.csv.result"));
        stopByAnOutage("pages/thursday.json", 321);
        farSide.simulator().clearFaults();
        Map<String, String> pages = new LinkedHashMap<>();
        PAGES.forEach(path ->
                pages.put(path.equals("/console") ? "overview" : path.substring(path.lastIndexOf('/') + 1), path));
        browser.goTo("/console/batches");
        browser.waitFor("wednesday.csv");
        browser.press("wednesday.csv");
        pages.put("batch", browser.path());
        browser.goTo("/console/cancellations?appointment=" + Clinic.id(303));
        browser.press(Clinic.id(303));
        pages.put("cancellation", browser.path());
        browser.goTo("/console/cancellations?requester=pages&problem=unavailable");
        browser.press(Clinic.id(321));
        pages.put("parked", browser.path());
        browser.press("Run again");
        pages.put("replay-one", browser.path());
        pages.put("discard", browser.path().replace("/replay", "/discard"));
        pages.put("dry-run-one", browser.path().replace("/replay", "/dry-run"));
        pages.put("pause", "/console/far-sides/far-side/provider/pause");
        browser.goTo("/console/attention");
        browser.press("Run again: Unavailable");
        pages.put("replay-group", browser.path());
        pages.put("dry-run-group", browser.path().replace("/replay", "/dry-run"));
        pages.put("discard-group", browser.path().replace("/replay", "/discard"));
        pages.put("nothing-there", "/console/cancellations/none");
        pages.put("faults", "/console/cancellations?problem=soon");
        browser.goTo("/console/batches/upload");
        upload("tried.csv", csv(333, 344) + "no-such-booking,\n");
        browser.waitFor("13 of 13 ended");
        pages.put("tried", browser.path());
        pages.put("start", browser.path() + "/start");
        pages.put("abort", browser.path() + "/abort");
        browser.goTo("/console/doctor");
        browser.press("Run the checks");
        await("what the doctor found").atMost(PATIENCE).until(() -> browser.text()
                .contains("Found "));
        return pages;
    }

    /** On the page of the upload. */
    private static void upload(String name, String content) throws IOException {
        Path file = Files.createDirectories(folder.resolve("uploads")).resolve(name);
        Files.writeString(file, content);
        browser.field("The list, as CSV").sendKeys(file.toString());
        // A key that is sent to the field of a file counts as the name of one.
        browser.press("Try it");
    }

    /** So many requests from there on are given up, since the provider is not available. */
    private static void stopByAnOutage(String file, int from) throws Exception {
        farSide.simulator()
                .addFaults(
                        "[{\"name\": \"down\", \"match\": {\"farSide\": \"provider\"}, \"then\": {\"status\": 503}}]");
        program.drop(file, Clinic.requests(from, from + DOWN - 1));
        assertThat(RunningProgram.each(program.result(file + ".result.json"), "outcome"))
                .containsOnly("parked");
    }

    private static String csv(int from, int to) {
        StringBuilder rows = new StringBuilder("appointmentId,nhsNumber\n");
        for (int n = from; n <= to; n++) {
            rows.append(Clinic.id(n)).append(',').append(Clinic.nhsNumber(n)).append('\n');
        }
        return rows.toString();
    }

    private static long cancelled(int from) {
        List<String> ids =
                IntStream.range(from, from + DOWN).mapToObj(Clinic::id).toList();
        return farSide.simulator().appointments().stream()
                .filter(one -> ids.contains(one.id()) && one.status().equals("cancelled"))
                .count();
    }

    /** How often the provider took a change of that appointment. */
    private static long puts(int n) {
        return farSide.simulator().calls("PUT", "Appointment").stream()
                .filter(call -> call.path().endsWith("/" + Clinic.id(n)) && call.status() < 300)
                .count();
    }
}
