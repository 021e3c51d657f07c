package org.barscancel.runtime.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.barscancel.credentials.SigningKeys.made;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.barscancel.blackbox.Authority;
import org.barscancel.blackbox.Keys;
import org.barscancel.doctor.Doctor;
import org.barscancel.doctor.Finding;
import org.barscancel.doctor.Report;
import org.barscancel.doctor.Verdict;
import org.barscancel.runtime.WholeProgram;
import org.barscancel.runtime.start.HomeLock;
import org.barscancel.simulator.SimulatorHost;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One installation that is right, and the same with one thing wrong at a time. */
class DoctorTest {
    private static final Path PAGE = Path.of("docs/doctor.md");
    private static final String OUTPUTS = "\n## What it says\n";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String API_KEY = "the-api-key-of-the-doctor";
    private static final String PASSWORD = "swordfish-of-the-ledger";

    @TempDir
    static Path folder;

    private static SimulatorHost farSide;
    private static SimulatorHost expired;
    private static Path key;
    private static Path trust;

    /** What the command printed, and its findings by their names. */
    private record Examined(int exitCode, String printed, Map<String, Finding> findings) {
        Finding only(Verdict verdict) {
            assertThat(findings.values())
                    .filteredOn(one -> one.verdict() == verdict)
                    .hasSize(1);
            return findings.values().stream()
                    .filter(one -> one.verdict() == verdict)
                    .findFirst()
                    .orElseThrow();
        }
    }

    @BeforeAll
    static void start() throws Exception {
        farSide = SimulatorHost.start();
        WholeProgram.seeded(farSide.simulator(), 1, "A1001");
        key = folder.resolve("bars-1.pem");
        farSide.simulator().tokens().register(API_KEY, made("bars-1", key));
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        Authority authority = Authority.in(folder, "Doctor's authority");
        Path keys = authority.store("expired", authority.expired("expired"));
        trust = authority.store("trusted", authority.issue("another", builder -> builder));
        Files.setPosixFilePermissions(trust, PosixFilePermissions.fromString("rw-------"));
        expired = SimulatorHost.start(new SimulatorHost.Tls(keys, Keys.PASSWORD, false));
    }

    @AfterAll
    static void stop() {
        farSide.close();
        expired.close();
    }

    @Test
    void findsNothingWrongWithWhatIsRightAndLeavesNothingBehind() throws Exception {
        farSide.simulator().reset();
        WholeProgram.seeded(farSide.simulator(), 1, "A1001");

        Examined right = examined();

        assertThat(right.exitCode).isZero();
        assertThat(right.findings.values())
                .filteredOn(one -> one.verdict() != Verdict.PASS)
                .isEmpty();
        assertThat(right.findings.get("provider appointment").what()).contains("status booked", "with a version");
        assertThat(folder.resolve("home")).doesNotExist();
        assertThat(farSide.simulator().appointments()).allMatch(state -> "booked".equals(state.status()));
        assertThat(farSide.simulator().pointers()).hasSize(1);
        assertThat(right.printed).doesNotContain(API_KEY, "9990000018", PASSWORD);
    }

