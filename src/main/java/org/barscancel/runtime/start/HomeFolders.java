package org.barscancel.runtime.start;

import java.nio.file.Path;
import org.barscancel.BarsSettings;

/** Where the program keeps its own, and where it takes and leaves files. */
public final class HomeFolders {
    private HomeFolders() {}

    /** The folder of broker, ledger and audit trail ({@code bars.home}), absolute. */
    public static Path home(BarsSettings settings) {
        return settings.home().toAbsolutePath().normalize();
    }

    /** The folder of inbox, claimed, results, rejected and archive, absolute: that of {@code bars.file.home}, else the home. */
    public static Path files(BarsSettings settings) {
        String folder = settings.file().home();
        return folder == null
                ? home(settings)
                : Path.of(folder).toAbsolutePath().normalize();
    }
}
