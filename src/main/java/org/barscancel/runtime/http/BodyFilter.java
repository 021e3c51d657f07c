package org.barscancel.runtime.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.barscancel.intake.CalledFiles;
import org.barscancel.problem.Problem;
import org.barscancel.problem.ProblemCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads the body of a call before the route sees it, CSV to disk and all else into memory, and no more of it than is
 * allowed in size and time: Camel's door
 * would read all there is, and a slow sender would hold one of the few threads of the route instead of one of the
 * server's.
 */
final class BodyFilter extends OncePerRequestFilter {
    private static final Logger LOG = LoggerFactory.getLogger(BodyFilter.class);

    private final int mostBytes;
    private final Duration mostTime;
    private final Spool spool;
    private final BodyRefusals refusals;

    BodyFilter(int mostBytes, Duration mostTime, Spool spool, BodyRefusals refusals) {
        this.mostBytes = mostBytes;
        this.mostTime = mostTime;
        this.spool = spool;
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!"POST".equals(request.getMethod())) {
            chain.doFilter(request, response);
            return;
        }
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.isBlank() && !"identity".equalsIgnoreCase(encoding.strip())) {
            refusals.packed(request, response);
            return;
        }
        try {
            if (CalledFiles.isCsv(request.getContentType())
                    && !BodyRefusals.MESSAGES.equals(request.getServletPath())) {
                spool(request, response, chain);
            } else {
                hold(request, response, chain);
            }
        } catch (SocketTimeoutException late) {
            refusals.late(request, response);
        } catch (Spool.NoRoom full) {
            LOG.warn("A body is not taken: it cannot be written to disk at present");
            refusals.noRoom(request, response);
        }
    }

    private void hold(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if (request.getContentLengthLong() <= mostBytes
                && BoundedBody.copy(request.getInputStream(), body, mostBytes, mostTime)) {
            chain.doFilter(new WithBody(request, body.toByteArray()), response);
        } else {
            refusals.tooLarge(request, response, tooLarge(mostBytes));
        }
    }

    /** The route finds the body by the request's attribute. */
    private void spool(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!spool.enter()) {
            refusals.noRoom(request, response);
            return;
        }
        try {
            Optional<Path> body = request.getContentLengthLong() <= spool.mostBytes()
                    ? spool.receive(request.getInputStream())
                    : Optional.empty();
            if (body.isEmpty()) {
                refusals.tooLarge(request, response, tooLarge(spool.mostBytes()));
                return;
            }
            try {
                request.setAttribute(Spool.ATTRIBUTE, body.get());
                chain.doFilter(new WithBody(request, new byte[0]), response);
            } finally {
                AfterCall.delete(body.get(), request);
            }
        } finally {
            spool.leave();
        }
    }

    private static Problem tooLarge(long most) {
        return new Problem(ProblemCode.TOO_LARGE, "The body has more than " + most + " bytes; it is not read.");
    }

    /** A call whose body has been read. */
    private static final class WithBody extends HttpServletRequestWrapper {
        private final byte[] body;

        WithBody(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            return new Bytes(new ByteArrayInputStream(body));
        }

        /** Left to the header alone: Camel would take a body of some types apart by itself. */
        @Override
        public @Nullable String getContentType() {
            return null;
        }

        @Override
        public int getContentLength() {
            return body.length;
        }

        @Override
        public long getContentLengthLong() {
            return body.length;
        }
    }

    private static final class Bytes extends ServletInputStream {
        private final ByteArrayInputStream in;

        Bytes(ByteArrayInputStream in) {
            this.in = in;
        }

        @Override
        public int read() {
            return in.read();
        }

        @Override
        public int read(byte[] into, int from, int most) {
            return in.read(into, from, most);
        }

        @Override
        public boolean isFinished() {
            return in.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException("The body is there already");
        }
    }
}
