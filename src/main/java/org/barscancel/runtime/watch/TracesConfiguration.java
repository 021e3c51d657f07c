package org.barscancel.runtime.watch;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.Objects;
import javax.net.ssl.X509TrustManager;
import org.barscancel.BarsCancelApplication;
import org.barscancel.BarsSettings;
import org.barscancel.TracesSettings;
import org.barscancel.runtime.start.StartRefusedException;
import org.barscancel.runtime.tls.Trust;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Traces, where they are wanted, and what follows each cancellation through the routes. */
@Configuration(proxyBeanMethods = false)
class TracesConfiguration {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @Bean
    Traces traces(ObjectProvider<SdkTracerProvider> provider, BarsSettings settings) {
        SdkTracerProvider sdk = provider.getIfAvailable();
        return sdk == null ? Traces.off() : new Traces(sdk, settings.traces().takeIncoming());
    }

    /** Spans are sent on a thread of its own; while nobody takes them the newest are dropped, and nothing else waits. */
    @Bean(destroyMethod = "close")
    @ConditionalOnExpression("!'${bars.traces.endpoint:}'.isBlank()")
    SdkTracerProvider tracerProvider(BarsSettings settings, SslBundles sslBundles) {
        TracesSettings wanted = settings.traces();
        String version = BarsCancelApplication.class.getPackage().getImplementationVersion();
        return SdkTracerProvider.builder()
                .setResource(Resource.create(Attributes.builder()
                        .put("service.name", "bars-cancel")
                        .put("service.version", version == null ? "unpackaged" : version)
                        .build()))
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(wanted.sampled())))
                .addSpanProcessor(
                        BatchSpanProcessor.builder(exporter(wanted, sslBundles)).build())
                .build();
    }

    private static SpanExporter exporter(TracesSettings wanted, SslBundles sslBundles) {
        try {
            OtlpHttpSpanExporterBuilder exporter = OtlpHttpSpanExporter.builder()
                    .setEndpoint(Objects.requireNonNull(wanted.endpoint()))
                    .setConnectTimeout(TIMEOUT)
                    .setTimeout(TIMEOUT);
            if (wanted.sslBundle() != null) {
                SslBundle bundle = sslBundles.getBundle(wanted.sslBundle());
                exporter.setSslContext(bundle.createSslContext(), (X509TrustManager) Trust.of(bundle, false));
            }
            return exporter.build();
        } catch (IllegalArgumentException none) {
            throw new StartRefusedException(
                    "bars.traces.endpoint is no http or https address.",
                    "Name the collector's whole address, such as http://127.0.0.1:4318/v1/traces.");
        }
    }
}
