package org.barscancel.runtime.tls;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Trusts whom another one trusts, and says of a server that is not trusted what it showed and what was expected. */
final class ExplainedTrust extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager trust;
    private final String store;
    private final boolean asksForRevocation;
    private final Clock clock;

    /**
     * Explains.
     *
     * @param trust judges
     * @param store where its authorities come from, for a person
     * @param asksForRevocation whether it asks if a certificate is revoked
     * @param clock by which a certificate has expired, to be shown
     */
    ExplainedTrust(X509ExtendedTrustManager trust, String store, boolean asksForRevocation, Clock clock) {
        this.trust = trust;
        this.store = store;
        this.asksForRevocation = asksForRevocation;
        this.clock = clock;
    }

    /** A certificate that is not taken; the message is for a person. */
    static final class UntrustedException extends CertificateException {
        private static final long serialVersionUID = 1L;

        UntrustedException(String why, CertificateException cause) {
            super(why, cause);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        try {
            trust.checkServerTrusted(chain, authType, socket);
        } catch (CertificateException untrusted) {
            SSLSession session = socket instanceof SSLSocket ssl ? ssl.getHandshakeSession() : null;
            throw explained(chain, session == null ? null : session.getPeerHost(), untrusted);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        try {
            trust.checkServerTrusted(chain, authType, engine);
        } catch (CertificateException untrusted) {
            throw explained(chain, engine.getPeerHost(), untrusted);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        try {
            trust.checkServerTrusted(chain, authType);
        } catch (CertificateException untrusted) {
            throw explained(chain, null, untrusted);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        trust.checkClientTrusted(chain, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        trust.checkClientTrusted(chain, authType, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        trust.checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return trust.getAcceptedIssuers();
    }

    private UntrustedException explained(
            X509Certificate[] chain, @Nullable String host, CertificateException untrusted) {
        return new UntrustedException(
                "its certificate is not taken: " + reason(chain, host, untrusted) + "; shown was "
                        + CertificateText.of(chain[0]),
                untrusted);
    }

    /** What is wrong, and what is expected instead. */
    private String reason(X509Certificate[] chain, @Nullable String host, CertificateException untrusted) {
        String wrong = fault(untrusted);
        if (wrong != null) {
            return wrong;
        }
        // Java's builder of paths keeps this reason to itself.
        if (asksForRevocation && isKnown(chain[chain.length - 1])) {
            return "nobody says whether it is revoked; expected is one whose issuer's responder (OCSP) or list (CRL) can be asked"
                    + " from here, since check-revocation is set";
        }
        if (untrusted.getCause() instanceof GeneralSecurityException) {
            return "nobody we trust has issued it; expected is one by an authority of " + store + " ("
                    + CertificateText.subjects(getAcceptedIssuers()) + ")";
        }
        return host == null ? "it is not trusted by " + store : "it is for another host; expected is one for " + host;
    }

    /** Whether one we trust has issued it. */
    private boolean isKnown(X509Certificate last) {
        return Stream.of(getAcceptedIssuers()).anyMatch(authority -> isIssuer(authority, last));
    }

    private static boolean isIssuer(X509Certificate authority, X509Certificate issued) {
        try {
            issued.verify(authority.getPublicKey());
            return true;
        } catch (GeneralSecurityException another) {
            return false;
        }
    }

    /** What is wrong with a certificate whose authority we know. */
    private @Nullable String fault(CertificateException untrusted) {
        for (Throwable cause = untrusted; cause != null; cause = cause.getCause()) {
            Object reason = cause instanceof CertPathValidatorException invalid ? invalid.getReason() : "";
            if (reason == BasicReason.REVOKED) {
                return "its issuer has revoked it; expected is one that is not revoked";
            }
            if (reason == BasicReason.EXPIRED || cause instanceof CertificateExpiredException) {
                return "it has expired; expected is one that is valid by this machine's clock, " + clock.instant();
            }
            if (reason == BasicReason.NOT_YET_VALID || cause instanceof CertificateNotYetValidException) {
                return "it is not valid yet; expected is one that is valid by this machine's clock, " + clock.instant();
            }
        }
        return null;
    }
}
