package org.barscancel.runtime.http;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.coyote.Processor;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * Finds connections on which a call has begun and its headers do not end, or TLS is not agreed upon. Tomcat counts the time
 * between two bytes only, so that a byte now and then would hold a connection for ever. Line ends before a call begin none:
 * they hold a connection as one does that waits for its next call. Of one thread at a time.
 */
final class SlowHeaders {
    private final long mostNanos;
    private final LongSupplier nanoTime;
    private final Map<SocketWrapperBase<NioChannel>, Long> shakingSince = new HashMap<>();

    /** @param most from the first byte of a call to the end of its headers, and for a handshake */
    SlowHeaders(Duration most, LongSupplier nanoTime) {
        this.mostNanos = most.toNanos();
        this.nanoTime = nanoTime;
    }

    /** Those of them that have taken too long. */
    List<SocketWrapperBase<NioChannel>> among(Collection<SocketWrapperBase<NioChannel>> open) {
        long now = nanoTime.getAsLong();
        shakingSince.keySet().removeIf(connection -> !open.contains(connection) || hasShakenHands(connection));
        return open.stream()
                .filter(connection -> now - since(connection, now) > mostNanos)
                .toList();
    }

    private long since(SocketWrapperBase<NioChannel> connection, long now) {
        if (!hasShakenHands(connection)) {
            return shakingSince.computeIfAbsent(connection, begun -> now);
        }
        // Between two calls, and while one is worked on, a connection holds no processor; one whose answer comes later
        // does.
        if (!(connection.getCurrentProcessor() instanceof Processor waiting) || waiting.isAsync()) {
            return now;
        }
        Request call = waiting.getRequest();
        long begun = call == null ? -1 : call.getStartTimeNanos();
        return begun < 0 ? now : begun;
    }

    private static boolean hasShakenHands(SocketWrapperBase<NioChannel> connection) {
        NioChannel channel = connection.getSocket();
        return channel == null || channel.isHandshakeComplete();
    }
}
