package org.barscancel.runtime;

import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/** A server that shows a certificate, asks for one that its authority has issued, and says no more. */
public final class Handshakes implements AutoCloseable {
    private final ServerSocket server;
    private final SSLContext tls;
    private final AtomicInteger refusals = new AtomicInteger();

    private Handshakes(ServerSocket server, SSLContext tls) {
        this.server = server;
        this.tls = tls;
    }

    public static Handshakes with(X509Bundle shown) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(
                shown.toKeyManagerFactory().getKeyManagers(),
                shown.toTrustManagerFactory().getTrustManagers(),
                null);
        Handshakes handshakes = new Handshakes(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), context);
        Thread thread = new Thread(handshakes::run, "handshakes");
        thread.setDaemon(true);
        thread.start();
        return handshakes;
    }

    /** How many handshakes have ended in a refusal of either side. */
    public int refusals() {
        return refusals.get();
    }

    public String url() {
        return "https://127.0.0.1:" + server.getLocalPort() + "/fhir";
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void run() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                shake(socket);
                // A connection that is closed with something unread is reset, and what was said last is lost.
                socket.shutdownOutput();
                socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            } catch (IOException gone) {
                if (!server.isBound()) {
                    throw new UncheckedIOException(gone);
                }
            }
        }
    }

    private void shake(Socket socket) throws IOException {
        SSLSocket layer = (SSLSocket) tls.getSocketFactory().createSocket(socket, null, false);
        layer.setNeedClientAuth(true);
        try {
            layer.startHandshake();
        } catch (SSLException refused) {
            // One side does not take the other, which is what is tested, and has said so to it.
            refusals.incrementAndGet();
        }
    }
}
