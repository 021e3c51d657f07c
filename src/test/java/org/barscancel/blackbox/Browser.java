package org.barscancel.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A person before a real browser, Chromium without a window. */
final class Browser implements AutoCloseable {
    static final int PHONE = 360;
    static final int DESK = 1440;

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final int TALL = 900;

    /** Of a page that is drawn, or renewed by itself, on a slow machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ChromeDriver driver;
    private URI base = URI.create("about:blank");

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /**
     * Opens one, or skips the test where none is installed.
     *
     * @param profile an empty folder of its own
     * @param scripts whether pages may run scripts
     */
    static Browser open(Path profile, boolean scripts) {
        if (!Files.isExecutable(CHROMIUM) || !Files.isExecutable(DRIVER)) {
            return abort(
                    "No browser is there, so the console's pages are not tried: install chromium and chromium-driver");
        }
        ChromeOptions options = new ChromeOptions()
                .setBinary(CHROMIUM.toFile())
                .addArguments(
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        // A picture would be laid out with one and taken without.
                        "--hide-scrollbars",
                        "--user-data-dir=" + profile);
        if (!scripts) {
            // As somebody has it set; those of a test run all the same.
            options.setExperimentalOption("prefs", Map.of("profile.managed_default_content_settings.javascript", 2));
        }
        LoggingPreferences console = new LoggingPreferences();
        console.enable(LogType.BROWSER, java.util.logging.Level.ALL);
        options.setCapability("goog:loggingPrefs", console);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .usingAnyFreePort()
                .build();
        Browser browser = new Browser(new ChromeDriver(service, options));
        browser.driver.manage().timeouts().pageLoadTimeout(PATIENCE).scriptTimeout(PATIENCE);
        browser.width(DESK);
        return browser;
    }

    @Override
    public void close() {
        driver.quit();
    }

    /** So many pixels of CSS, as a phone or a screen has. */
    void width(int pixels) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", pixels, "height", TALL, "deviceScaleFactor", 1, "mobile", false));
    }

    /** Which program it is to look at. */
    void at(URI program) {
        base = program;
    }

    void goTo(String path) {
        driver.get(base.resolve(path).toString());
    }

    /** The address, from the first slash on. */
    String path() {
        URI address = URI.create(driver.getCurrentUrl());
        return address.getRawQuery() == null ? address.getPath() : address.getPath() + "?" + address.getRawQuery();
    }

    String heading() {
        return find(By.tagName("h1")).getText();
    }

    String text() {
        return find(By.tagName("main")).getText();
    }

    /** All that it was sent, what is not seen of it too. */
    String source() {
        return Objects.requireNonNull(driver.getPageSource());
    }

    /** Waits for the page with this heading. */
    void waitForHeading(String words) {
        await("the page " + words)
                .atMost(PATIENCE)
                .ignoreException(StaleElementReferenceException.class)
                .until(() -> heading().equals(words));
    }

    /** Waits for an address with this in it. */
    void waitForPath(String part) {
        await("an address with " + part).atMost(PATIENCE).until(() -> path().contains(part));
    }

    /** The element once it is there. */
    WebElement find(By by) {
        return await("" + by)
                .atMost(PATIENCE)
                .ignoreException(NoSuchElementException.class)
                .until(() -> driver.findElement(by), Objects::nonNull);
    }

    /** Follows a link, or presses a button, by what stands on it. */
    void press(String words) {
        // A part that is renewed meanwhile takes what was found with it.
        await("to press " + words)
                .atMost(PATIENCE)
                .ignoreException(NoSuchElementException.class)
                .ignoreException(StaleElementReferenceException.class)
                .untilAsserted(() -> driver.findElement(labelled(words)).click());
    }

    boolean offers(String words) {
        return !driver.findElements(labelled(words)).isEmpty();
    }

    private static By labelled(String words) {
        return By.xpath("//a[normalize-space()='%1$s'] | //button[normalize-space()='%1$s']".formatted(words));
    }

    /** Fills a field by its label. */
    WebElement field(String label) {
        String id = find(By.xpath("//label[starts-with(normalize-space(), '" + label + "')]"))
                .getDomAttribute("for");
        return find(By.id(Objects.requireNonNull(id)));
    }

    /** Waits until the page says this, without anybody doing anything. */
    void waitFor(String words) {
        await("the page to say: " + words)
                .atMost(PATIENCE)
                .ignoreException(StaleElementReferenceException.class)
                .ignoreException(NoSuchElementException.class)
                .until(() -> text().contains(words));
    }

    /** Presses a key on what has the focus. */
    void key(Keys key) {
        driver.switchTo().activeElement().sendKeys(key);
    }

    void type(String text) {
        driver.switchTo().activeElement().sendKeys(text);
    }

    /** Goes on by the Tab key until something with these words, or of this id, has the focus. */
    void tabTo(String words) {
        List<String> passed = new ArrayList<>();
        for (int presses = 0; presses < 100; presses++) {
            key(Keys.TAB);
            WebElement focused = driver.switchTo().activeElement();
            String name = focused.getAccessibleName();
            passed.add(name);
            if (name.equals(words)) {
                assertThat(isMarked()).as("the focus on '%s' is seen", words).isTrue();
                return;
            }
        }
        throw new AssertionError("'" + words + "' is not reached by Tab, only " + passed);
    }

    /** Whether one sees where the focus is. */
    private boolean isMarked() {
        return Boolean.TRUE.equals(
                driver.executeScript(
                        """
                const style = getComputedStyle(document.activeElement);
                return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0)
                    || style.boxShadow !== 'none';"""));
    }

    /** By how many pixels the page is wider than what is seen of it. */
    long sideways() {
        return (Long) Objects.requireNonNull(driver.executeScript(
                "return document.documentElement.scrollWidth - document.documentElement.clientWidth;"));
    }

    /** What axe finds that somebody could not use at all or hardly: rule, and where. */
    List<String> barriers() {
        driver.executeScript(Axe.SCRIPT);
        Object found = driver.executeAsyncScript(
                """
                const done = arguments[arguments.length - 1];
                axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})
                    .then(result => done(result.violations
                        .filter(one => one.impact === 'serious' || one.impact === 'critical')
                        .flatMap(one => one.nodes.map(node => one.id + ' at ' + node.target.join(' ') + ': '
                            + node.failureSummary))))
                    .catch(failure => done(['axe failed: ' + failure]));""");
        return ((List<?>) Objects.requireNonNull(found))
                .stream().map(String::valueOf).toList();
    }

    /** What the browser refused or missed since it was asked last, such as a script that its policy forbids. */
    List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        driver.manage().logs().get(LogType.BROWSER).forEach(entry -> complaints.add(entry.getMessage()));
        // Pages that say that there is nothing are asked for on purpose.
        complaints.removeIf(complaint -> complaint.contains("the server responded with a status of 404"));
        return complaints;
    }

    /** The whole page as a picture. */
    byte[] picture() {
        Map<String, Object> shot = driver.executeCdpCommand(
                "Page.captureScreenshot",
                Map.of("format", "png", "captureBeyondViewport", true, "optimizeForSpeed", false));
        return Base64.getDecoder().decode((String) Objects.requireNonNull(shot.get("data")));
    }

    /** The value of an expression in the page. */
    @Nullable
    Object value(String expression) {
        return driver.executeScript("return " + expression + ";");
    }

    /** Looks for what people with disabilities could not use. */
    private static final class Axe {
        static final String SCRIPT = read();

        private static String read() {
            try (InputStream script = Browser.class.getResourceAsStream("/axe.min.js")) {
                return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
