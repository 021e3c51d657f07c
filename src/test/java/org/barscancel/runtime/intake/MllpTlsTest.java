package org.barscancel.runtime.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.barscancel.blackbox.FreePort;
import org.barscancel.blackbox.Keys;
import org.barscancel.blackbox.MllpClient;
import org.barscancel.blackbox.MllpReceiver;
import org.barscancel.runtime.HeardLog;
import org.barscancel.runtime.WholeProgram;
import org.barscancel.runtime.tls.BundleParameters;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** MLLP over TLS, with certificates that are made for this test. */
class MllpTlsTest {
    private static final String PASSWORD = Keys.PASSWORD;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    static Path folder;

    @RegisterExtension
    final HeardLog log = new HeardLog(BundleParameters.class);

    private static final String ONE_CIPHER = "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384";

    private static int strict;
    private static int encrypted;
    private static int mutual;
    private static int renewed;
    private static WholeProgram program;
    private static MllpReceiver receiver;
    private static Path keys;
    private static Path renewedKeys;

    @BeforeAll
    static void start() throws Exception {
        keys = Keys.in(folder);
        receiver = new MllpReceiver(encryptedServer());
        strict = FreePort.any();
        encrypted = FreePort.any();
        mutual = FreePort.any();
        renewed = FreePort.any();
        renewedKeys = Files.copy(keys, folder.resolve("renewed.p12"));
        program = new WholeProgram(
                Files.createDirectory(folder.resolve("home")),
                "--spring.ssl.bundle.jks.pas.keystore.location=file:" + keys,
                "--spring.ssl.bundle.jks.pas.keystore.password=" + PASSWORD,
                "--spring.ssl.bundle.jks.pas.truststore.location=file:" + keys,
                "--spring.ssl.bundle.jks.pas.truststore.password=" + PASSWORD,
                "--spring.ssl.bundle.jks.strict.keystore.location=file:" + keys,
                "--spring.ssl.bundle.jks.strict.keystore.password=" + PASSWORD,
                "--spring.ssl.bundle.jks.strict.options.enabled-protocols=TLSv1.2",
                "--spring.ssl.bundle.jks.strict.options.ciphers=" + ONE_CIPHER,
                "--bars.hl7.feeds.pas-3.port=" + strict,
                "--bars.hl7.feeds.pas-3.ssl-bundle=strict",
                "--bars.hl7.feeds.pas-3.appointment-id=SCH-1",
                "--spring.ssl.bundle.watch.file.quiet-period=50ms",
                "--spring.ssl.bundle.jks.renewed.reload-on-update=true",
                "--spring.ssl.bundle.jks.renewed.keystore.location=file:" + renewedKeys,
                "--spring.ssl.bundle.jks.renewed.keystore.password=" + PASSWORD,
                "--spring.ssl.bundle.jks.renewed.options.enabled-protocols=TLSv1.2",
                "--bars.hl7.feeds.pas-4.port=" + renewed,
                "--bars.hl7.feeds.pas-4.ssl-bundle=renewed",
                "--bars.hl7.feeds.pas-4.appointment-id=SCH-1",
                "--bars.hl7.idle-timeout=5s",
                "--bars.hl7.feeds.pas-1.port=" + encrypted,
                "--bars.hl7.feeds.pas-1.ssl-bundle=pas",
                "--bars.hl7.feeds.pas-1.appointment-id=SCH-1",
                "--bars.hl7.feeds.pas-1.answer-to.host=127.0.0.1",
                "--bars.hl7.feeds.pas-1.answer-to.port=" + receiver.port(),
                "--bars.hl7.feeds.pas-1.answer-to.ssl-bundle=pas",
                "--bars.hl7.feeds.pas-2.port=" + mutual,
                "--bars.hl7.feeds.pas-2.ssl-bundle=pas",
                "--bars.hl7.feeds.pas-2.client-certificate=true",
                "--bars.hl7.feeds.pas-2.appointment-id=SCH-1");
        program.farSides(4);
    }

    @AfterAll
    static void stop() throws IOException {
        program.close();
        receiver.close();
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

    @Test
    void anAnswerGoesOverTlsAndShowsTheBundlesCertificate() throws Exception {
        try (MllpClient pas = new MllpClient(connect(encrypted, false))) {
            assertThat(pas.send(MllpClient.cancellation("T-8", "appointment-2")))
                    .contains("MSA|AA|T-8");
        }
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(receiver.messages())
                .anySatisfy(told -> assertThat(told).contains("SIU^S15")));
    }

