package org.barscancel.runtime.farside;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.lessThanOrExactly;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.barscancel.runtime.farside.Identities.Identity.NOBODY;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hc.client5.http.classic.methods.HttpPut;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.NameValuePair;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.barscancel.BarsSettings;
import org.barscancel.bars.Received;
import org.barscancel.runtime.Unread;
import org.barscancel.runtime.circuit.Circuits;
import org.barscancel.runtime.circuit.Gate;
import org.barscancel.runtime.watch.Traces;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

class BoundedExchangeTest {
    private static final int MOST_BYTES = 1000;
    private static final int DRIBBLE_MILLIS = 60_000;

    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort())
            .build();

    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
    private CloseableHttpClient client = client(Duration.ofSeconds(5), 0);

    @AfterEach
    void tearDown() throws IOException {
        client.close();
        timer.shutdownNow();
    }

    @Test
    void handsOnAnAnswerReadToItsEnd() {
        answer(aResponse().withStatus(422).withHeader("X-A", "b").withBody("ü"));

        Received.Response received = (Received.Response) put();

        assertThat(received.status()).isEqualTo(422);
        assertThat(new String(received.body(), StandardCharsets.UTF_8)).isEqualTo("ü");
    }

    @Test
    void takesAnAnswerWithoutABody() {
        answer(aResponse().withStatus(204));

        assertThat(((Received.Response) put()).body()).isEmpty();
    }

    @Test
    void readsAZippedAnswerUpToTheLimitOfItsUnzippedSize() {
        answer(aResponse().withHeader("Content-Encoding", "gzip").withBody(zipped("a".repeat(MOST_BYTES))));
        assertThat(((Received.Response) put()).body()).hasSize(MOST_BYTES);

        answer(aResponse().withHeader("Content-Encoding", "gzip").withBody(zipped("a".repeat(50 * MOST_BYTES))));
        assertThat(put()).isEqualTo(new Received.Failed(Received.Kind.TOO_LARGE));
    }

    @Test
    void stopsReadingWhatIsTooLarge() {
        answer(aResponse().withBody("a".repeat(MOST_BYTES + 1)));

        assertThat(put()).isEqualTo(new Received.Failed(Received.Kind.TOO_LARGE));
    }

    @Test
    void endsAnAnswerThatTricklesInAtTheDeadline() throws IOException {
        client.close();
        client = client(Duration.ofSeconds(1), 0);
        answer(aResponse().withBody("a".repeat(500)).withChunkedDribbleDelay(500, DRIBBLE_MILLIS));
        long start = System.nanoTime();

        assertThat(put()).isEqualTo(new Received.Failed(Received.Kind.TIMED_OUT));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(DRIBBLE_MILLIS / 2));
    }

    @Test
    void endsASilenceAtTheDeadline() throws IOException {
        client.close();
        client = client(Duration.ofSeconds(1), 0);
        answer(aResponse().withFixedDelay(DRIBBLE_MILLIS));

        assertThat(put()).isEqualTo(new Received.Failed(Received.Kind.TIMED_OUT));
    }

    @Test
    void knowsThatARefusedConnectionCarriedNothing() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }

        assertThat(put("http://127.0.0.1:" + port + "/")).isEqualTo(new Received.Failed(Received.Kind.NOT_SENT));
    }

    @Test
    void knowsThatAnUnknownNameCarriedNothing() {
        assertThat(put("http://nowhere.invalid/")).isEqualTo(new Received.Failed(Received.Kind.NOT_SENT));
    }

    @Test
    void doesNotKnowWhatAResetConnectionCarried() {
        answer(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

        assertThat(put()).isEqualTo(new Received.Failed(Received.Kind.LOST));
    }

    @Test
    void doesNotTakeABrokenAnswerForAnAnswer() {
        answer(aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK));

        assertThat(put()).isEqualTo(new Received.Failed(Received.Kind.LOST));
    }

    @Test
    void sendsNothingBeyondTheRateCap() throws IOException {
        client.close();
        client = client(Duration.ofMillis(10), 1);
        answer(aResponse());

        int made = 0;
        Received received = put();
        while (!(received instanceof Received.HeldBack) && made < 1_000) {
            made++;
            received = put();
        }

        assertThat(received)
                .isEqualTo(new Received.HeldBack("the rate cap of the provider leaves no room", Duration.ofSeconds(1)));
        SERVER.verify(lessThanOrExactly(made), putRequestedFor(anyUrl()));
    }

    @Test
    void followsNoRedirect() {
        answer(aResponse().withStatus(307).withHeader("Location", SERVER.url("/elsewhere")));

        assertThat(((Received.Response) put()).status()).isEqualTo(307);
        SERVER.verify(0, putRequestedFor(urlEqualTo("/elsewhere")));
    }

    @Test
    void repeatsNothingByItself() {
        answer(aResponse().withStatus(503).withHeader("Retry-After", "0"));
        put();
        answer(aResponse().withFault(Fault.EMPTY_RESPONSE));
        put();

        SERVER.verify(2, putRequestedFor(anyUrl()));
    }

    /** WireMock's server marks the ETag of what it compresses, as servers do. */
    @Test
    void learnsTheVersionAsTheFarSideKnowsIt() {
        answer(aResponse().withHeader("ETag", "W/\"2\"").withBody("{}"));

        assertThat(((Received.Response) put()).header("ETag")).contains("W/\"2\"");
        SERVER.verify(1, putRequestedFor(anyUrl()).withHeader("Accept-Encoding", equalTo("identity")));
    }

    @Test
    void keepsNoCookies() {
        answer(aResponse().withHeader("Set-Cookie", "session=1; Path=/"));
        put();
        put();

        SERVER.verify(2, putRequestedFor(anyUrl()).withoutHeader("Cookie"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X-Flood: 1|TOO_LARGE|headers without an end",
                "x|TOO_LARGE|a header line without an end",
                "HTTP/1.1 100 Continue|TIMED_OUT|interim answers without an end"
            })
    void readsNoHeadersWithoutAnEnd(String flood, Received.Kind expected, String what) throws Exception {
        client.close();
        client = client(Duration.ofSeconds(2), 0);
        String line =
                flood.length() == 1 ? flood.repeat(8192) : flood + "\r\n" + (flood.startsWith("HTTP") ? "\r\n" : "");
        try (Flood server = new Flood(flood.startsWith("HTTP") ? "" : "HTTP/1.1 200 OK\r\n", line)) {
            assertThat(put(server.url())).as(what).isEqualTo(new Received.Failed(expected));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Content-Length: 500|LOST|announces more than it sends",
                "Content-Length: 99999999999|LOST|announces more than there is room for",
                "Content-Length: -1|LOST|announces less than nothing",
                "Content-Length: 1\\r\\nContent-Length: 2|LOST|announces two lengths",
                "Content-Encoding: gzip\\r\\nContent-Length: 2|LOST|says it is packed and is not"
            })
    void takesNoAnswerThatLiesAboutItself(String header, Received.Kind expected, String what) throws Exception {
        try (Flood server = new Flood("HTTP/1.1 200 OK\r\n" + header.replace("\\r\\n", "\r\n") + "\r\n\r\n{}", "")) {
            Received received = put(server.url());
            if (received instanceof Received.Response response) {
                assertThat(what).isEqualTo("announces two lengths");
                assertThat(response.body()).hasSizeLessThan(3);
            } else {
                assertThat(received).as(what).isEqualTo(new Received.Failed(expected));
            }
        }
    }

    /** A server of bytes: sends a start and then the same line again and again, until nobody listens. */
    private static final class Flood implements AutoCloseable {
        private final ServerSocket server;

        Flood(String start, String line) throws IOException {
            server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            Thread sender = new Thread(() -> {
                try (Socket caller = server.accept()) {
                    caller.getOutputStream().write(start.getBytes(StandardCharsets.US_ASCII));
                    byte[] more = line.getBytes(StandardCharsets.US_ASCII);
                    while (more.length > 0) {
                        caller.getOutputStream().write(more);
                    }
                    caller.shutdownOutput();
                    caller.getInputStream().readAllBytes();
                } catch (IOException nobodyListens) {
                    // It has done what it is for.
                }
            });
            sender.setDaemon(true);
            sender.start();
        }

        String url() {
            return "http://127.0.0.1:" + server.getLocalPort() + "/Appointment/a1";
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    private CloseableHttpClient client(Duration longest, int callsPerSecond) {
        BarsSettings.Http http = new BarsSettings.Http(Duration.ofSeconds(2), longest, DataSize.ofBytes(MOST_BYTES));
        return FarSideClient.of(
                http,
                new Gate("provider", new Circuits(Map.of()), 2, callsPerSecond, http),
                timer,
                NOBODY,
                Unread.measures(),
                Traces.off());
    }

    private static void answer(ResponseDefinitionBuilder response) {
        SERVER.stubFor(any(anyUrl()).willReturn(response));
    }

    private Received put() {
        return put(SERVER.url("/Appointment/a1"));
    }

    private Received put(String url) {
        HttpPut request = new HttpPut(url);
        request.setEntity(new StringEntity("{}"));
        try {
            return client.execute(request, BoundedExchangeTest::received);
        } catch (IOException failure) {
            return Failures.of(failure);
        }
    }

    private static Received received(ClassicHttpResponse response) throws IOException {
        byte[] body = response.getEntity() == null ? new byte[0] : EntityUtils.toByteArray(response.getEntity());
        Map<String, List<String>> headers = Stream.of(response.getHeaders())
                .collect(Collectors.groupingBy(
                        header -> header.getName().toLowerCase(Locale.ROOT),
                        Collectors.mapping(NameValuePair::getValue, Collectors.toList())));
        return new Received.Response(response.getCode(), headers, body);
    }

    private static byte[] zipped(String text) {
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        try (java.util.zip.GZIPOutputStream zip = new java.util.zip.GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
