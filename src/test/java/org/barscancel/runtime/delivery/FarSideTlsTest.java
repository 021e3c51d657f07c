package org.barscancel.runtime.delivery;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.barscancel.AnswerToSettings;
import org.barscancel.blackbox.Keys;
import org.barscancel.blackbox.MllpReceiver;
import org.barscancel.runtime.start.StartRefusedException;
import org.barscancel.runtime.tls.FarSideTls;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.util.unit.DataSize;

/** A certificate is renewed while the program runs; nobody restarts it for that. */
class FarSideTlsTest {
    private static final String SETTING = "bars.callbacks.pas-1";
    private static final String MESSAGE = "MSH|^~\\&|A|B|C|D|||ACK|";

    @TempDir
    Path folder;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private DefaultSslBundleRegistry bundles;
    private WireMockServer receiver;
    private SslBundle receivers;

    @BeforeEach
    void start() throws Exception {
        Path keys = Keys.in(folder);
        receivers = trusting(keys);
        bundles =
                new DefaultSslBundleRegistry("pas", trusting(Keys.in(Files.createDirectory(folder.resolve("others")))));
        receiver = new WireMockServer(options()
                .dynamicPort()
                .dynamicHttpsPort()
                .keystorePath(keys.toString())
                .keystorePassword(Keys.PASSWORD)
                .keyManagerPassword(Keys.PASSWORD)
                .keystoreType("PKCS12"));
        receiver.start();
        receiver.stubFor(any(anyUrl()).willReturn(ok()));
    }

    @AfterEach
    void stop() {
        receiver.stop();
        timer.shutdownNow();
    }

    @Test
    void aCallbackGoesByTheBundleAsItIsNow() throws Exception {
        FarSideTls tls = FarSideTls.of(bundles, SETTING, "pas");
        try (CloseableHttpClient client = DeliveryConfiguration.client(
                "pas-1",
                CallbackTest.settings("https://localhost:" + receiver.httpsPort(), null),
                tls,
                timer,
                DataSize.ofKilobytes(1))) {
            assertThatThrownBy(() -> call(client)).isInstanceOf(SSLException.class);

            bundles.updateBundle("pas", receivers);

            assertThat(call(client)).isEqualTo(200);
        }
    }

    @Test
    void anHl7MessageGoesByTheBundleAsItIsNow() {
        MllpCall call = at("localhost", receiver.httpsPort());
        assertThatThrownBy(() -> call.exchange("MSH|")).isInstanceOf(SSLException.class);

        bundles.updateBundle("pas", receivers);

        assertThatThrownBy(() -> call.exchange("MSH|"))
                .as("answered in HTTP, and so past the handshake")
                .isNotInstanceOf(SSLException.class);
    }

    @Test
    void nothingIsToldToAHostThatTheCertificateDoesNotName() throws Exception {
        try (MllpReceiver pas = new MllpReceiver(
                receivers.createSslContext().getServerSocketFactory().createServerSocket(0))) {
            bundles.updateBundle("pas", receivers);

            assertThat(at("127.0.0.1", pas.port()).exchange(MESSAGE + "NAMED")).contains("MSA|AA|NAMED");
            assertThatThrownBy(() -> at("127.0.0.2", pas.port()).exchange(MESSAGE + "UNNAMED"))
                    .isInstanceOf(SSLException.class);

            assertThat(pas.messages()).containsExactly(MESSAGE + "NAMED");
        }
    }

    @Test
    void aBundleThatIsNotThereRefusesTheStartAndNamesTheSetting() {
        assertThatThrownBy(() -> FarSideTls.of(bundles, SETTING, "none"))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("bars.callbacks.pas-1.ssl-bundle names 'none'");
        assertThat(FarSideTls.of(bundles, SETTING, null)).isNull();
    }

    private MllpCall at(String host, int port) {
        AnswerToSettings to = new AnswerToSettings(host, port, "pas", Duration.ofSeconds(5), Duration.ofSeconds(5));
        return new MllpCall(to, FarSideTls.of(bundles, SETTING, "pas"), timer);
    }

    private int call(CloseableHttpClient client) throws IOException {
        return client.execute(new HttpGet("https://localhost:" + receiver.httpsPort()), answer -> answer.getCode());
    }

    private static SslBundle trusting(Path keys) throws Exception {
        KeyStore store = KeyStore.getInstance(keys.toFile(), Keys.PASSWORD.toCharArray());
        return SslBundle.of(SslStoreBundle.of(store, Keys.PASSWORD, store));
    }
}
