package org.barscancel.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** A key and its certificate, made for one test. */
public final class Keys {
    public static final String PASSWORD = "changeit";

    private Keys() {}

    /** For localhost, in a PKCS#12 store that serves as trust store too. */
    public static Path in(Path folder) throws Exception {
        return named(folder.resolve("keys.p12"), "CN=localhost", "IP:127.0.0.1,DNS:localhost");
    }

    /** Of that subject and with those alternative names. */
    public static Path named(Path keys, String subject, String alternatives) throws Exception {
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "test",
                        "-keyalg",
                        "EC",
                        "-dname",
                        subject,
                        "-ext",
                        "SAN=" + alternatives,
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keys.toString(),
                        "-storepass",
                        PASSWORD))
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        return keys;
    }

    /** What shows the first of these keys, if any, and trusts the certificates of the second. */
    public static SSLContext context(Path shown, Path trusted) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(shown == null ? null : store(shown), PASSWORD.toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store(trusted));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    /** The same key in a store that opens, and does not give it out by its own password. */
    public static Path locked(Path file, Path keys) throws Exception {
        KeyStore open = store(keys);
        KeyStore locked = KeyStore.getInstance("JKS");
        locked.load(null, null);
        locked.setKeyEntry(
                "test",
                open.getKey("test", PASSWORD.toCharArray()),
                "another".toCharArray(),
                open.getCertificateChain("test"));
        return written(locked, file);
    }

    /** The subject of the certificate that is shown at a port of this machine. */
    public static String shown(SSLContext context, int port) throws Exception {
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.startHandshake();
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
                    .getSubjectX500Principal()
                    .getName();
        }
    }

    /** A store of the certificates of those keys. */
    public static Path trusting(Path file, Path... all) throws Exception {
        KeyStore certificates = KeyStore.getInstance("PKCS12");
        certificates.load(null, null);
        for (Path keys : all) {
            certificates.setCertificateEntry(
                    keys.getFileName().toString(), store(keys).getCertificate("test"));
        }
        return written(certificates, file);
    }

    private static Path written(KeyStore store, Path file) throws Exception {
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
        return file;
    }

    private static KeyStore store(Path file) throws Exception {
        return KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
    }
}
