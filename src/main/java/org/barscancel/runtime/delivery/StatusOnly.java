package org.barscancel.runtime.delivery;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;

/** Leaves the body of an answer out: only the status counts, and a body without an end must not make it unknown. */
final class StatusOnly implements ExecChainHandler {
    /** A body that ends by then is read, so that the connection can be used again. */
    private static final int SHORT_BODY = 8192;

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        ClassicHttpResponse response = chain.proceed(request, scope);
        HttpEntity entity = response.getEntity();
        if (entity != null) {
            if (!endsSoon(entity)) {
                scope.execRuntime.discardEndpoint();
            }
            response.setEntity(null);
        }
        return response;
    }

    private static boolean endsSoon(HttpEntity entity) {
        if (entity.getContentLength() > SHORT_BODY || entity.isChunked()) {
            return false;
        }
        try {
            // Not closed: that would read the rest.
            InputStream content = entity.getContent();
            return content == null || (content.readNBytes(SHORT_BODY).length < SHORT_BODY && content.read() < 0);
        } catch (IOException broken) {
            return false;
        }
    }
}