    @Test
    void aSenderWithACertificateThatNobodyTrustsIsTurnedAway() throws Exception {
        Path others = Keys.in(Files.createDirectory(folder.resolve("others")));
        assertThatThrownBy(() -> {
                    try (MllpClient pas = new MllpClient(connect(mutual, others))) {
                        pas.send(MllpClient.cancellation("T-6", "appointment-0"));
                    }
                })
                .isInstanceOf(IOException.class);
    }

    @Test
    void protocolsAndCiphersAreThoseOfTheBundle() throws Exception {
        try (SSLSocket socket = (SSLSocket) connect(strict, false);
                MllpClient pas = new MllpClient(socket)) {
            assertThat(pas.send(MllpClient.cancellation("T-7", "appointment-1")))
                    .contains("MSA|AA|T-7");
            assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.2");
            assertThat(socket.getSession().getCipherSuite()).isEqualTo(ONE_CIPHER);
        }
        try (SSLSocket newer = (SSLSocket) connect(strict, false)) {
            newer.setEnabledProtocols(new String[] {"TLSv1.3"});
            assertThatThrownBy(newer::startHandshake).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aHandshakeThatTricklesIsCutOff() throws IOException {
        try (Socket slow = new Socket("127.0.0.1", encrypted)) {
            slow.getOutputStream().write(new byte[] {0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00});
            slow.setSoTimeout(1);
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(() -> {
                try {
                    slow.getOutputStream().write('x');
                    return slow.getInputStream().read() < 0;
                } catch (SocketTimeoutException open) {
                    return false;
                } catch (IOException closed) {
                    return true;
                }
            });
        }
    }

    /** The one that is open is used all along, so that it is not closed as an idle one. */
    @Test
    void aNewCertificateIsShownWithoutARestartAndWhoIsConnectedStays() throws Exception {
        Path next = Keys.named(folder.resolve("next.p12"), "CN=localhost,O=Renewed", "IP:127.0.0.1");
        SSLContext either = Keys.context(null, Keys.trusting(folder.resolve("either.p12"), keys, next));
        assertThat(Keys.shown(either, renewed)).isEqualTo("CN=localhost");
        try (MllpClient pas = new MllpClient(either.getSocketFactory().createSocket("127.0.0.1", renewed))) {
            replace(Keys.locked(folder.resolve("locked.jks"), next));
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertAcknowledged(pas);
                assertThat(log.events())
                        .anyMatch(event -> event.getFormattedMessage().contains("'renewed' have changed and cannot"));
            });
            assertThat(Keys.shown(either, renewed)).as("while it is broken").isEqualTo("CN=localhost");

            replace(next);
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertAcknowledged(pas);
                assertThat(Keys.shown(either, renewed)).isEqualTo("CN=localhost,O=Renewed");
            });
            assertAcknowledged(pas);
        }
        try (SSLSocket newer = (SSLSocket) either.getSocketFactory().createSocket("127.0.0.1", renewed)) {
            newer.setEnabledProtocols(new String[] {"TLSv1.3"});
            assertThatThrownBy(newer::startHandshake).isInstanceOf(IOException.class);
        }
    }

    private static void replace(Path by) throws IOException {
        Files.move(by, renewedKeys, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void assertAcknowledged(MllpClient pas) throws IOException {
        assertThat(pas.send(MllpClient.cancellation("T-9", "appointment-3"))).contains("MSA|AA|T-9");
    }

    private static Socket connect(int port, boolean withCertificate) throws Exception {
        return connect(port, withCertificate ? keys : null);
    }

    /** @param certificate what the sender shows; null = nothing */
    private static Socket connect(int port, Path certificate) throws Exception {
        return context(certificate).getSocketFactory().createSocket("127.0.0.1", port);
    }

    /** Listens at all addresses of this machine, and insists on a certificate. */
    private static ServerSocket encryptedServer() throws Exception {
        SSLServerSocket server =
                (SSLServerSocket) context(keys).getServerSocketFactory().createServerSocket(0);
        server.setNeedClientAuth(true);
        return server;
    }

    /** @param certificate what is shown; null = nothing */
    private static SSLContext context(Path certificate) throws Exception {
        return Keys.context(certificate, keys);
    }
}
