package org.barscancel.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What rules and readers allocate is what {@code docs/allocation.md} says. */
class AllocationTest {
    private static final Path PAGE = Path.of("docs", "allocation.md");
    private static final Pattern MEASURED = Pattern.compile("(?m)^([a-z0-9-]+)=(\\d+)$");
    private static final Pattern KEPT = Pattern.compile("(?m)^\\| `([a-z0-9-]+)` \\| (\\d+) \\|$");
    private static final int JAVA = 17;

    /** The classes of another Java allocate otherwise, by up to an eighth where that was looked at. */
    private static final int PERCENT = Runtime.version().feature() == JAVA ? 2 : 20;

    private static final String HEAD =
            """
            # What rules and readers allocate

            Written by a test, which fails when a figure differs by more than 2 %%. To renew it:
            `mvn test -Dtest=AllocationTest -Dbars.renew-docs=true`. A figure that grew for no reason is a mistake; look at the difference.

            Bytes for each time, on Java %d without its second compiler; of another Java, 20 %% are let pass. What each work is:
            [Work](../src/test/java/org/barscancel/cost/Work.java). How long they take as well: [performance.md](performance.md#rules-and-readers).

            | work | bytes |
            |---|---|
            """
                    .formatted(JAVA);

    @Test
    void noWorkAllocatesMoreOrLessThanThePageSays() throws Exception {
        String output = run();
        Map<String, Long> measured = figures(MEASURED, output);

        assertThat(measured).as(output).hasSameSizeAs(Work.values());
        if (Boolean.getBoolean("bars.renew-docs")) {
            assertThat(Runtime.version().feature()).isEqualTo(JAVA);
            Files.writeString(PAGE, page(measured));
        }
        Map<String, Long> kept = figures(KEPT, Files.readString(PAGE));
        List<String> differing = measured.entrySet().stream()
                .filter(each ->
                        Math.abs(each.getValue() - kept.get(each.getKey())) * 100 > kept.get(each.getKey()) * PERCENT)
                .map(each ->
                        each.getKey() + ": " + each.getValue() + " bytes, and the page says " + kept.get(each.getKey()))
                .toList();

        assertThat(measured.keySet()).isEqualTo(kept.keySet());
        assertThat(differing)
                .as("%s; renew it with -Dbars.renew-docs=true", PAGE)
                .isEmpty();
    }

    /** In a JVM of its own: what it allocates must not depend on how this one was started, or on what ran in it before. */
    private static String run() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Allocations.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private static Map<String, Long> figures(Pattern figure, String text) {
        return figure.matcher(text)
                .results()
                .collect(Collectors.toMap(
                        found -> found.group(1),
                        found -> Long.valueOf(found.group(2)),
                        (one, other) -> one,
                        TreeMap::new));
    }

    private static String page(Map<String, Long> measured) {
        return Arrays.stream(Work.values())
                .map(work -> "| `" + work.named() + "` | " + measured.get(work.named()) + " |\n")
                .collect(Collectors.joining("", HEAD, ""));
    }
}
