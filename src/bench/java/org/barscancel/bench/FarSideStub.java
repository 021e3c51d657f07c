package org.barscancel.bench;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Provider and registry, as fast as this machine allows: every appointment is booked, has one pointer, and each answer comes after
 * a set time. It remembers nothing, so what it costs is the same for all who are measured.
 *
 * <p>Arguments: milliseconds that each answer takes. Prints its port once it listens.
 */
final class FarSideStub {
    private static final Path RESOURCES = Path.of("src", "test", "resources", "scenario-fixtures");
    private static final int LARGEST = 1 << 20;
    private static final String LATENCY = "/latency/";

    private volatile long latencyMillis;
    private final String appointment;
    private final String pointer;

    private FarSideStub(long latencyMillis) throws IOException {
        this.latencyMillis = latencyMillis;
        this.appointment = compact("appointment.json");
        this.pointer = compact("pointer.json");
    }

    public static void main(String[] args) throws Exception {
        new FarSideStub(Long.parseLong(args[0])).serve();
    }

    /** From now on the far sides at that address answer after so many milliseconds. */
    static void answersAfter(String base, long millis) throws IOException, InterruptedException {
        HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(base + LATENCY + millis)).build(),
                        BodyHandlers.discarding());
    }

    private void serve() throws InterruptedException {
        NioEventLoopGroup loops = new NioEventLoopGroup(1);
        Channel channel = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel connection) {
                        connection
                                .pipeline()
                                .addLast(new HttpServerCodec(), new HttpObjectAggregator(LARGEST), new Answering());
                    }
                })
                .bind("127.0.0.1", 0)
                .sync()
                .channel();
        System.out.println(((InetSocketAddress) channel.localAddress()).getPort());
        channel.closeFuture().sync();
    }

    private final class Answering extends SimpleChannelInboundHandler<FullHttpRequest> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
            if (request.uri().startsWith(LATENCY)) {
                latencyMillis = Long.parseLong(request.uri().substring(LATENCY.length()));
                context.writeAndFlush(answer(request, "{}", null));
                return;
            }
            FullHttpResponse answer = answer(request);
            if (latencyMillis == 0) {
                context.writeAndFlush(answer);
            } else {
                context.executor()
                        .schedule(() -> context.writeAndFlush(answer), latencyMillis, TimeUnit.MILLISECONDS);
            }
        }
    }

    private FullHttpResponse answer(FullHttpRequest request) {
        QueryStringDecoder address = new QueryStringDecoder(request.uri());
        String id = address.path().substring(address.path().lastIndexOf('/') + 1);
        boolean ofPointers = address.path().contains("/DocumentReference");
        if (request.method().equals(HttpMethod.DELETE)) {
            return answer(request, "{\"resourceType\":\"OperationOutcome\"}", null);
        }
        if (request.method().equals(HttpMethod.PUT)) {
            return answer(request, request.content().toString(StandardCharsets.UTF_8), "W/\"2\"");
        }
        if (!ofPointers) {
            return answer(request, appointment(Booking.ofId(id)), "W/\"1\"");
        }
        List<String> subject = address.parameters().get("subject:identifier");
        return subject == null
                ? answer(request, pointer(Booking.ofId(id)), null)
                : answer(request, found(subject.get(0)), null);
    }

    private String appointment(Booking booking) {
        return appointment
                .replace("aca94bdb-2e38-4399-9ece-2ba083ce65b5", booking.appointmentId())
                .replace("9990000018", booking.nhsNumber());
    }

    private String pointer(Booking booking) {
        return pointer.replace("aca94bdb-2e38-4399-9ece-2ba083ce65b5", booking.appointmentId())
                .replace("pointer-1", booking.pointerId())
                .replace("9990000018", booking.nhsNumber());
    }

    private String found(String subject) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"total\":1,\"entry\":[{\"resource\":"
                + pointer(Booking.ofNhsNumber(subject.substring(subject.indexOf('|') + 1)))
                + ",\"search\":{\"mode\":\"match\"}}]}";
    }

    private static FullHttpResponse answer(FullHttpRequest request, String body, @Nullable String etag) {
        FullHttpResponse answer = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.copiedBuffer(body, StandardCharsets.UTF_8));
        answer.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/fhir+json;charset=utf-8");
        if (etag != null) {
            answer.headers().set(HttpHeaderNames.ETAG, etag);
        }
        for (String echoed : List.of("X-Request-Id", "X-Correlation-Id")) {
            String value = request.headers().get(echoed);
            if (value != null) {
                answer.headers().set(echoed, value);
            }
        }
        HttpUtil.setContentLength(answer, answer.content().readableBytes());
        return answer;
    }

    private static String compact(String name) throws IOException {
        return Json.MAPPER.readTree(Files.readAllBytes(RESOURCES.resolve(name))).toString();
    }
}
