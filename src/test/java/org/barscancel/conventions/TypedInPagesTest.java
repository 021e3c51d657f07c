package org.barscancel.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Of each block of commands in a page it is known what runs it, or why nothing does. */
class TypedInPagesTest {
    private static final Pattern BLOCK =
            Pattern.compile("(?ms)^ *```(?:sh|bash|shell|console)\\n *([^\\n]*)\\n.*?^ *```$");
    private static final Pattern TEST = Pattern.compile("\\w+(?:Test|IT|Contract)");

    /** A test that reads its blocks from the page and runs them. */
    private static final Map<String, String> READ_BY = Map.of("docs/wiring-a-pas.md", "WiringIT");

    private static final String AS_ROOT =
            "changes the machine as root; what it names is checked by PackagingTest, DistributionIT";
    private static final String CALLS = "not run as typed: the calls are checked by NamesInPagesTest, and made by ";

    /** What is typed, by page and first line; and what does the same in a test, or why none does. */
    private static final Map<String, String> TYPED = Map.ofEntries(
            Map.entry(
                    "README.md: mvn -q -Pdemo",
                    "does not end by itself; what it starts: SimulatorConfigurationTest, DemoDataTest"),
            Map.entry("README.md: curl -i http://127.0.0.1:8080/cancellations", CALLS + "HttpAnswersContract"),
            Map.entry("README.md: mvn -B verify", "the build itself"),
            Map.entry(
                    "README.md: java -Xmx512m -jar target/bars-cancel.jar",
                    "needs a provider; with a simulated one: StartIT"),
            Map.entry("docs/security.md: java -jar bars-cancel.jar key", "writes to /etc; elsewhere: SignedTokenTest"),
            Map.entry(
                    "docs/security.md: java -jar bars-cancel.jar audit verify",
                    "reads from /var; elsewhere: CommandsTest"),
            Map.entry("docs/model.md: src/model/verify", "needs spin; .ci/run runs it, ModelTest holds it to the code"),
            Map.entry(
                    "docs/dependencies.md: mvn org.codehaus.mojo:versions-maven-plugin",
                    "needs the network; a person runs it"),
            Map.entry("docs/operating.md: tar -xzf bars-cancel-", AS_ROOT),
            Map.entry(
                    "docs/operating.md: SPRING_CONFIG_ADDITIONAL_LOCATION=",
                    "needs an installation in /opt; elsewhere: ExamplesIT"),
            Map.entry("docs/operating.md: systemctl stop", AS_ROOT + "; from version to version: UpgradeIT"),
            Map.entry(
                    "docs/operating.md: java -jar bars-cancel.jar at-rest-key",
                    "writes to /etc; elsewhere: CommandsTest"),
            Map.entry(
                    "docs/operating.md: java -jar bars-cancel.jar decrypt", "reads from /etc; elsewhere: CommandsTest"),
            Map.entry(
                    "docs/operating.md: curl",
                    CALLS + "ReconciliationTest, SteeringTest, BatchSteeringTest, DryRunTest"),
            Map.entry("docs/simulator.md: mvn -q -Pdemo", "as in the README"),
            Map.entry("docs/simulator.md: S=http", CALLS + "ControlServletTest"),
            Map.entry("docs/simulator.md: curl -s -X DELETE", CALLS + "ControlServletTest"),
            Map.entry("examples/README.md: cp -r examples/", "writes to /srv; elsewhere: ExamplesIT"),
            Map.entry("examples/bundle/README.md: BARS_PROVIDER_URL=", "with other addresses: BundleExampleIT"),
            Map.entry("examples/bundle/README.md: curl", "with other addresses: BundleExampleIT"),
            Map.entry(
                    "examples/two-instances/README.md: BROKER_PASSWORD=",
                    "needs a broker and a database; with the ones of the test: ExamplesIT"),
            Map.entry("examples/mllp-feed/README.md: ../../bin/bars-cancel start", "with another provider: ExamplesIT"),
            Map.entry("examples/mllp-feed/README.md: curl", CALLS + "WiringIT"),
            Map.entry(
                    "examples/signed-jwt/README.md: ../../bin/bars-cancel key",
                    "writes to /etc; elsewhere: ExamplesIT"),
            Map.entry("examples/signed-jwt/README.md: BARS_API_KEY=", "with another provider: ExamplesIT"),
            Map.entry(
                    "examples/file-share/README.md: ../../bin/bars-cancel start", "with another provider: ExamplesIT"),
            Map.entry("examples/file-share/README.md: mkdir -p /mnt/pas", "with another folder: ExamplesIT"));

    @Test
    void everyBlockIsRunOrHasAReason() {
        List<String> unknown = new ArrayList<>();
        Set<String> unused = new TreeSet<>(TYPED.keySet());
        Map<String, Integer> read = new TreeMap<>();
        for (Path page : Pages.all()) {
            BLOCK.matcher(Pages.read(page)).results().forEach(block -> {
                String typed = page + ": " + block.group(1);
                if (READ_BY.containsKey(page.toString())) {
                    read.merge(page.toString(), 1, Integer::sum);
                } else if (TYPED.keySet().stream().noneMatch(typed::startsWith)) {
                    unknown.add(typed);
                }
                unused.removeIf(typed::startsWith);
            });
        }

        assertThat(unknown).isEmpty();
        assertThat(unused).as("no page has it any more").isEmpty();
        assertThat(read).containsOnlyKeys(READ_BY.keySet());
    }

    @Test
    void everyTestThatIsNamedForItExists() {
        Set<String> tests = NamedTests.all();

        assertThat(TYPED.values())
                .allSatisfy(reason -> assertThat(TEST.matcher(reason).results().map(found -> found.group()))
                        .isSubsetOf(tests));
        assertThat(tests).containsAll(READ_BY.values());
    }
}
