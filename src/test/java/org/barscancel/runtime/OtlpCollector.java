package org.barscancel.runtime;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** Takes spans as a collector of OpenTelemetry does, OTLP by HTTP in protocol buffers, and keeps what it was sent. */
public final class OtlpCollector implements AutoCloseable {
    private final HttpServer server;
    private final List<Span> spans = new CopyOnWriteArrayList<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<String> contentTypes = new CopyOnWriteArrayList<>();

    /** A span as it came; attributes as texts, events by their names. */
    public record Span(
            String traceId,
            String spanId,
            String parentId,
            String name,
            Map<String, String> attributes,
            List<String> events,
            List<String> linkedTraces) {}

    private OtlpCollector(HttpServer server) {
        this.server = server;
    }

    public static OtlpCollector start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            OtlpCollector collector = new OtlpCollector(server);
            server.createContext("/v1/traces", collector::take);
            server.setExecutor(Executors.newCachedThreadPool());
            server.start();
            return collector;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces";
    }

    public List<Span> spans() {
        return List.copyOf(spans);
    }

    /** All that was sent, to be searched. */
    public List<String> bodies() {
        return List.copyOf(bodies);
    }

    public List<String> contentTypes() {
        return List.copyOf(contentTypes);
    }

    /** Of one trace. */
    public Stream<Span> of(String traceId) {
        return spans.stream().filter(span -> span.traceId().equals(traceId));
    }

    private void take(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        contentTypes.add(String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")));
        bodies.add(new String(body, StandardCharsets.ISO_8859_1));
        fields(
                body,
                (request, resourceSpans) -> fields(resourceSpans, (kind, scopeSpans) -> {
                    if (kind == 2) {
                        fields(scopeSpans, (of, span) -> {
                            if (of == 2) {
                                spans.add(span(span));
                            }
                        });
                    }
                }));
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    private static Span span(byte[] span) {
        Map<Integer, byte[]> one = new LinkedHashMap<>();
        Map<String, String> attributes = new LinkedHashMap<>();
        List<String> events = new ArrayList<>();
        List<String> links = new ArrayList<>();
        fields(span, (field, value) -> {
            switch (field) {
                case 9 -> attribute(value, attributes);
                case 11 ->
                    fields(value, (of, part) -> {
                        if (of == 2) {
                            events.add(new String(part, StandardCharsets.UTF_8));
                        }
                    });
                case 13 ->
                    fields(value, (of, part) -> {
                        if (of == 1) {
                            links.add(HexFormat.of().formatHex(part));
                        }
                    });
                default -> one.put(field, value);
            }
        });
        byte[] none = new byte[0];
        return new Span(
                HexFormat.of().formatHex(one.get(1)),
                HexFormat.of().formatHex(one.get(2)),
                HexFormat.of().formatHex(one.getOrDefault(4, none)),
                new String(one.get(5), StandardCharsets.UTF_8),
                attributes,
                events,
                links);
    }

    private static void attribute(byte[] keyValue, Map<String, String> attributes) {
        Map<Integer, byte[]> parts = new LinkedHashMap<>();
        fields(keyValue, parts::put);
        StringBuilder value = new StringBuilder();
        fields(
                parts.get(2),
                (kind, content) -> value.append(
                        kind == 1
                                ? new String(content, StandardCharsets.UTF_8)
                                : ByteBuffer.wrap(content).getLong()));
        attributes.put(new String(parts.get(1), StandardCharsets.UTF_8), value.toString());
    }

    /** Each field of a message; numbers as eight bytes. */
    private static void fields(byte[] message, BiConsumer<Integer, byte[]> consumer) {
        ByteBuffer buffer = ByteBuffer.wrap(message);
        while (buffer.hasRemaining()) {
            long tag = number(buffer);
            int field = (int) (tag >>> 3);
            switch ((int) (tag & 7)) {
                case 0 ->
                    consumer.accept(
                            field,
                            ByteBuffer.allocate(8).putLong(number(buffer)).array());
                case 1 -> buffer.position(buffer.position() + 8);
                case 5 -> buffer.position(buffer.position() + 4);
                default -> {
                    int length = (int) number(buffer);
                    byte[] value = Arrays.copyOfRange(message, buffer.position(), buffer.position() + length);
                    buffer.position(buffer.position() + length);
                    consumer.accept(field, value);
                }
            }
        }
    }

    private static long number(ByteBuffer buffer) {
        long number = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = buffer.get();
            number |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return number;
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
