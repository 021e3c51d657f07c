package org.barscancel.runtime;

import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import org.barscancel.console.ProblemAnswer;
import org.barscancel.problem.Problem;
import org.barscancel.problem.ProblemCode;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads the body of a call before the route sees it, and no more of it than is allowed in size and time: Camel's door
 * would read all there is, and a slow sender would hold one of the few threads of the route instead of one of the
 * server's.
 */
final class BodyFilter extends OncePerRequestFilter {
    private static final int PIECE = 8192;

    private final int mostBytes;
    private final Duration mostTime;
    private final ObjectMapper mapper;

    BodyFilter(int mostBytes, Duration mostTime, ObjectMapper mapper) {
        this.mostBytes = mostBytes;
        this.mostTime = mostTime;
        this.mapper = mapper;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!"POST".equals(request.getMethod())) {
            chain.doFilter(request, response);
            return;
        }
        try {
            Optional<byte[]> body =
                    request.getContentLengthLong() > mostBytes ? Optional.empty() : read(request.getInputStream());
            if (body.isPresent()) {
                chain.doFilter(new WithBody(request, body.get()), response);
            } else {
                answer(
                        response,
                        ProblemAnswer.of(new Problem(
                                ProblemCode.TOO_LARGE,
                                "The body has more than " + mostBytes + " bytes; it is not read.")));
            }
        } catch (SocketTimeoutException late) {
            answer(
                    response,
                    ProblemAnswer.of(
                            HttpStatus.REQUEST_TIMEOUT,
                            "The body did not come in time; nothing was taken.",
                            "Send the call again."));
        }
    }

    private Optional<byte[]> read(InputStream in) throws IOException {
        long deadline = System.nanoTime() + mostTime.toNanos();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] piece = new byte[PIECE];
        for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
            body.write(piece, 0, read);
            if (body.size() > mostBytes) {
                return Optional.empty();
            }
            if (System.nanoTime() > deadline) {
                throw new SocketTimeoutException();
            }
        }
        return Optional.of(body.toByteArray());
    }

    private void answer(HttpServletResponse response, ProblemAnswer problem) throws IOException {
        response.setStatus(problem.status());
        // The rest of the body is not waited for.
        response.setHeader("Connection", "close");
        response.setContentType(ProblemAnswer.MEDIA_TYPE);
        response.getOutputStream().write(mapper.writeValueAsBytes(problem));
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
