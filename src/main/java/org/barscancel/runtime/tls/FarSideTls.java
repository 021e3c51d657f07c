package org.barscancel.runtime.tls;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Collections;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.reactor.ssl.SSLBufferMode;
import org.barscancel.bars.TlsRefusedException;
import org.barscancel.runtime.start.StartRefusedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.SslOptions;

/**
 * TLS to whom we call, a far side or a receiver of results, by a bundle of Spring Boot's, or as the Java runtime has it:
 * whom we trust, and who we are when it asks for a certificate (R20). A bundle that is reloaded holds for each connection
 * made from then on; those that stand are not torn. A connection that is refused for a certificate says whose, and what is wrong with it.
 */
public final class FarSideTls implements TlsSocketStrategy {
    private static final Logger LOG = LoggerFactory.getLogger(FarSideTls.class);

    /** What JSSE says when the other side breaks off. */
    private static final String ALERT = "Received fatal alert: ";

    private volatile Now now;
    private volatile String told = "";

    private record Now(TlsSocketStrategy strategy, String ours) {}

    private FarSideTls(Now now) {
        this.now = now;
    }

    /**
     * TLS by a bundle, followed when its files change.
     *
     * @param bundles all bundles
     * @param setting below which the bundle is named
     * @param name one below {@code spring.ssl.bundle}; null = none is wanted
     * @return null when none is wanted
     * @throws StartRefusedException when there is no such bundle
     */
    public static @Nullable FarSideTls of(SslBundles bundles, String setting, @Nullable String name) {
        return name == null ? null : of(bundles, setting, name, false, Clock.systemUTC());
    }

    /**
     * TLS by a bundle, followed when its files change.
     *
     * @param bundles all bundles
     * @param setting below which the bundle is named
     * @param name one below {@code spring.ssl.bundle}
     * @param checkRevocation whether a certificate that is revoked, or of which nobody says that it is not, is refused
     * @param clock to be shown
     * @throws StartRefusedException when there is no such bundle
     */
    public static FarSideTls of(SslBundles bundles, String setting, String name, boolean checkRevocation, Clock clock) {
        try {
            FarSideTls tls = new FarSideTls(by(bundles.getBundle(name), name, checkRevocation, clock));
            bundles.addBundleUpdateHandler(name, bundle -> tls.now = by(bundle, name, checkRevocation, clock));
            return tls;
        } catch (NoSuchSslBundleException none) {
            throw new StartRefusedException(
                    setting + ".ssl-bundle names '" + name + "', which is no bundle.",
                    "Set up spring.ssl.bundle.pem." + name + " or spring.ssl.bundle.jks." + name + ".");
        }
    }

    /** TLS with the Java runtime's own trust, and no certificate of ours. */
    public static FarSideTls ofJavaRuntime(boolean checkRevocation, Clock clock) {
        TrustManager trust = new ExplainedTrust(
                Trust.ofJavaRuntime(checkRevocation), "the Java runtime's trust store", checkRevocation, clock);
        return new FarSideTls(new Now(strategy(context("TLS", new KeyManager[0], trust), SslOptions.NONE), "none"));
    }

    @Override
    public SSLSocket upgrade(
            Socket socket, String target, int port, @Nullable Object attachment, @Nullable HttpContext context)
            throws IOException {
        try {
            return now.strategy().upgrade(socket, target, port, attachment, context);
        } catch (SSLException refused) {
            throw explained(refused, target + ":" + port);
        }
    }

    /** The same failure, and when it is about certificates with what was shown and what was expected. */
    public SSLException explained(SSLException failure, String far) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TlsRefusedException already) {
                return already;
            }
            if (cause instanceof ExplainedTrust.UntrustedException) {
                return refused("no TLS with " + far + ": " + cause.getMessage(), failure);
            }
        }
        String message = String.valueOf(failure.getMessage());
        return message.startsWith(ALERT)
                ? refused(
                        "no TLS with " + far + ": it refuses us (" + message.substring(ALERT.length())
                                + "); our certificate: " + now.ours(),
                        failure)
                : failure;
    }

    /** Told in the log once, until it is something else. */
    private TlsRefusedException refused(String why, SSLException failure) {
        String lasting = why.replaceAll("this machine's clock, \\S+", "");
        if (!lasting.equals(told)) {
            told = lasting;
            LOG.warn("There is {}", why);
        }
        return new TlsRefusedException(why, failure);
    }

    private static Now by(SslBundle bundle, String name, boolean checkRevocation, Clock clock) {
        TrustManager trust = new ExplainedTrust(
                Trust.of(bundle, checkRevocation), "ssl bundle '" + name + "'", checkRevocation, clock);
        SSLContext context = context(bundle.getProtocol(), bundle.getManagers().getKeyManagers(), trust);
        return new Now(strategy(context, bundle.getOptions()), ours(bundle));
    }

    private static TlsSocketStrategy strategy(SSLContext context, SslOptions options) {
        return new DefaultClientTlsStrategy(
                context,
                options.getEnabledProtocols(),
                options.getCiphers(),
                SSLBufferMode.STATIC,
                HostnameVerificationPolicy.BOTH,
                null);
    }

    private static SSLContext context(String protocol, KeyManager[] keys, TrustManager trust) {
        try {
            SSLContext context = SSLContext.getInstance(protocol);
            context.init(keys, new TrustManager[] {trust}, null);
            return context;
        } catch (GeneralSecurityException none) {
            throw new IllegalStateException("No TLS can be made by these settings", none);
        }
    }

    private static String ours(SslBundle bundle) {
        KeyStore keys = bundle.getStores().getKeyStore();
        try {
            if (keys != null) {
                for (String alias : Collections.list(keys.aliases())) {
                    if (keys.isKeyEntry(alias) && keys.getCertificate(alias) instanceof X509Certificate certificate) {
                        return CertificateText.of(certificate);
                    }
                }
            }
            return "none";
        } catch (GeneralSecurityException unreadable) {
            return "one that cannot be read";
        }
    }
}
