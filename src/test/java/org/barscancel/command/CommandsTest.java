package org.barscancel.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.barscancel.command.Typed.typed;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.junit5.WireMockRuntimeInfo;
import com.github.tomakehurst.wiremock.junit5.WireMockTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@WireMockTest
class CommandsTest {
    private static final String ID = "3eaa08d2-1ea4-58e5-8749-32b6fb951c7d";
    private static final String ANSWER = "{\"replayed\": 1, \"more\": false}";

    @ParameterizedTest
    @ValueSource(strings = {"", "start", "start --server.port=0", "--bars.home=/tmp/x", "--debug", "--helpful=yes"})
    void settingsAloneOrAfterTheWordAreAStart(String line) {
        assertThat(Start.isMeant(words(line))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "--version", "start --help", "doctor --bars.home=/tmp/x", "docter"})
    void whatAsksForSomethingElseIsNoStart(String line) {
        assertThat(Start.isMeant(words(line))).isFalse();
    }

    @Test
    void aStartGetsItsSettingsWithoutTheWord() {
        assertThat(Start.settings("start", "--a=1", "start")).containsExactly("--a=1", "start");
        assertThat(Start.settings("--a=1")).containsExactly("--a=1");
        assertThat(Start.settings()).isEmpty();
    }

    @Test
    void helpNamesEveryCommandAndEachHasItsOwn() {
        Typed help = typed("--help");

        assertThat(help.code()).isZero();
        assertThat(help.out())
                .contains(
                        "start",
                        "doctor",
                        "simulate",
                        "replay",
                        "key",
                        "api-key",
                        "at-rest-key",
                        "decrypt",
                        "audit",
                        "cds",
                        "completion");
        assertThat(typed("start", "--help").out()).contains("Usage: bars-cancel start", "--name=value");
        assertThat(typed("audit", "verify", "--help").out()).contains("--without-beginning");
        assertThat(typed("--version").out()).startsWith("bars-cancel ");
    }

    /** It would have started, once. */
    @Test
    void aMisspeltCommandIsRefusedAndWhatIsMeantIsNamed() {
        Typed wrong = typed("docter");

        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.error()).contains("docter", "Did you mean: bars-cancel doctor");
    }

    @Test
    void theDoctorGetsTheSettingsAsAStartDoes() {
        assertThat(typed("doctor", "--json", "--bars.home=/tmp/x", "--appointment=a1", "--server.port=0")
                        .out())
                .isEqualTo("Asked[json=true, appointment=a1, settings=[--bars.home=/tmp/x, --server.port=0]]");
        assertThat(typed("doctor").out()).isEqualTo("Asked[json=false, appointment=null, settings=[]]");
    }

    @Test
    void completionKnowsTheCommands() {
        assertThat(typed("completion").out()).contains("at-rest-key", "bars-cancel");
    }

    @Test
    void theArchiveOfClassesIsTheScriptsToMake() {
        Typed refused = typed("cds");

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.error()).contains("bin/bars-cancel cds");
    }

    @Test
    void oneIsReplayedWithTheKeyOfTheEnvironment(WireMockRuntimeInfo program) {
        WireMock.stubFor(WireMock.post("/cancellations/" + ID + "/replay")
                .withHeader("X-API-Key", WireMock.equalTo("bars_k"))
                .willReturn(WireMock.status(202).withBody(ANSWER)));

        Typed replayed =
                typed(Map.of(ReplayCommand.KEY, "bars_k"), "replay", "--url", program.getHttpBaseUrl() + "/", ID);

        assertThat(replayed).isEqualTo(new Typed(0, ANSWER + System.lineSeparator(), ""));
    }

    @Test
    void aGroupIsReplayedByWhatNarrowsIt(WireMockRuntimeInfo program) {
        String url = "--url=" + program.getHttpBaseUrl();
        WireMock.stubFor(
                WireMock.post("/replays").willReturn(WireMock.status(202).withBody(ANSWER)));

        assertThat(typed("replay", url, "--problem=unavailable", "--leg=provider", "--from=2026-11-22T00:00:00Z")
                        .code())
                .isZero();
        WireMock.verify(
                WireMock.postRequestedFor(WireMock.urlEqualTo("/replays"))
                        .withHeader("Content-Type", WireMock.equalTo("application/json"))
                        .withRequestBody(
                                WireMock.equalToJson(
                                        """
                        {"problem": "unavailable", "leg": "provider", "from": "2026-11-22T00:00:00Z"}""")));
        assertThat(typed("replay", url, "--all").code()).isZero();
        WireMock.verify(WireMock.postRequestedFor(WireMock.urlEqualTo("/replays"))
                .withRequestBody(WireMock.equalToJson("{\"all\": true}")));
    }

    @Test
    void aReplayThatIsRefusedOrNotReachedSaysWhy(WireMockRuntimeInfo program) {
        WireMock.stubFor(WireMock.post("/replays")
                .willReturn(WireMock.status(403)
                        .withBody("{\"title\": \"Not allowed\", \"detail\": \"The role operate is missing.\"}")));

        Typed refused = typed("replay", "--url", program.getHttpBaseUrl(), "--all");

        assertThat(refused)
                .isEqualTo(new Typed(
                        1, "", "Refused with 403: Not allowed The role operate is missing." + System.lineSeparator()));
        assertThat(typed("replay", "--url=http://127.0.0.1:1", "--all").error()).startsWith("Not reached at ");
    }

    @Test
    void aReplayOfNothingOrOfOneAndAllIsRefused() {
        assertThat(typed("replay").code()).isEqualTo(2);
        assertThat(typed("replay", ID, "--all").code()).isEqualTo(2);
        assertThat(typed("replay", "--all", "--leg=provider").code()).isEqualTo(2);
    }

    @Test
    void aKeyIsNotSentInClearToAnotherMachine() {
        Typed refused = typed(Map.of(ReplayCommand.KEY, "bars_k"), "replay", "--url=http://192.0.2.1:8080", "--all");

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.error()).contains("https");
    }

    private static String[] words(String line) {
        return line.isEmpty() ? new String[0] : line.split(" ");
    }
}
