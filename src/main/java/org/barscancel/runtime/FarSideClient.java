package org.barscancel.runtime;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.barscancel.BarsSettings;

/**
 * Makes the HTTP client of one far side, used by camel-fhir and camel-http alike. It follows no redirects, repeats
 * nothing by itself and keeps no cookies: each of these would send patient data where it was not meant to go.
 */
final class FarSideClient {
    /** How long an idle connection is trusted; servers commonly close theirs after a minute. */
    private static final Duration TRUSTED_IDLE = Duration.ofSeconds(2);

    private static final Duration LONGEST_IDLE = Duration.ofSeconds(30);

    private FarSideClient() {}

    static CloseableHttpClient of(BarsSettings.Http http, Gate gate, ScheduledExecutorService timer) {
        Timeout connect = Timeout.of(http.connectTimeout());
        Timeout response = Timeout.of(http.responseTimeout());
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(gate.places())
                        .setMaxConnPerRoute(gate.places())
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(connect)
                                .setSocketTimeout(response)
                                .setValidateAfterInactivity(TimeValue.of(TRUSTED_IDLE))
                                .build())
                        .setDefaultSocketConfig(SocketConfig.custom()
                                .setTcpNoDelay(true)
                                .setSoTimeout(response)
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(response)
                        .setResponseTimeout(response)
                        .build())
                .evictIdleConnections(TimeValue.of(LONGEST_IDLE))
                // Servers give a compressed answer an ETag of its own ("2--gzip", "2-gzip"), and some then refuse it in
                // If-Match (R7). An answer that comes compressed all the same is read.
                .addRequestInterceptorLast(
                        (request, entity, context) -> request.setHeader(HttpHeaders.ACCEPT_ENCODING, "identity"))
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .addExecInterceptorFirst(
                        "bounds",
                        new BoundedExchange(
                                gate,
                                http.responseTimeout(),
                                Math.toIntExact(http.maxResponseBytes().toBytes()),
                                timer))
                .build();
    }
}
