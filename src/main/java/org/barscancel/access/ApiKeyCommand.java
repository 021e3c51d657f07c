package org.barscancel.access;

import java.io.PrintStream;
import java.util.Base64;
import java.util.regex.Pattern;
import org.springframework.security.crypto.keygen.Base64StringKeyGenerator;
import org.springframework.security.crypto.keygen.StringKeyGenerator;

/** {@code api-key <name>}: makes an API key, and shows it once with the settings that hold its hash. */
public final class ApiKeyCommand {
    private static final int BYTES = 32;
    private static final StringKeyGenerator KEYS =
            new Base64StringKeyGenerator(Base64.getUrlEncoder().withoutPadding(), BYTES);
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,50}");

    private ApiKeyCommand() {}

    /**
     * Runs the command.
     *
     * @param name the key's name: 1 to 50 of a-z, 0-9 and hyphens
     * @param out where key and settings go
     * @param error where it is said what is wrong
     * @return 0, or 2 when nothing was made
     */
    public static int run(String name, PrintStream out, PrintStream error) {
        if (!NAME.matcher(name).matches()) {
            error.println("A name is made of a-z, 0-9 and hyphens, for example: api-key pas-1");
            return 2;
        }
        String key = "bars_" + KEYS.generateKey();
        String setting = "bars.access.api-keys." + name + ".";
        out.println("The key, for its caller only, in the header " + ApiKeys.HEADER + "; it is shown this once:");
        out.println(key);
        out.println("The settings; roles are submit, view and operate, and requester whom the key is of:");
        out.println(setting + "hash=" + ApiKeys.hash(key));
        out.println(setting + "roles=submit,view");
        out.println(setting + "requester=" + name);
        return 0;
    }
}
