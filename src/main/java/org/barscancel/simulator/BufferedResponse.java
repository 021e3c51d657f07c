package org.barscancel.simulator;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps the body back, so that the call is on record, and its answer can still be changed, before the caller sees it. */
final class BufferedResponse extends HttpServletResponseWrapper {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ServletOutputStream out = new BufferStream();
    private final PrintWriter writer = new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));

    BufferedResponse(HttpServletResponse response) {
        super(response);
    }

    SimulatedAnswer answer() {
        writer.flush();
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (String name : getHeaderNames()) {
            if (!"Content-Type".equalsIgnoreCase(name) && !"Content-Length".equalsIgnoreCase(name)) {
                headers.put(name, List.copyOf(getHeaders(name)));
            }
        }
        return new SimulatedAnswer(getStatus(), getContentType(), headers, bytes.toByteArray());
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return out;
    }

    @Override
    public PrintWriter getWriter() {
        return writer;
    }

    @Override
    public void flushBuffer() {
        writer.flush();
    }

    @Override
    public void reset() {
        super.reset();
        bytes.reset();
    }

    @Override
    public void resetBuffer() {
        bytes.reset();
    }

    private final class BufferStream extends ServletOutputStream {
        @Override
        public void write(int b) {
            bytes.write(b);
        }

        @Override
        public void write(byte[] b, int off, int len) {
            bytes.write(b, off, len);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new IllegalStateException("Not asynchronous");
        }
    }
}
