package org.barscancel.runtime.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLSocket;
import org.barscancel.doctor.Check;
import org.barscancel.doctor.Finding;
import org.barscancel.runtime.farside.Failures;
import org.barscancel.runtime.tls.CertificateText;
import org.barscancel.runtime.tls.FarSideTls;
import org.jspecify.annotations.Nullable;

/** The way to somebody who is called: whether anybody listens there, and with which certificate. Nothing is sent. */
final class WayThere {
    private static final int HTTPS = 443;
    private static final int HTTP = 80;
    private static final Duration SOON = Duration.ofDays(30);

    private final String name;
    private final Target target;
    private final @Nullable FarSideTls tls;
    private final Clock clock;

    /**
     * Where that is.
     *
     * @param host name or address
     * @param encrypted whether TLS is spoken from the first byte
     * @param connect longest time to make a connection
     * @param response longest time of a handshake
     * @param setting what names it, for a person to compare
     * @param plain why it is not encrypted
     * @param remedy what would have it encrypted
     */
    record Target(
            String host,
            int port,
            boolean encrypted,
            Duration connect,
            Duration response,
            String setting,
            String plain,
            String remedy) {
        /** That of a URL. */
        static Target of(URI url, Duration connect, Duration response, String setting) {
            boolean encrypted = "https".equalsIgnoreCase(url.getScheme());
            int port = url.getPort() >= 0 ? url.getPort() : encrypted ? HTTPS : HTTP;
            return new Target(
                    url.getHost(),
                    port,
                    encrypted,
                    connect,
                    response,
                    setting,
                    "the url is http",
                    "Take an https url.");
        }
    }

    /**
     * A way.
     *
     * @param name before the names of its checks
     * @param tls how it is encrypted; null = as the Java runtime does
     */
    WayThere(String name, Target target, @Nullable FarSideTls tls, Clock clock) {
        this.name = name;
        this.target = target;
        this.tls = tls;
        this.clock = clock;
    }

    List<Check> checks() {
        return List.of(
                new Check(address(), Set.of(), this::reached),
                new Check(certificate(), Set.of(address()), this::encrypted));
    }

    String address() {
        return name + " address";
    }

    String certificate() {
        return name + " certificate";
    }

    private Finding reached() {
        String where = target.host() + ":" + target.port();
        try (Socket socket = connected()) {
            return Finding.pass(
                    address(),
                    where + " is " + socket.getInetAddress().getHostAddress() + ", and somebody listens there");
        } catch (IOException failure) {
            return Finding.fail(
                    address(),
                    where + ": " + Failures.explained(failure),
                    "Compare " + target.setting()
                            + " in the settings with what it told you; if it is right, ask your network team"
                            + " for its name (DNS) and for a way through the firewall to that port.");
        }
    }

    private Socket connected() throws IOException {
        Socket socket = new Socket();
        socket.connect(
                new InetSocketAddress(InetAddress.getByName(target.host()), target.port()),
                Math.toIntExact(target.connect().toMillis()));
        socket.setSoTimeout(Math.toIntExact(target.response().toMillis()));
        return socket;
    }

    private Finding encrypted() throws IOException {
        if (!target.encrypted()) {
            return InetAddress.getByName(target.host()).isLoopbackAddress()
                    ? Finding.pass(certificate(), "none: " + target.plain() + ", on this machine")
                    : Finding.warn(
                            certificate(),
                            "none: " + target.plain() + ", so anybody on the way can read and change what is sent",
                            target.remedy());
        }
        FarSideTls used = tls == null ? FarSideTls.ofJavaRuntime(false, clock) : tls;
        try (Socket socket = connected();
                SSLSocket encrypted = used.upgrade(socket, target.host(), target.port(), null, null)) {
            return dated(encrypted.getSession().getPeerCertificates());
        } catch (IOException failure) {
            return Finding.fail(
                    certificate(),
                    Failures.explained(failure),
                    "Have the far side renew or replace its certificate, or trust its authority by a bundle (ssl-bundle);"
                            + " when it refuses us, show it the certificate that it expects.");
        }
    }

    private Finding dated(Certificate[] chain) {
        Instant now = clock.instant();
        for (Certificate one : chain) {
            if (one instanceof X509Certificate shown
                    && CertificateText.until(shown).isBefore(now.plus(SOON))) {
                return Finding.warn(certificate(), told(shown, now), "Have it renewed.");
            }
        }
        return Finding.pass(certificate(), told((X509Certificate) chain[0], now));
    }

    private static String told(X509Certificate shown, Instant now) {
        Duration left = Duration.between(now, CertificateText.until(shown));
        return CertificateText.of(shown)
                + (left.isNegative()
                        ? "; it has expired, and is taken only because we trust it by itself"
                        : "; days left: " + left.toDays());
    }
}
