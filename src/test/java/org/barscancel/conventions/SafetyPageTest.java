package org.barscancel.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The hazard log says of each hazard all that belongs to it, and rates it by the table that it prints. */
class SafetyPageTest {
    private static final List<String> PARTS =
            List.of("Cause", "Effect", "Before", "Controls", "Shown by", "After", "Remains", "Deploying organisation");

    private static final Pattern RATED = Pattern.compile("- \\*\\*(Before|After):\\*\\* ([a-z]+), ([a-z ]+): (\\d)\\.");
    private static final int MOST_RESIDUAL = 3;

    private String page;

    @BeforeEach
    void read() throws IOException {
        page = Files.readString(Path.of("docs/safety.md"));
    }

    @Test
    void everyHazardHasEveryPartInItsOrderAndATest() {
        assertThat(hazards()).hasSizeGreaterThanOrEqualTo(16).allSatisfy(hazard -> {
            assertThat(Pattern.compile("(?m)^- \\*\\*([^*]+):\\*\\*")
                            .matcher(hazard)
                            .results()
                            .map(part -> part.group(1)))
                    .as(hazard.lines().findFirst().orElse(""))
                    .containsExactlyElementsOf(PARTS);
            assertThat(NamedTests.anyIn(
                            hazard.substring(hazard.indexOf("**Shown by:**"), hazard.indexOf("**After:**"))))
                    .as(hazard)
                    .isTrue();
        });
    }

    @Test
    void everyRiskIsRatedByTheTable() {
        Map<String, Integer> table = table();

        assertThat(hazards()).allSatisfy(hazard -> {
            Matcher rated = RATED.matcher(hazard);
            int found = 0;
            int before = 0;
            while (rated.find()) {
                int risk = Integer.parseInt(rated.group(4));
                assertThat(table).as(hazard).containsEntry(rated.group(3) + "/" + rated.group(2), risk);
                found++;
                if (rated.group(1).equals("After")) {
                    assertThat(risk).as(hazard).isLessThanOrEqualTo(Math.min(before, MOST_RESIDUAL));
                }
                before = risk;
            }
            assertThat(found).as(hazard).isEqualTo(2);
        });
    }

    /** Nobody may take it for more than it is. */
    @Test
    void saysThatNobodyHasSignedIt() {
        assertThat(page).contains("No Clinical Safety Officer has looked at it, accepted it or signed it.");
    }

    private List<String> hazards() {
        String section = page.substring(page.indexOf("## Hazards"), page.indexOf("## What the deploying"));
        return Arrays.stream(section.split("(?m)^### ")).skip(1).toList();
    }

    private Map<String, Integer> table() {
        Map<String, Integer> table = new HashMap<>();
        List<String> lines =
                page.lines().filter(line -> line.matches("\\| [a-z ]+ \\|.*")).toList();
        String[] severities = lines.get(0).split("\\|");
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split("\\|");
            for (int i = 2; i < cells.length; i++) {
                table.put(cells[1].strip() + "/" + severities[i].strip(), Integer.parseInt(cells[i].strip()));
            }
        }
        return table;
    }
}
