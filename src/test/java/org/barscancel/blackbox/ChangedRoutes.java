package org.barscancel.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The project's routes as somebody has changed them. */
public final class ChangedRoutes {
    private ChangedRoutes() {}

    /** Copies them all into a folder, with one change in one of them. */
    public static void in(Path folder, String file, String from, String to) throws IOException {
        try (Stream<Path> originals = Files.list(Path.of("routes"))) {
            for (Path original : originals.toList()) {
                String text = Files.readString(original);
                if (original.endsWith(file)) {
                    assertThat(text).contains(from);
                    text = text.replace(from, to);
                }
                Files.writeString(folder.resolve(original.getFileName()), text);
            }
        }
    }
}
