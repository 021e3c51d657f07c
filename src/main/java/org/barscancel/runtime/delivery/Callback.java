package org.barscancel.runtime.delivery;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.barscancel.CallbackSettings;
import org.barscancel.answer.CallbackSecret;
import org.barscancel.runtime.start.StartRefusedException;
import org.jspecify.annotations.Nullable;

/**
 * Where and how results are posted. A class and no record, since nothing of it may be printed.
 */
public final class Callback {
    private static final String EVERYBODY = "*";

    private final String receiver;
    private final String url;
    private final @Nullable String authorization;
    private final List<CallbackSecret> secrets;
    private final Set<String> requesters;

    /**
     * Reads the settings of a callback.
     *
     * @throws StartRefusedException when they cannot be used; address and secrets are not repeated
     */
    public Callback(String name, CallbackSettings settings) {
        this(Receivers.callback(name), "bars.callbacks." + name, settings, name);
    }

    /**
     * Reads settings like those of a callback.
     *
     * @param receiver its name
     * @param prefix where the settings stand
     * @param requester whose results, when none is named
     * @throws StartRefusedException when they cannot be used; address and secrets are not repeated
     */
    public Callback(String receiver, String prefix, CallbackSettings settings, String requester) {
        this.receiver = receiver;
        URI address = address(prefix, settings.url());
        String user = address.getRawUserInfo();
        url = user == null ? settings.url().strip() : settings.url().strip().replace("//" + user + "@", "//");
        authorization = user == null
                ? null
                : "Basic "
                        + Base64.getEncoder()
                                .encodeToString(address.getUserInfo().getBytes(StandardCharsets.UTF_8));
        secrets = Stream.of(
                        secret(prefix, "secret", settings.secret()),
                        secret(prefix, "previous-secret", settings.previousSecret()))
                .filter(Objects::nonNull)
                .toList();
        requesters = settings.requesters().isEmpty() ? Set.of(requester) : Set.copyOf(settings.requesters());
    }

    private static URI address(String prefix, String text) {
        try {
            URI address = new URI(text.strip());
            if (Set.of("http", "https").contains(String.valueOf(address.getScheme())) && address.getHost() != null) {
                return address;
            }
        } catch (java.net.URISyntaxException none) {
            // Told below, without the text.
        }
        throw refused(prefix + ".url is no http or https address.");
    }

    private static @Nullable CallbackSecret secret(String prefix, String setting, @Nullable String text) {
        try {
            return text == null ? null : CallbackSecret.parse(text);
        } catch (IllegalArgumentException wrong) {
            throw refused(prefix + "." + setting + " " + wrong.getMessage() + ".");
        }
    }

    private static StartRefusedException refused(String why) {
        return new StartRefusedException(why, "Mend that setting; docs/configuration.md explains each.");
    }

    boolean isFor(@Nullable String requester) {
        return requesters.contains(EVERYBODY) || (requester != null && requesters.contains(requester));
    }

    String receiver() {
        return receiver;
    }

    /** The address without user name and password. */
    public String url() {
        return url;
    }

    /** Value of the header {@code Authorization}, of the user name and password in the address; null = none is sent. */
    @Nullable
    public String authorization() {
        return authorization;
    }

    /** What calls are signed with, the present secret first; empty = they are not signed. */
    public List<CallbackSecret> secrets() {
        return secrets;
    }
}
