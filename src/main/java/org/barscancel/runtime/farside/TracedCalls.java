package org.barscancel.runtime.farside;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.io.IOException;
import java.util.List;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.barscancel.runtime.watch.Traces;

/**
 * A span for each call of one far side that a stage makes, named by method and the template of its path: ids and parameters of
 * addresses are left out (R23). The far side is told nothing of it: the standard has no such header.
 */
final class TracedCalls implements ExecChainHandler {
    private static final int ERRORS = 400;
    private static final List<String> RESOURCES = List.of("Appointment", "DocumentReference", "Patient", "metadata");

    private final String farSide;
    private final Traces traces;

    TracedCalls(String farSide, Traces traces) {
        this.farSide = farSide;
        this.traces = traces;
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        if (!Span.current().getSpanContext().isValid()) {
            return chain.proceed(request, scope);
        }
        String template = template(request.getPath());
        Span span = traces.begin(request.getMethod() + " " + template, SpanKind.CLIENT, Context.current());
        span.setAttribute("http.request.method", request.getMethod());
        span.setAttribute("url.template", template);
        span.setAttribute("bars.far_side", farSide);
        try {
            ClassicHttpResponse response = chain.proceed(request, scope);
            span.setAttribute("http.response.status_code", response.getCode());
            if (response.getCode() >= ERRORS) {
                span.setStatus(StatusCode.ERROR);
            }
            return response;
        } catch (IOException | HttpException | RuntimeException failure) {
            span.setAttribute("error.type", failure.getClass().getSimpleName());
            span.setStatus(StatusCode.ERROR);
            throw failure;
        } finally {
            span.end();
        }
    }

    /** Such as {@code Appointment/{id}}; {@code other} when it is none that this program calls. */
    static String template(String path) {
        int query = path.indexOf('?');
        String[] parts = (query < 0 ? path : path.substring(0, query)).split("/", -1);
        for (int i = parts.length - 1; i >= Math.max(0, parts.length - 2); i--) {
            if (RESOURCES.contains(parts[i])) {
                return i == parts.length - 1 ? parts[i] + (query < 0 ? "" : "?…") : parts[i] + "/{id}";
            }
        }
        return "other";
    }
}
