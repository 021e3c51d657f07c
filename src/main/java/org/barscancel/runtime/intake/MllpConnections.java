package org.barscancel.runtime.intake;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AttributeKey;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.component.netty.NettyHelper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes each connection beyond so many: each may hold a whole frame in memory. One address has fewer to one feed, so that it
 * keeps neither the others nor the other feeds out; and of the whole, each feed is kept as many as one address may have, so that
 * many addresses that flood one feed do not keep the others out either.
 */
@Sharable
final class MllpConnections extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(MllpConnections.class);
    private static final AttributeKey<Peer> PEER = AttributeKey.valueOf(MllpConnections.class, "peer");

    private final int most;
    private final int mostOfOne;
    private final int doors;
    private final int keptForEach;
    private final Map<Peer, Integer> byPeer = new HashMap<>();
    private final Map<Object, Integer> byDoor = new HashMap<>();

    /** Who connects, and to which feed. */
    private record Peer(Object address, Object door) {
        static Peer of(Channel channel) {
            Object address = channel.remoteAddress() instanceof InetSocketAddress inet
                    ? Objects.requireNonNullElse(inet.getAddress(), inet)
                    : String.valueOf(channel.remoteAddress());
            Object door = channel.localAddress() instanceof InetSocketAddress inet
                    ? Integer.valueOf(inet.getPort())
                    : String.valueOf(channel.localAddress());
            return new Peer(address, door);
        }
    }

    /**
     * @param most so many at a time, of all listeners
     * @param mostOfOne so many of them from one address to one listener
     * @param doors so many listeners
     */
    MllpConnections(int most, int mostOfOne, int doors) {
        this.most = most;
        this.mostOfOne = mostOfOne;
        this.doors = Math.max(1, doors);
        this.keptForEach = Math.min(mostOfOne, most / this.doors);
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) throws Exception {
        Peer peer = Peer.of(ctx.channel());
        String why = entered(peer);
        if (why == null) {
            ctx.channel().attr(PEER).set(peer);
            super.channelActive(ctx);
        } else {
            LOG.warn("An MLLP connection is closed at once: {}", why);
            NettyHelper.close(ctx.channel());
        }
    }

    /** Null when it may come in, and is counted then; else why not. */
    private synchronized @Nullable String entered(Peer peer) {
        if (byPeer.getOrDefault(peer, 0) >= mostOfOne) {
            return "its address has " + mostOfOne + " to this feed (bars.hl7.max-connections-per-address)";
        }
        if (all() + keptForOthers(peer.door()) >= most) {
            return "there are " + most + ", or the rest is kept for other feeds (bars.hl7.max-connections)";
        }
        byPeer.merge(peer, 1, Integer::sum);
        byDoor.merge(peer.door(), 1, Integer::sum);
        return null;
    }

    private int all() {
        return byDoor.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** What other feeds have not yet used of what is kept for them. */
    private int keptForOthers(Object door) {
        int used = byDoor.entrySet().stream()
                .filter(other -> !other.getKey().equals(door))
                .mapToInt(other -> Math.min(keptForEach, other.getValue()))
                .sum();
        return Math.max(0, (doors - 1) * keptForEach - used);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        Peer peer = ctx.channel().attr(PEER).getAndSet(null);
        if (peer != null) {
            left(peer);
        }
        super.channelInactive(ctx);
    }

    private synchronized void left(Peer peer) {
        byPeer.computeIfPresent(peer, (one, count) -> less(count));
        byDoor.computeIfPresent(peer.door(), (one, count) -> less(count));
    }

    private static @Nullable Integer less(int count) {
        return count == 1 ? null : Integer.valueOf(count - 1);
    }
}
