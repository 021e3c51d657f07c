package org.barscancel.runtime.intake;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.camel.component.netty.NettyHelper;
import org.barscancel.runtime.watch.Setbacks;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands whole MLLP frames to camel-hl7's decoder, which by itself would hold a frame of any size, look through all of it
 * again at each packet, and take a frame that was broken off and the next one for one message. What is not in a frame is
 * skipped. Of a frame that is too large only so much is handed on that its size shows; the rest of it is skipped.
 */
final class MllpFrames extends ByteToMessageDecoder {
    static final byte START = 0x0B;
    static final byte END = 0x1C;
    static final byte CARRIAGE_RETURN = 0x0D;

    private static final Logger LOG = LoggerFactory.getLogger(MllpFrames.class);

    /** Whoever sends this many times the largest frame, and no frame, does not speak MLLP. */
    private static final int MOST_SKIPPED = 64;

    private final int mostBytes;
    private final Duration longest;
    private @Nullable ScheduledFuture<?> deadline;
    private boolean inside;
    private int looked;
    private long skipped;

    /**
     * @param mostBytes the largest message
     * @param longest what has begun must be a whole frame this long after
     */
    MllpFrames(int mostBytes, Duration longest) {
        this.mostBytes = mostBytes;
        this.longest = longest;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (!inside && !startFound(ctx, in)) {
            return;
        }
        int end = in.writerIndex();
        for (int at = in.readerIndex() + looked; at < end; at++) {
            byte now = in.getByte(at);
            if (now == START) {
                in.readerIndex(at);
            } else if (now == CARRIAGE_RETURN && in.getByte(at - 1) == END) {
                out.add(in.readRetainedSlice(at + 1 - in.readerIndex()));
                inside = false;
                ended();
                return;
            } else if (at - in.readerIndex() > mostBytes + 1) {
                out.add(ctx.alloc()
                        .buffer(mostBytes + 4)
                        .writeBytes(in, mostBytes + 2)
                        .writeByte(END)
                        .writeByte(CARRIAGE_RETURN));
                inside = false;
                ended();
                return;
            }
        }
        looked = in.readableBytes();
    }

    private boolean startFound(ChannelHandlerContext ctx, ByteBuf in) {
        int before = in.bytesBefore(START);
        int skip = before < 0 ? in.readableBytes() : before;
        in.skipBytes(skip);
        skipped = before < 0 ? skipped + skip : 0;
        if (skipped > (long) MOST_SKIPPED * mostBytes) {
            LOG.warn("A connection that sends no MLLP frames is closed");
            NettyHelper.close(ctx.channel());
        }
        inside = before >= 0;
        looked = inside ? 1 : 0;
        if (inside) {
            begun(ctx);
        }
        return inside;
    }

    /** A byte now and then keeps a connection from being idle: the whole frame has a time too. */
    private void begun(ChannelHandlerContext ctx) {
        deadline = ctx.executor()
                .schedule(
                        () -> {
                            LOG.warn(
                                    "An MLLP connection is closed: a message took longer than {} (bars.hl7.frame-timeout)",
                                    longest);
                            NettyHelper.close(ctx.channel());
                        },
                        longest.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private void ended() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext ctx) {
        ended();
    }

    /** Who does not take its acknowledgements is not read from either, or they would pile up here. */
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) throws Exception {
        ctx.channel().config().setAutoRead(ctx.channel().isWritable());
        super.channelWritabilityChanged(ctx);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        if (event instanceof IdleStateEvent) {
            NettyHelper.close(ctx.channel());
        } else {
            super.userEventTriggered(ctx, event);
        }
    }

    /** Of the network or of TLS, and nothing that a stack trace would explain. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.info("An MLLP connection broke: {}", Setbacks.reason(cause));
        NettyHelper.close(ctx.channel());
    }
}
