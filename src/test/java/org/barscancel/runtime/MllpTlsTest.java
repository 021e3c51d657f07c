package org.barscancel.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.barscancel.blackbox.MllpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** MLLP over TLS, with certificates that are made for this test. */
class MllpTlsTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    static Path folder;

    private static int encrypted;
    private static int mutual;
    private static WholeProgram program;
    private static Path keys;

    @BeforeAll
    static void start() throws Exception {
        keys = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "test",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keys.toString(),
                        "-storepass",
                        PASSWORD)
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        encrypted = Hl7DoorsTest.freePort();
        mutual = Hl7DoorsTest.freePort();
        program = new WholeProgram(
                Files.createDirectory(folder.resolve("home")),
                "--spring.ssl.bundle.jks.pas.keystore.location=file:" + keys,
                "--spring.ssl.bundle.jks.pas.keystore.password=" + PASSWORD,
                "--spring.ssl.bundle.jks.pas.truststore.location=file:" + keys,
                "--spring.ssl.bundle.jks.pas.truststore.password=" + PASSWORD,
                "--bars.hl7.idle-timeout=5s",
                "--bars.hl7.feeds.pas-1.port=" + encrypted,
                "--bars.hl7.feeds.pas-1.ssl-bundle=pas",
                "--bars.hl7.feeds.pas-1.appointment-id=SCH-1",
                "--bars.hl7.feeds.pas-2.port=" + mutual,
                "--bars.hl7.feeds.pas-2.ssl-bundle=pas",
                "--bars.hl7.feeds.pas-2.client-certificate=true",
                "--bars.hl7.feeds.pas-2.appointment-id=SCH-1");
        program.farSides(4);
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    @Test
    void aMessageIsAcknowledgedOverTls() throws Exception {
        try (MllpClient pas = new MllpClient(connect(encrypted, false))) {
            assertThat(pas.send(MllpClient.cancellation("T-1", "appointment-1")))
                    .contains("MSA|AA|T-1");
        }
    }

    @Test
    void aConnectionThatStaysIdleIsClosed() throws Exception {
        try (MllpClient pas = new MllpClient(connect(encrypted, false))) {
            assertThat(pas.send(MllpClient.cancellation("T-5", "appointment-1")))
                    .contains("MSA|AA|T-5");
            assertThat(pas.isClosedByPeer()).isTrue();
        }
    }

    @Test
    void whoDoesNotSpeakTlsIsNotUnderstood() throws IOException {
        try (MllpClient plain = new MllpClient(encrypted)) {
            assertThatThrownBy(() -> plain.send(MllpClient.cancellation("T-2", "appointment-2")))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void aSenderShowsItsCertificateWhereOneIsAskedFor() throws Exception {
        try (MllpClient pas = new MllpClient(connect(mutual, true))) {
            assertThat(pas.send(MllpClient.cancellation("T-3", "appointment-3")))
                    .contains("MSA|AA|T-3");
        }
    }

    @Test
    void aSenderWithoutCertificateIsTurnedAway() {
        assertThatThrownBy(() -> {
                    try (MllpClient pas = new MllpClient(connect(mutual, false))) {
                        pas.send(MllpClient.cancellation("T-4", "appointment-0"));
                    }
                })
                .isInstanceOf(IOException.class);
    }

    private static Socket connect(int port, boolean withCertificate) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD.toCharArray());
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(withCertificate ? own.getKeyManagers() : new KeyManager[0], trust.getTrustManagers(), null);
        return context.getSocketFactory().createSocket("127.0.0.1", port);
    }
}
