package org.barscancel.runtime;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.component.netty.NettyHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes each connection beyond so many: each may hold a whole frame in memory. */
@Sharable
final class MllpConnections extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(MllpConnections.class);

    private final int most;
    private final AtomicInteger open = new AtomicInteger();

    /** @param most so many at a time, of all listeners */
    MllpConnections(int most) {
        this.most = most;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) throws Exception {
        if (open.incrementAndGet() > most) {
            LOG.warn("An MLLP connection is closed at once: there are {} (bars.hl7.max-connections)", most);
            NettyHelper.close(ctx.channel());
        } else {
            super.channelActive(ctx);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        open.decrementAndGet();
        super.channelInactive(ctx);
    }
}
