package org.barscancel.runtime.watch;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;

/**
 * Settings that are secret, told by their names, so that one that is new is known too.
 *
 * @param values what they are set to, wherever that is
 * @param onCommandLine names of those that stand on the command line
 */
public record SensitiveSettings(Set<String> values, Set<String> onCommandLine) {
    private static final Pattern SENSITIVE =
            Pattern.compile("password|passwd|passphrase|secret|credential.*value|apikey|hashkey|privatekey");

    /** What says nothing: a switch, a number, an address of a file. */
    private static final Pattern HARMLESS =
            Pattern.compile("(?i)true|false|\\d{0,5}|(file:|classpath:|/).*|[^\n]{0,5}");

    /** Whether a setting of that name holds a secret, in whatever way it is spelt. */
    static boolean isSensitive(String name) {
        return SENSITIVE
                .matcher(name.toLowerCase(Locale.ROOT).replaceAll("[-_.]", ""))
                .find();
    }

    /** Those of an environment. Values that are too short to be told from other text are left out. */
    public static SensitiveSettings of(ConfigurableEnvironment environment) {
        Set<String> values = new TreeSet<>();
        Set<String> onCommandLine = new TreeSet<>();
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> enumerable) {
                for (String name : enumerable.getPropertyNames()) {
                    Object value = isSensitive(name) ? environment.getProperty(name) : null;
                    if (value != null && !HARMLESS.matcher(value.toString()).matches()) {
                        values.add(value.toString());
                        if (source instanceof CommandLinePropertySource<?>) {
                            onCommandLine.add(name);
                        }
                    }
                }
            }
        }
        return new SensitiveSettings(values, onCommandLine);
    }

    /** Without the values. */
    @Override
    public String toString() {
        Collection<String> names = onCommandLine;
        return "SensitiveSettings[" + values.size() + " values, on the command line " + names + "]";
    }
}
