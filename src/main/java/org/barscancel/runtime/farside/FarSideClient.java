package org.barscancel.runtime.farside;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.barscancel.BarsSettings;
import org.barscancel.runtime.circuit.Gate;
import org.barscancel.runtime.watch.Measures;
import org.barscancel.runtime.watch.Traces;
import org.jspecify.annotations.Nullable;

/**
 * Makes the HTTP client of one far side, used by camel-fhir and camel-http alike. It follows no redirects, repeats
 * nothing by itself and keeps no cookies: each of these would send patient data where it was not meant to go.
 */
public final class FarSideClient {
    /** How long an idle connection is trusted; servers commonly close theirs after a minute. */
    private static final Duration TRUSTED_IDLE = Duration.ofSeconds(2);

    private static final Duration LONGEST_IDLE = Duration.ofSeconds(30);

    /** The client by itself reads headers without an end. */
    private static final Http1Config HEADERS = Http1Config.custom()
            .setMaxLineLength(16 * 1024)
            .setMaxHeaderCount(200)
            .build();

    /** Where the bounds stand in the chain of an exchange. */
    public static final String BOUNDS = "bounds";

    private FarSideClient() {}

    /**
     * The client with our credentials, whose calls pass the gate and are measured and traced. Whoever makes it closes it.
     *
     * @param http bounds of a call
     * @param timer ends calls that take too long
     */
    public static CloseableHttpClient of(
            BarsSettings.Http http,
            Gate gate,
            ScheduledExecutorService timer,
            Identities.Identity identity,
            Measures measures,
            Traces traces) {
        return builder(http, gate, timer, identity.tls())
                .addExecInterceptorAfter(BOUNDS, "credentials", new Authenticated(identity))
                // Before the credentials, so that a call that has none is seen.
                .addExecInterceptorAfter(BOUNDS, "measured", new MeasuredCalls(gate.farSide(), measures))
                .addExecInterceptorAfter(BOUNDS, "traced", new TracedCalls(gate.farSide(), traces))
                .build();
    }

    /**
     * The same, to be added to.
     *
     * @param tls how connections are encrypted; null = as the JVM does
     */
    public static HttpClientBuilder builder(
            BarsSettings.Http http, Gate gate, ScheduledExecutorService timer, @Nullable TlsSocketStrategy tls) {
        return builder(http, gate.places(), gate, timer, tls);
    }

    /** One for a token endpoint, or an issuer's keys, which are asked for seldom: bounded like any other. */
    public static CloseableHttpClient ofTokenEndpoint(
            BarsSettings.Http http, ScheduledExecutorService timer, TlsSocketStrategy tls) {
        return builder(http, 1, null, timer, tls).build();
    }

    private static HttpClientBuilder builder(
            BarsSettings.Http http,
            int places,
            @Nullable Gate gate,
            ScheduledExecutorService timer,
            @Nullable TlsSocketStrategy tls) {
        Timeout connect = Timeout.of(http.connectTimeout());
        Timeout response = Timeout.of(http.responseTimeout());
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                                .http1Config(HEADERS)
                                .build())
                        .setTlsSocketStrategy(tls)
                        .setMaxConnTotal(places)
                        .setMaxConnPerRoute(places)
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
                        BOUNDS,
                        new BoundedExchange(
                                gate,
                                http.responseTimeout(),
                                Math.toIntExact(http.maxResponseBytes().toBytes()),
                                timer));
    }
}
