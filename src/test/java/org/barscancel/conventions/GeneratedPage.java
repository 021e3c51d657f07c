package org.barscancel.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page that a test makes. {@code -Dbars.renew-docs=true} writes it; without it the test compares. */
final class GeneratedPage {
    private static final boolean RENEW = Boolean.getBoolean("bars.renew-docs");

    private GeneratedPage() {}

    static void agrees(Path page, String made) throws IOException {
        if (RENEW) {
            Files.writeString(page, made);
        }
        assertThat(Files.exists(page) ? Files.readString(page) : "")
                .as("%s; renew it with -Dbars.renew-docs=true", page)
                .isEqualTo(made);
    }
}
