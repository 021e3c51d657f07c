package org.barscancel.runtime.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.barscancel.console.ProblemAnswer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;

/** Answers what the server itself refuses, such as a path that cannot be decoded, with a problem too. */
final class ProblemValve extends ErrorReportValve {
    private static final int FIRST_ERROR = 400;

    private final ObjectMapper mapper;

    ProblemValve(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
        int status = response.getStatus();
        if (status < FIRST_ERROR || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            byte[] body = mapper.writeValueAsBytes(ProblemAnswer.of(HttpStatusCode.valueOf(status)));
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setHeader("Cache-Control", "no-store");
            response.setContentType(ProblemAnswer.MEDIA_TYPE);
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
            response.finishResponse();
        } catch (IOException e) {
            throw new UncheckedIOException("The caller has gone", e);
        }
    }
}
