package org.barscancel.runtime.http;

import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tomcat's HTTP, with so many connections from one address, and a time in which the headers of a call must have come: Tomcat
 * counts connections of all together only, and of headers the time between two bytes. Public, since Tomcat makes it by its
 * name.
 */
public final class HttpConnections extends Http11NioProtocol {
    private static final Logger LOG = LoggerFactory.getLogger(HttpConnections.class);

    /** So many looks in the time that headers have; but one a second at most. */
    private static final int LOOKS = 4;

    private static final long LEAST_MILLIS = 100;
    private static final long MOST_MILLIS = 1_000;

    /** As Tomcat makes it; not bounded until {@link #setMostOfOne} and {@link #setLongestHeaders}. */
    public HttpConnections() {
        super(new Bounded());
    }

    void setMostOfOne(int most) {
        ((Bounded) getEndpoint()).mostOfOne = most;
    }

    void setLongestHeaders(Duration longest) {
        ((Bounded) getEndpoint()).longestHeaders = longest;
    }

    private static final class Bounded extends NioEndpoint {
        private volatile int mostOfOne = Integer.MAX_VALUE;
        private volatile @Nullable Duration longestHeaders;
        private @Nullable ScheduledFuture<?> looks;

        @Override
        public void startInternal() throws Exception {
            super.startInternal();
            Duration longest = longestHeaders;
            if (longest != null) {
                SlowHeaders slow = new SlowHeaders(longest, System::nanoTime);
                long pause = Math.max(LEAST_MILLIS, Math.min(MOST_MILLIS, longest.toMillis() / LOOKS));
                looks = getUtilityExecutor()
                        .scheduleWithFixedDelay(() -> close(slow, longest), pause, pause, TimeUnit.MILLISECONDS);
            }
        }

        @Override
        public void stopInternal() {
            if (looks != null) {
                looks.cancel(false);
            }
            super.stopInternal();
        }

        /** By the server's own way, which waits for whatever else is done with the connection. */
        private void close(SlowHeaders slow, Duration longest) {
            List<SocketWrapperBase<NioChannel>> late = slow.among(Set.copyOf(getConnections()));
            late.forEach(connection -> processSocket(connection, SocketEvent.ERROR, true));
            if (!late.isEmpty()) {
                LOG.warn(
                        "{} connections are closed: their headers, or TLS, took longer than {}"
                                + " (bars.limits.http-header-timeout)",
                        late.size(),
                        longest);
            }
        }

        @Override
        protected boolean setSocketOptions(SocketChannel socket) {
            String address = socket.socket().getInetAddress().getHostAddress();
            long open = getConnections().stream()
                    .filter(connection -> address.equals(connection.getRemoteAddr()))
                    .count();
            if (open >= mostOfOne) {
                LOG.warn(
                        "A connection is closed at once: its address has {} (bars.limits.http-connections)", mostOfOne);
                // Tomcat itself closes those only that it has begun with.
                destroySocket(socket);
                return false;
            }
            return super.setSocketOptions(socket);
        }
    }
}
