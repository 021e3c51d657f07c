package org.barscancel.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Key pairs as the command makes them, but shorter, since long ones take seconds. */
public final class SigningKeys {
    private static final int BITS = 2048;

    private SigningKeys() {}

    /** Makes one, and returns the JWKS to register. */
    public static String made(String kid, Path file) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int code = KeyCommand.run(
                kid,
                file,
                BITS,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
        assertThat(code).isZero();
        return out.toString(StandardCharsets.UTF_8);
    }
}
