package org.barscancel.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;

class HttpConnectionsTest {
    private static final int MOST = 5;
    private static final int PATIENCE_MILLIS = 10_000;
    private static final String HALF_A_CALL = "POST /cancellations HTTP/1.1\r\nHost: x\r\nX-Slow: ";

    private final List<Socket> open = new ArrayList<>();
    private WebServer server;

    @BeforeEach
    void start() {
        TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(0);
        factory.setProtocol(HttpConnections.class.getName());
        factory.addProtocolHandlerCustomizers((HttpConnections protocol) -> protocol.setMostOfOne(MOST));
        server = factory.getWebServer();
        server.start();
    }

    @AfterEach
    void stop() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
        server.stop();
    }

    @Test
    void headersThatTrickleInHoldAShareOfTheConnectionsAndKeepNoOtherAddressOut() throws Exception {
        for (int i = 0; i < MOST; i++) {
            write(connect("127.0.0.1"), HALF_A_CALL);
        }
        // Taken in turn: by now the others are.
        assertThat(isClosed(connect("127.0.0.1"))).as("one too many").isTrue();
        assertThat(isAnswered(connect("127.0.0.2"))).as("another address").isTrue();

        open.remove(0).close();
        await("one has ended").until(() -> isAnswered(connect("127.0.0.1")));
    }

    private Socket connect(String from) throws IOException {
        Socket socket =
                new Socket(InetAddress.getByName("127.0.0.1"), server.getPort(), InetAddress.getByName(from), 0);
        socket.setSoTimeout(PATIENCE_MILLIS);
        open.add(socket);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static boolean isClosed(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException stillOpen) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    private boolean isAnswered(Socket socket) {
        try (socket) {
            write(socket, "GET /nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            return socket.getInputStream().read() == 'H';
        } catch (IOException closed) {
            return false;
        }
    }
}
