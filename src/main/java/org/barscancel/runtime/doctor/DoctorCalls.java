package org.barscancel.runtime.doctor;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.barscancel.BarsSettings;
import org.barscancel.bars.BarsCalls;
import org.barscancel.bars.Call;
import org.barscancel.bars.FarSide;
import org.barscancel.cancellation.Cancellation;
import org.barscancel.cancellation.ProviderProgress;
import org.barscancel.cancellation.RegistryProgress;
import org.barscancel.cancellation.Source;
import org.barscancel.credentials.FarSideCredentials;
import org.barscancel.request.CancellationRequest;
import org.barscancel.request.TargetStatus;
import org.barscancel.runtime.circuit.Circuits;
import org.barscancel.runtime.circuit.Gate;
import org.barscancel.runtime.farside.FarSideClient;
import org.barscancel.runtime.farside.Identities;
import org.barscancel.runtime.watch.Measures;
import org.barscancel.runtime.watch.Traces;
import org.jspecify.annotations.Nullable;

/** Calls of the doctor to one far side, by the very client and headers of the program's own; nothing but GET. */
final class DoctorCalls {
    private static final String NO_APPOINTMENT = "none";

    private final FarSide farSide;
    private final BarsSettings.Http http;
    private final Identities.Identity identity;
    private final Clock clock;
    private final BarsCalls calls = new BarsCalls();

    /**
     * What came back.
     *
     * @param status of HTTP
     * @param date the far side's clock; null = it did not say
     * @param etag null = none
     * @param body empty = none
     */
    record Answered(int status, @Nullable String date, @Nullable String etag, byte[] body) {}

    DoctorCalls(FarSide farSide, BarsSettings.Http http, Identities.Identity identity, Clock clock) {
        this.farSide = farSide;
        this.http = http;
        this.identity = identity;
        this.clock = clock;
    }

    Clock clock() {
        return clock;
    }

    Answered metadata() throws IOException {
        return get(metadataCall(), identity);
    }

    /** Without credentials, whatever is answered to that: for its headers. */
    Answered anything() throws IOException {
        return get(metadataCall(), new Identities.Identity(FarSideCredentials.none(), identity.tls()));
    }

    /** R1. */
    Answered appointment(String id) throws IOException {
        return get(calls.readAppointment(farSide, cancellation(id)), identity);
    }

    /** R12. */
    Call search(String path) {
        return calls.searchPointers(farSide, cancellation(NO_APPOINTMENT), path);
    }

    Answered get(Call call) throws IOException {
        return get(call, identity);
    }

    private Call metadataCall() {
        Map<String, String> headers =
                calls.readAppointment(farSide, cancellation(NO_APPOINTMENT)).headers();
        return new Call(farSide, "GET", "metadata", "CapabilityStatement", null, headers, null);
    }

    private Answered get(Call call, Identities.Identity who) throws IOException {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        Gate gate = new Gate(farSide.name(), new Circuits(Map.of()), 1, 0, http);
        // Nobody reads what is measured of the doctor's calls.
        Measures unread = new Measures(new SimpleMeterRegistry());
        try (CloseableHttpClient client = FarSideClient.of(http, gate, timer, who, unread, Traces.off())) {
            HttpGet get = new HttpGet(call.url());
            call.headers().forEach(get::setHeader);
            return client.execute(get, response -> {
                byte[] body = response.getEntity() == null ? null : EntityUtils.toByteArray(response.getEntity());
                return new Answered(
                        response.getCode(),
                        value(response.getFirstHeader("Date")),
                        value(response.getFirstHeader("ETag")),
                        body == null ? new byte[0] : body);
            });
        } finally {
            timer.shutdownNow();
        }
    }

    private static @Nullable String value(@Nullable Header header) {
        return header == null ? null : header.getValue();
    }

    /** It goes nowhere: only the headers of a read are made of it. */
    private Cancellation cancellation(String appointment) {
        UUID id = UUID.nameUUIDFromBytes(("doctor " + clock.instant()).getBytes(StandardCharsets.UTF_8));
        return new Cancellation(
                id,
                id,
                0,
                clock.instant(),
                clock.instant(),
                new CancellationRequest(null, null, appointment, TargetStatus.CANCELLED, null, null, null, null),
                new Source("file", null, null, null),
                null,
                ProviderProgress.NONE,
                RegistryProgress.NONE);
    }
}
