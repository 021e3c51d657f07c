package org.barscancel.runtime.start;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.barscancel.AccessSettings;
import org.barscancel.AccessSettings.Door;
import org.barscancel.BarsSettings;
import org.barscancel.Hl7Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.boot.web.server.Ssl;
import org.springframework.core.env.Environment;

/**
 * The doors that other machines can reach though something is missing: anybody who reaches one could cancel anybody's
 * appointment, or read along. The program does not start with one unless the settings say that it is meant.
 */
public final class OpenDoors {
    private static final Logger LOG = LoggerFactory.getLogger(OpenDoors.class);
    private static final String CREDENTIALS = "bars.access.api-keys, bars.access.certificates or bars.access.jwt";

    private final AccessSettings access;
    private final List<String> refused = new ArrayList<>();
    private final List<String> meant = new ArrayList<>();

    private OpenDoors(AccessSettings access) {
        this.access = access;
    }

    /**
     * Looks at every door.
     *
     * @throws StartRefusedException when one is open that is not meant to be; it names what each lacks
     */
    public static OpenDoors checked(BarsSettings settings, Environment environment) {
        OpenDoors doors = new OpenDoors(settings.access());
        doors.http(Binder.get(environment));
        new TreeMap<>(settings.hl7().feeds()).forEach(doors::feed);
        if (settings.broker().isEmbedded() && !settings.broker().listen().isBlank()) {
            doors.broker(settings.broker());
        }
        if (!doors.refused.isEmpty()) {
            throw new StartRefusedException(
                    "Other machines could reach this program unprotected. " + String.join(" ", doors.refused),
                    "Set what is named (docs/security.md tells how), or listen on 127.0.0.1 only. If something else protects"
                            + " these doors, say so with bars.access.open (http, mllp, broker).");
        }
        doors.meant.forEach(door -> LOG.warn("Open to other machines because bars.access.open says so: {}", door));
        return doors;
    }

    /** What is open, and meant to be. */
    public List<String> meant() {
        return List.copyOf(meant);
    }

    private void http(Binder settings) {
        ServerProperties server =
                settings.bind("server", ServerProperties.class).orElseGet(ServerProperties::new);
        boolean encrypted = Ssl.isEnabled(server.getSsl());
        if (!isLoopback(server.getAddress())) {
            String where = "server.address is " + shown(server.getAddress());
            lacks(Door.HTTP, where, encrypted, "server.ssl.bundle", access.asksForCredentials(), CREDENTIALS);
        }
        Integer own = settings.bind("management.server.port", Integer.class).orElse(null);
        InetAddress management =
                settings.bind("management.server.address", InetAddress.class).orElse(server.getAddress());
        // A port of its own is a server of its own, without the filters of this one.
        if (own != null && own >= 0 && !own.equals(server.getPort()) && !isLoopback(management)) {
            add(Door.HTTP, "management.server.port is one of its own, which asks nobody for credentials: unset it.");
        }
        if (!access.certificates().isEmpty() && (!encrypted || !asksForCertificates(server.getSsl()))) {
            throw new StartRefusedException(
                    "bars.access.certificates is set, and nobody is asked for a certificate.",
                    "Set server.ssl.bundle, with a trust store, and server.ssl.client-auth to want or need.");
        }
    }

    private static boolean asksForCertificates(Ssl ssl) {
        return ssl.getClientAuth() != null && ssl.getClientAuth() != Ssl.ClientAuth.NONE;
    }

    private void feed(String name, Hl7Settings.Feed feed) {
        if (feed.port() == null || isLoopback(feed.host())) {
            return;
        }
        String setting = "bars.hl7.feeds." + name + ".";
        lacks(
                Door.MLLP,
                setting + "host is " + feed.host(),
                feed.sslBundle() != null,
                setting + "ssl-bundle",
                feed.clientCertificate(),
                setting + "client-certificate");
    }

    private void broker(BarsSettings.Broker broker) {
        BrokerDoor door = BrokerDoor.of(broker, "", SslOptions.NONE);
        if (!door.hosts().stream().allMatch(OpenDoors::isLoopback)) {
            lacks(
                    Door.BROKER,
                    "bars.broker.listen is " + String.join(", ", door.hosts()),
                    door.encrypted(),
                    "bars.broker.ssl-bundle",
                    !broker.users().isEmpty(),
                    "bars.broker.users");
        }
    }

    private void lacks(Door door, String where, boolean encrypted, String tls, boolean guarded, String credentials) {
        List<String> missing = new ArrayList<>();
        if (!encrypted) {
            missing.add("TLS (" + tls + ")");
        }
        if (!guarded) {
            missing.add("credentials (" + credentials + ")");
        }
        if (!missing.isEmpty()) {
            add(door, where + ", without " + String.join(" and without ", missing) + ".");
        }
    }

    private void add(Door door, String what) {
        (access.open().contains(door) ? meant : refused).add(what);
    }

    private static String shown(@org.jspecify.annotations.Nullable InetAddress address) {
        return address == null ? "empty, which means every address" : address.getHostAddress();
    }

    private static boolean isLoopback(@org.jspecify.annotations.Nullable InetAddress address) {
        return address != null && address.isLoopbackAddress();
    }

    private static boolean isLoopback(String host) {
        try {
            return !host.isBlank() && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
