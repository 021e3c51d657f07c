package org.barscancel.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where the trail lies: a folder for each chain, in it a file for each day, by name in the order of time. */
final class AuditFolder {
    private static final Pattern CHAIN = Pattern.compile("\\d{8}T\\d{9}-[0-9a-f]{8}");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d\\.jsonl");

    private AuditFolder() {}

    static List<Path> chains(Path folder) throws IOException {
        return named(folder, CHAIN);
    }

    static List<Path> days(Path chain) throws IOException {
        return named(chain, DAY);
    }

    static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    /** Reads whatever lies there: bytes that are no text must not end a verification. */
    static BufferedReader reader(Path file) throws IOException {
        return new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8));
    }

    private static List<Path> named(Path folder, Pattern names) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(path -> names.matcher(name(path)).matches())
                    .sorted()
                    .toList();
        }
    }
}
