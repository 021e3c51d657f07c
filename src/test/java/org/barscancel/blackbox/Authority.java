package org.barscancel.blackbox;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.RevocationServer;
import io.netty.pkitesting.X509Bundle;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** An authority that issues certificates, also ones with a fault, and publishes a list of those it has revoked. */
public final class Authority {
    private static final CertificateBuilder.Algorithm QUICK = CertificateBuilder.Algorithm.ecp256;

    private final Path folder;
    private final X509Bundle root;

    private Authority(Path folder, X509Bundle root) {
        this.folder = folder;
        this.root = root;
    }

    public static Authority in(Path folder, String name) throws Exception {
        X509Bundle root = new CertificateBuilder()
                .algorithm(QUICK)
                .subject("CN=" + name)
                .setIsCertificateAuthority(true)
                .notAfter(Instant.now().plus(Duration.ofDays(2)))
                .buildSelfSigned();
        RevocationServer.getInstance().register(root);
        return new Authority(folder, root);
    }

    /** For this machine, good for a day, with the place of the list of those that are revoked. */
    public X509Bundle issue(String name, UnaryOperator<CertificateBuilder> change) throws Exception {
        return change.apply(new CertificateBuilder()
                        .algorithm(QUICK)
                        .subject("CN=" + name)
                        .addSanIpAddress("127.0.0.1")
                        .addCrlDistributionPoint(RevocationServer.getInstance().getCrlUri(root))
                        .notAfter(Instant.now().plus(Duration.ofDays(1))))
                .buildIssuedBy(root);
    }

    /** One that has expired yesterday. */
    public X509Bundle expired(String name) throws Exception {
        return issue(name, builder -> builder.notBefore(Instant.now().minus(Duration.ofDays(9)))
                .notAfter(Instant.now().minus(Duration.ofDays(1))));
    }

    /** One that is on the list. */
    public X509Bundle revoked(String name) throws Exception {
        X509Bundle revoked = issue(name, builder -> builder);
        RevocationServer.getInstance().revoke(revoked, Instant.now().minusSeconds(60));
        return revoked;
    }

    /** One for another host than this machine. */
    public X509Bundle forHost(String host) throws Exception {
        return new CertificateBuilder()
                .algorithm(QUICK)
                .subject("CN=" + host)
                .addSanDnsName(host)
                .buildIssuedBy(root);
    }

    /** One whose list of revoked ones is nowhere. */
    public X509Bundle silent(String name) throws Exception {
        return new CertificateBuilder()
                .algorithm(QUICK)
                .subject("CN=" + name)
                .addSanIpAddress("127.0.0.1")
                .addCrlDistributionPoint(URI.create("http://127.0.0.1:1/none.crl"))
                .buildIssuedBy(root);
    }

    /** A PKCS#12 store with a key and its certificates, and with the authority to trust. */
    public Path store(String name, X509Bundle keys) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        char[] password = Keys.PASSWORD.toCharArray();
        store.setKeyEntry(name, keys.getKeyPair().getPrivate(), password, keys.getCertificatePathWithRoot());
        store.setCertificateEntry("authority", root.getCertificate());
        Path file = folder.resolve(name + ".p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password);
        }
        return file;
    }
}
