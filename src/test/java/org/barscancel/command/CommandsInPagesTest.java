package org.barscancel.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What the pages have people type is there. */
class CommandsInPagesTest {
    private static final Pattern TYPED = Pattern.compile(
            "(?:bars-cancel\\.jar|bin/bars-cancel|[`\"]bars-cancel) ([a-z][a-z-]*)(?: ([a-z][a-z-]*)\\b)?");

    private final CommandLine tree = Commands.tree(Typed.NOT_STARTED, name -> null, System.out, System.err);

    @Test
    void everyCommandThatIsNamedExists() throws IOException {
        List<String> missing = new ArrayList<>();
        Set<String> named = new TreeSet<>();
        for (Path page : pages()) {
            for (MatchResult found :
                    TYPED.matcher(Files.readString(page)).results().toList()) {
                named.add(found.group(1));
                CommandLine command = tree.getSubcommands().get(found.group(1));
                if (command == null
                        || (isParent(command) && !command.getSubcommands().containsKey(found.group(2)))) {
                    missing.add(page + ": " + found.group());
                }
            }
        }

        assertThat(missing).isEmpty();
        assertThat(named)
                .as("each is told of somewhere")
                .containsAll(tree.getSubcommands().keySet());
    }

    private static boolean isParent(CommandLine command) {
        return !command.getSubcommands().isEmpty();
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(Path.of("README.md"), Path.of("config/application.yaml")));
        for (String folder : List.of("docs", "examples", "packaging")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                files.filter(file -> file.toString().matches(".*(\\.md|\\.yaml|\\.service|Dockerfile)"))
                        .forEach(pages::add);
            }
        }
        return pages;
    }
}
