package org.barscancel.runtime.tls;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilder;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;

/** Whom we trust, with or without asking whether a certificate was revoked. */
public final class Trust {
    private Trust() {}

    /**
     * Whom a bundle trusts.
     *
     * @param checkRevocation whether a certificate is looked up, and refused when nobody says that it is not revoked
     */
    public static X509ExtendedTrustManager of(SslBundle bundle, boolean checkRevocation) {
        X509ExtendedTrustManager trust = only(bundle.getManagers().getTrustManagers());
        return checkRevocation ? asking(trust) : trust;
    }

    static X509ExtendedTrustManager ofJavaRuntime(boolean checkRevocation) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((@Nullable KeyStore) null);
            X509ExtendedTrustManager trust = only(factory.getTrustManagers());
            return checkRevocation ? asking(trust) : trust;
        } catch (GeneralSecurityException none) {
            throw new IllegalStateException("The Java runtime's trust store cannot be used", none);
        }
    }

    /**
     * The same authorities; each certificate below them is looked up, by the responder (OCSP) or the list (CRL) that it
     * names. One of which nobody says anything is refused: whoever keeps the answer away could as well use a revoked one.
     */
    private static X509ExtendedTrustManager asking(X509ExtendedTrustManager trust) {
        try {
            Set<TrustAnchor> authorities = Stream.of(trust.getAcceptedIssuers())
                    .map(authority -> new TrustAnchor(authority, null))
                    .collect(Collectors.toSet());
            PKIXBuilderParameters parameters = new PKIXBuilderParameters(authorities, new X509CertSelector());
            parameters.addCertPathChecker(
                    (PKIXRevocationChecker) CertPathBuilder.getInstance("PKIX").getRevocationChecker());
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(new CertPathTrustManagerParameters(parameters));
            return only(factory.getTrustManagers());
        } catch (GeneralSecurityException none) {
            throw new IllegalStateException("Revocation cannot be checked with these authorities", none);
        }
    }

    private static X509ExtendedTrustManager only(TrustManager[] managers) {
        return Stream.of(managers)
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No trust in X.509 certificates"));
    }
}
