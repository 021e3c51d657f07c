package org.barscancel.runtime.farside;

import java.io.IOException;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpStatus;
import org.barscancel.bars.Credentials;

/**
 * Says who we are with each call (R20). Stands in the chain of the HTTP client and not where calls are made, so that no
 * credentials ever lie in a message, a log line or an exception of Camel's.
 */
final class Authenticated implements ExecChainHandler {
    private final Identities.Identity identity;

    Authenticated(Identities.Identity identity) {
        this.identity = identity;
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        Credentials credentials = identity.credentials();
        Map<String, String> sent = credentials.headers();
        sent.forEach(request::setHeader);
        ClassicHttpResponse response = proceed(request, scope, chain);
        if (response.getCode() == HttpStatus.SC_UNAUTHORIZED || response.getCode() == HttpStatus.SC_FORBIDDEN) {
            credentials.refused(sent, response.getCode());
        }
        return response;
    }

    /** By TLS 1.3 a server refuses our certificate after the first bytes of the request only. */
    private ClassicHttpResponse proceed(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        try {
            return chain.proceed(request, scope);
        } catch (SSLException refused) {
            throw identity.tls() == null
                    ? refused
                    : identity.tls()
                            .explained(refused, scope.route.getTargetHost().toHostString());
        }
    }
}