    @Test
    void namesAHostThatIsNotKnownAndSkipsWhatNeedsIt() throws Exception {
        Examined wrong =
                examined("--bars.provider.url=http://bars.invalid/fhir", "--bars.registry.url=" + farSide.baseUrl());

        assertThat(wrong.exitCode).isOne();
        assertThat(wrong.only(Verdict.FAIL).what()).contains("bars.invalid:80", "not known");
        assertThat(wrong.findings.get("provider appointment").verdict()).isEqualTo(Verdict.SKIPPED);
        assertThat(wrong.findings.get("registry search").verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void tellsWhatWasSentToATokenEndpointThatRefusesIt() throws Exception {
        Examined wrong = examined("--bars.provider.credentials.token.audience=https://sandbox.example/oauth2/token");

        assertThat(wrong.exitCode).isOne();
        assertThat(wrong.findings.get("provider credentials").what())
                .contains("'aud' claim", "aud https://sandbox.example/oauth2/token")
                .doesNotContain(API_KEY);
        assertThat(wrong.findings.get("provider clock").verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void namesAKeyThatOthersMayReadAndTheCommandThatMendsIt() throws Exception {
        Path open = Files.copy(key, folder.resolve("open.pem"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));

        Examined wrong =
                examined("--bars.provider.credentials.token.private-key=" + open, "--bars.file-rights=enforce");

        assertThat(wrong.exitCode).isOne();
        assertThat(wrong.only(Verdict.FAIL).nextAction()).contains("chmod u=rw,g=r,o= " + open.toRealPath());
    }

    @Test
    void namesAFolderThatCannotBeMade() throws Exception {
        Path file = Files.writeString(folder.resolve("a-file"), "");

        Examined wrong = examined("--bars.home=" + file.resolve("home"));

        assertThat(wrong.findings.get("folders").what()).contains(file + " is no folder");
    }

    @Test
    void namesABrokerThatIsNotThere() throws Exception {
        Examined wrong = examined("--bars.broker.url=tcp://127.0.0.1:1", "--bars.broker.username=bars");

        assertThat(wrong.exitCode).isOne();
        assertThat(wrong.only(Verdict.FAIL).what())
                .contains("The broker tcp://127.0.0.1:1 does not allow a connection");
    }

    @Test
    void namesADatabaseThatRefusesThePassword() throws Exception {
        String url = "jdbc:h2:file:" + folder.resolve("database");
        try (Connection made = DriverManager.getConnection(url, "bars", PASSWORD)) {
            assertThat(made.isValid(1)).isTrue();
        }

        Examined wrong = examined(
                "--bars.ledger.url=" + url, "--bars.ledger.username=bars", "--bars.ledger.password=not-" + PASSWORD);

        assertThat(wrong.exitCode).isOne();
        assertThat(wrong.only(Verdict.FAIL).what()).contains("user name or password refused");
        assertThat(wrong.printed).doesNotContain(PASSWORD);
        assertThat(examined(
                                "--bars.ledger.url=" + url,
                                "--bars.ledger.username=bars",
                                "--bars.ledger.password=" + PASSWORD)
                        .findings
                        .get("database")
                        .what())
                .contains("0 migrations applied", "pending");
    }

    @Test
    void namesACertificateThatHasExpired() throws Exception {
        Examined wrong = examined(expired());

        assertThat(wrong.exitCode).isOne();
        assertThat(wrong.only(Verdict.FAIL).what()).contains("it has expired", "CN=expired");
    }

    @Test
    void looksAtTheWayToThoseWhoAreTold() throws Exception {
        Examined wrong = examined(
                "--bars.callbacks.pas-1.url=" + expired.baseUrl() + "/results",
                "--bars.callbacks.pas-1.ssl-bundle=provider",
                "--bars.callbacks.pas-2.url=" + farSide.baseUrl() + "/results?token=" + PASSWORD,
                "--bars.hl7.feeds.pas-3.appointment-id=SCH-1",
                "--bars.hl7.feeds.pas-3.answer-to.host=127.0.0.1",
                "--bars.hl7.feeds.pas-3.answer-to.port=1",
                "--bars.notices.webhook.url=http://bars.invalid/notices",
                "--bars.notices.mail.to=somebody@hospital.example",
                "--bars.notices.mail.from=bars@hospital.example",
                "--spring.mail.host=127.0.0.1",
                "--spring.mail.port=1",
                "--spring.ssl.bundle.jks.provider.truststore.location=file:" + trust,
                "--spring.ssl.bundle.jks.provider.truststore.password=" + Keys.PASSWORD);

        assertThat(wrong.findings.get("callback.pas-1 certificate").what()).contains("it has expired");
        assertThat(wrong.findings.get("callback.pas-2 address").verdict()).isEqualTo(Verdict.PASS);
        assertThat(wrong.findings.get("callback.pas-2 certificate").verdict()).isEqualTo(Verdict.PASS);
        assertThat(wrong.findings.get("hl7.pas-3 address").what()).contains("127.0.0.1:1", "nobody listens");
        assertThat(wrong.findings.get("hl7.pas-3 certificate").verdict()).isEqualTo(Verdict.SKIPPED);
        assertThat(wrong.findings.get("notices webhook address").what()).contains("not known");
        assertThat(wrong.findings.get("notices mail server address").nextAction())
                .contains("spring.mail.host");
        assertThat(wrong.printed).doesNotContain(PASSWORD);
    }

    @Test
    void tellsARefusedStartInItsOwnWords() throws Exception {
        Examined missing = examined("--bars.provider.url=");
        Examined misspelt = examined("--bars.provder.url=http://127.0.0.1:9/misspelt");

        assertThat(missing.only(Verdict.FAIL).what()).contains("No provider is set");
        assertThat(missing.only(Verdict.FAIL).nextAction()).contains("bars.provider.url");
        assertThat(misspelt.exitCode).isOne();
        assertThat(misspelt.only(Verdict.FAIL).what()).contains("bars.provder.url");
    }

    @Test
    void aRunningInstanceIsSeenAndKeepsItsLock() throws Exception {
        Path home = Files.createDirectories(folder.resolve("running"));
        try (HomeLock held = new HomeLock(home)) {
            assertThat(held).isNotNull();
            assertThat(examined("--bars.home=" + home).findings.get("instance").what())
                    .contains("an instance runs");
        }
        assertThat(examined("--bars.home=" + home).findings.get("instance").what())
                .contains("none is seen");
    }

    @Test
    void aClockThatDiffersIsToldByWhatAnAssertionWouldSuffer() {
        assertThat(skewed(9).verdict()).isEqualTo(Verdict.PASS);
        assertThat(skewed(-60).verdict()).isEqualTo(Verdict.WARN);
        assertThat(skewed(60).verdict()).isEqualTo(Verdict.WARN);
        assertThat(skewed(61).what()).contains("61 s ahead of", "good for more than five minutes");
        assertThat(skewed(-239).verdict()).isEqualTo(Verdict.WARN);
        assertThat(skewed(-240).what()).contains("240 s behind", "expired");
    }

    private static Finding skewed(int seconds) {
        return FarSideExamined.skewed("provider clock", Duration.ofSeconds(seconds));
    }

    @Test
    void whatIsNoSettingIsToldHowTheCommandIsUsed() {
        ByteArrayOutputStream error = new ByteArrayOutputStream();
        PrintStream printed = new PrintStream(error, true, StandardCharsets.UTF_8);

        assertThat(new DoctorCommand().run(asked(null, "everything"), printed, printed))
                .isEqualTo(2);
        assertThat(new DoctorCommand().run(asked(null, "--server.port"), printed, printed))
                .isEqualTo(2);
        assertThat(new DoctorCommand().run(asked("no/id"), printed, printed)).isEqualTo(2);
        assertThat(error.toString(StandardCharsets.UTF_8)).contains("--name=value", "by its id");
    }

    private static Doctor.Asked asked(@Nullable String appointment, String... settings) {
        return new Doctor.Asked(true, appointment, List.of(settings));
    }

    /** Paths, ports, times and serial numbers differ from run to run. */
    @Test
    void itsPageShowsWhatItSays() throws Exception {
        StringBuilder said = new StringBuilder(OUTPUTS);
        said.append(shown("A right configuration, with --appointment", examined()));
        said.append(shown(
                "A host that nobody knows",
                examined("--bars.provider.url=http://bars.invalid/fhir", "--bars.registry.url=" + farSide.baseUrl())));
        said.append(shown(
                "An audience that the token endpoint does not take",
                examined("--bars.provider.credentials.token.audience=https://sandbox.example/oauth2/token")));
        said.append(shown("A home that lies in a file", examined("--bars.home=" + file().resolve("home"))));
        said.append(shown("A broker that is not there", examined("--bars.broker.url=tcp://127.0.0.1:1")));
        said.append(shown("A certificate that has expired", examined(expired())));
        String page = Files.readString(PAGE);
        String expected = page.substring(0, page.indexOf(OUTPUTS)) + said;
        if (Boolean.getBoolean("bars.renew-docs")) {
            Files.writeString(PAGE, expected);
        }

        assertThat(Files.readString(PAGE))
                .as("renew it with -Dbars.renew-docs=true")
                .isEqualTo(expected);
    }

    private static Path file() throws IOException {
        Path file = folder.resolve("no-folder");
        return Files.exists(file) ? file : Files.createFile(file);
    }

    private static String[] expired() {
        return new String[] {
            "--bars.provider.url=" + expired.baseUrl(),
            "--bars.registry.url=" + farSide.baseUrl(),
            "--bars.provider.credentials.ssl-bundle=provider",
            "--bars.provider.credentials.token.url=",
            "--spring.ssl.bundle.jks.provider.truststore.location=file:" + trust,
            "--spring.ssl.bundle.jks.provider.truststore.password=" + Keys.PASSWORD
        };
    }

    /** Of what is wrong only what did not pass. */
    private static String shown(String title, Examined examined) {
        List<Finding> told = examined.findings.values().stream()
                .filter(one -> examined.exitCode == 0 || one.verdict() != Verdict.PASS)
                .toList();
        String text = new Report(told, DoctorTest::lasting).text();
        return "\n### " + title + "\n\n```text\n"
                + (examined.exitCode == 0 ? text : text.substring(0, text.lastIndexOf("\n\n") + 1))
                + "```\n\nExit code "
                + examined.exitCode + ".\n";
    }

    private static String lasting(String text) {
        return text.replace(folder.toString(), "/srv/bars-cancel")
                .replaceAll("127\\.0\\.0\\.1:\\d{2,}", "127.0.0.1:8443")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "2026-01-31T12:00:00Z")
                // Ten digits of it may look like an NHS number, and are taken out.
                .replaceAll("serial number (?:[0-9a-f]|\\[removed])+", "serial number 5eed")
                .replaceAll("\\d+ MB are free", "… MB are free");
    }

    private static Examined examined(String... changed) throws IOException {
        List<String> args = new ArrayList<>(List.of(
                "--server.port=0",
                "--bars.home=" + folder.resolve("home"),
                "--bars.provider.url=" + farSide.baseUrl(),
                "--bars.organisation.ods-code=A1001",
                "--bars.organisation.name=Doctor's Hospital",
                "--bars.software.id=https://example.org/Id/device-identifier|DOCTOR",
                "--bars.software.name=BaRS Cancel",
                "--bars.software.version=test",
                "--bars.target-service.system=https://fhir.nhs.uk/Id/dos-service-id",
                "--bars.target-service.value=2000072491"));
        args.addAll(token("provider"));
        args.removeIf(
                preset -> Stream.of(changed).anyMatch(one -> one.startsWith(preset.replaceFirst("=.*", "") + "=")));
        if (Arrays.asList(changed).contains("--bars.provider.credentials.token.url=")) {
            args.removeIf(preset -> preset.startsWith("--bars.provider.credentials.token."));
        }
        // Who has another address gets credentials of its own only.
        if (Stream.of(changed).anyMatch(one -> one.startsWith("--bars.registry.url="))) {
            args.addAll(token("registry"));
        }
        args.addAll(List.of(changed));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8);
        int exitCode = new DoctorCommand().run(asked("appointment-0", args.toArray(String[]::new)), printed, printed);
        String text = out.toString(StandardCharsets.UTF_8);
        Map<String, Finding> findings = new LinkedHashMap<>();
        for (JsonNode one : JSON.readTree(text).path("findings")) {
            findings.put(
                    one.path("check").asText(),
                    new Finding(
                            one.path("check").asText(),
                            Verdict.valueOf(one.path("verdict").asText().toUpperCase(Locale.ROOT)),
                            one.path("what").asText(),
                            one.path("nextAction").asText()));
        }
        return new Examined(exitCode, text, findings);
    }

    private static List<String> token(String farSideName) {
        String prefix = "--bars." + farSideName + ".credentials.token.";
        return List.of(
                prefix + "url=" + farSide.controlUrl() + "/token",
                prefix + "client-id=" + API_KEY,
                prefix + "private-key=" + key,
                prefix + "key-id=bars-1");
    }
}
