package org.barscancel.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.barscancel.conventions.NamedTests;
import org.junit.jupiter.api.Test;

class ErrorsPageTest {
    private static final Pattern ROW = Pattern.compile("^\\| `([a-z-]+)` \\|.*", Pattern.MULTILINE);

    private static final Pattern SHOWN = Pattern.compile("^- `([a-z-]+)`: `.*", Pattern.MULTILINE);
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    @Test
    void explainsEveryProblemCodeOnceAndNoOther() throws IOException {
        String page = Files.readString(Path.of("docs/errors.md"));

        List<String> explained =
                ROW.matcher(page).results().map(row -> row.group(1)).toList();

        assertThat(explained)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(ProblemCode.values())
                        .map(ProblemCode::code)
                        .toList());
    }

    @Test
    void namesATestForEveryCodeAndNoneThatIsNotThere() throws IOException {
        String page = Files.readString(Path.of("docs/errors.md"));
        String shown = page.substring(page.indexOf("## What shows it"));

        assertThat(SHOWN.matcher(shown).results().map(row -> row.group(1)))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(ProblemCode.values())
                        .map(ProblemCode::code)
                        .toList());
        assertThat(shown.lines()
                        .filter(line -> line.startsWith("- "))
                        .map(line -> line.substring(line.indexOf(':')))
                        .flatMap(line -> NAME.matcher(line).results().map(name -> name.group(1))))
                .isSubsetOf(NamedTests.all());
    }

    @Test
    void findsACodeByItsPublicSpelling() {
        assertThat(ProblemCode.values())
                .allSatisfy(code -> assertThat(ProblemCode.of(code.code())).isEqualTo(code));
    }
}
