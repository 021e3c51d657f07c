package org.barscancel.blackbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** Pictures of the console for its documentation. */
final class Pictures {
    private static final Path FOLDER = Path.of("docs", "images");

    /** Wide enough for a table, and still read when a page shows it smaller. */
    private static final int WIDTH = 1000;

    /** Pages that ask once more, or say what is wrong, look like the others. */
    private static final Set<String> SHOWN = Set.of(
            "overview",
            "cancellations",
            "cancellation",
            "patient",
            "attention",
            "parked",
            "batches",
            "batch",
            "upload",
            "tried",
            "start",
            "far-sides",
            "doctor");

    private Pictures() {}

    /** Writes the page that is open, only with {@code -Dbars.renew-docs=true}: times and ids are others each time. */
    static void keep(Browser browser, String name) throws IOException {
        if (Boolean.getBoolean("bars.renew-docs") && SHOWN.contains(name)) {
            browser.width(WIDTH);
            Files.write(Files.createDirectories(FOLDER).resolve("console-" + name + ".png"), browser.picture());
        }
    }
}
