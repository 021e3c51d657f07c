package org.barscancel.runtime;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;

/** Answers calls as no honest server does, by the last part of their path, and keeps what it was told. */
public final class HostileServer implements AutoCloseable {
    /** Stands in what is never to be repeated. */
    public static final String MARKER = "Palatschinken-of-a-stranger";

    /** What would begin a line of its own, or talk to a terminal. */
    public static final String STRAY = "\r\n2020-01-01T00:00:00.000Z ERROR forged\u2028forged\u001B[2Jforged\u0000";

    private static final int CHUNK = 64 * 1024;
    private static final long TRICKLE_MILLIS = 100;
    private static final int DEEP = 100_000;
    private static final int HUGE = 4 * 1024 * 1024;
    private static final String JSON_HEAD = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

    private final ServerSocket server;
    private final String elsewhere;
    private final Queue<String> heard = new ConcurrentLinkedQueue<>();
    private final AtomicLong written = new AtomicLong();
    private final CountDownLatch over = new CountDownLatch(1);

    /**
     * @param address to listen at
     * @param elsewhere where it sends callers
     */
    public HostileServer(String address, String elsewhere) throws IOException {
        this.server = new ServerSocket(0, 50, InetAddress.getByName(address));
        this.elsewhere = elsewhere;
        run(this::accept);
    }

    public String url() {
        return "http://" + server.getInetAddress().getHostAddress() + ":" + server.getLocalPort();
    }

    /** Heads and bodies of the calls whose path ends so. */
    public List<String> heard(String kind) {
        return heard.stream()
                .filter(call -> call.split(" ", 3)[1].endsWith("/" + kind))
                .toList();
    }

    /** Bytes that callers took. */
    public long written() {
        return written.get();
    }

    @Override
    public void close() throws IOException {
        over.countDown();
        server.close();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                run(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            String call = read(new BufferedInputStream(socket.getInputStream()));
            heard.add(call);
            String path = call.split(" ", 3)[1];
            answer(path.substring(path.lastIndexOf('/') + 1), socket.getOutputStream());
        } catch (IOException hadEnough) {
            // The caller has, which is what is asked for.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(String kind, OutputStream out) throws IOException, InterruptedException {
        switch (kind) {
            case "redirect" -> send(out, redirect(302));
            case "redirect-with-body" -> send(out, redirect(307));
            case "endless-body" -> endlessly(out, JSON_HEAD + "\r\n{\"a\":\"", "a".repeat(CHUNK), 0);
            case "endless-error" ->
                endlessly(out, JSON_HEAD.replace("200 OK", "400 Bad") + "\r\n{\"error\":\"", "a".repeat(CHUNK), 0);
            case "trickling-body" -> endlessly(out, JSON_HEAD + "\r\n", " ", TRICKLE_MILLIS);
            case "trickling-headers" -> endlessly(out, JSON_HEAD + "X-Slow: ", "a", TRICKLE_MILLIS);
            case "one-huge-header" -> endlessly(out, JSON_HEAD + "X-Huge: ", "a".repeat(CHUNK), 0);
            case "many-headers" -> endlessly(out, JSON_HEAD, "X-Many: a\r\n".repeat(1_000), 0);
            case "hang" -> over.await();
            case "bomb" -> bomb(out);
            case "html" -> whole(out, 200, "text/html", "<html><body>" + MARKER + "</body></html>");
            case "deep" ->
                whole(out, 200, "application/json", "{\"access_token\":" + "[".repeat(DEEP) + "]".repeat(DEEP) + "}");
            case "huge-token" ->
                whole(
                        out,
                        200,
                        "application/json",
                        "{\"token_type\":\"Bearer\",\"access_token\":\"" + "a".repeat(HUGE) + "\"}");
            case "stray-error" ->
                whole(
                        out,
                        400,
                        "application/json",
                        "{\"error\":\"invalid_client\",\"error_description\":\"" + escaped() + "\"}");
            default -> whole(out, 200, "application/json", "{}");
        }
    }

    private String redirect(int status) {
        return "HTTP/1.1 " + status + " Elsewhere\r\nLocation: " + elsewhere + "/taken\r\nContent-Length: 0\r\n\r\n";
    }

    private static String escaped() {
        StringBuilder text = new StringBuilder();
        STRAY.chars().forEach(c -> text.append(c < ' ' || c > '~' ? "\\u%04x".formatted(c) : String.valueOf((char) c)));
        return text.toString();
    }

    private void whole(OutputStream out, int status, String type, String body) throws IOException {
        send(
                out,
                "HTTP/1.1 " + status + " x\r\nContent-Type: " + type + "\r\nConnection: close\r\nContent-Length: "
                        + body.length() + "\r\n\r\n" + body);
    }

    /** A gigabyte of blanks, packed. */
    private void bomb(OutputStream out) throws IOException {
        send(out, JSON_HEAD + "Content-Encoding: gzip\r\n\r\n");
        byte[] blanks = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
        try (GZIPOutputStream packed = new GZIPOutputStream(out)) {
            for (int i = 0; i < 1 << 10; i++) {
                packed.write(blanks);
            }
        }
    }

    private void endlessly(OutputStream out, String start, String more, long pauseMillis)
            throws IOException, InterruptedException {
        send(out, start);
        while (!over.await(pauseMillis, TimeUnit.MILLISECONDS)) {
            send(out, more);
        }
    }

    private void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        written.addAndGet(text.length());
    }

    /** A head, and as much of a body as it announces. */
    private static String read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("The caller has gone");
            }
            head.write(next);
        }
        String text = head.toString(StandardCharsets.ISO_8859_1);
        int length = text.lines()
                .filter(line -> line.regionMatches(true, 0, "content-length:", 0, 15))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
        return text + new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
    }

    private static void run(Runnable task) {
        Thread thread = new Thread(task, "hostile-server");
        thread.setDaemon(true);
        thread.start();
    }
}
