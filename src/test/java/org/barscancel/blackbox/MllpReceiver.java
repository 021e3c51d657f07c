package org.barscancel.blackbox;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A legacy system that listens by MLLP: plain sockets, and a framing that knows nothing of the program's. */
public final class MllpReceiver implements AutoCloseable {
    private static final int VT = 0x0B;
    private static final int FS = 0x1C;
    private static final int CR = 0x0D;

    private final ServerSocket server;
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile Function<String, Reply> replies = message -> acknowledge(message, "AA");

    /** How a message is answered. */
    public sealed interface Reply {
        /** These bytes. */
        record Bytes(byte[] bytes) implements Reply {}

        /** Nothing, and the connection stays open. */
        record Nothing() implements Reply {}

        /** The connection is closed. */
        record Close() implements Reply {}

        /** A byte now and then, for ever. */
        record Endless() implements Reply {}
    }

    /** Listens on a free port of this machine. */
    public MllpReceiver() throws IOException {
        this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    }

    /** Uses a server socket, which may be encrypted. */
    public MllpReceiver(ServerSocket server) {
        this.server = server;
        start(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** The messages that came, each time they came. */
    public List<String> messages() {
        return messages;
    }

    /** Answers each message by that. */
    public void answer(Function<String, Reply> how) {
        replies = how;
    }

    /** An acknowledgement of a message. */
    public static Reply acknowledge(String message, String code) {
        String[] header = message.split("\r", 2)[0].split("\\|", -1);
        return frame("MSH|^~\\&|" + header[4] + "|" + header[5] + "|" + header[2] + "|" + header[3]
                + "|20261122120000||ACK|R1|P|2.4\rMSA|" + code + "|" + header[9] + "\r");
    }

    /** A text in its frame. */
    public static Reply frame(String text) {
        return new Reply.Bytes(MllpClient.frame(text));
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                Socket socket = server.accept();
                sockets.add(socket);
                start(() -> serve(socket));
            }
        } catch (IOException closed) {
            // The test has ended.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            while (true) {
                String message = next(in);
                messages.add(message);
                Reply reply = replies.apply(message);
                if (reply instanceof Reply.Close) {
                    return;
                } else if (reply instanceof Reply.Bytes bytes) {
                    socket.getOutputStream().write(bytes.bytes());
                    socket.getOutputStream().flush();
                } else if (reply instanceof Reply.Endless) {
                    socket.getOutputStream().write(VT);
                    while (true) {
                        socket.getOutputStream().write("x".repeat(512).getBytes(StandardCharsets.UTF_8));
                    }
                }
            }
        } catch (IOException ended) {
            // By the sender, or by the test.
        }
    }

    private static String next(InputStream in) throws IOException {
        if (read(in) != VT) {
            throw new IOException("A message does not start as a frame does");
        }
        StringBuilder message = new StringBuilder();
        for (int now = read(in); now != FS; now = read(in)) {
            message.append((char) now);
        }
        if (read(in) != CR) {
            throw new IOException("A message does not end as a frame does");
        }
        return message.toString();
    }

    private static int read(InputStream in) throws IOException {
        int now = in.read();
        if (now < 0) {
            throw new EOFException("closed");
        }
        return now;
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "mllp-receiver");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
