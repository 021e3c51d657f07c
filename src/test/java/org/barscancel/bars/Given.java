package org.barscancel.bars;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.barscancel.cancellation.Cancellation;
import org.barscancel.cancellation.ProviderProgress;
import org.barscancel.cancellation.RegistryProgress;
import org.barscancel.cancellation.Source;
import org.barscancel.request.CancellationRequest;
import org.barscancel.request.NhsNumber;
import org.barscancel.request.TargetService;
import org.barscancel.request.TargetStatus;

/** What the tests of this room start from. */
final class Given {
    static final String APPOINTMENT_ID = "aca94bdb-2e38-4399-9ece-2ba083ce65b5";
    static final NhsNumber NHS_NUMBER = new NhsNumber("9693893123");
    static final CallerIdentity NOBODY = new CallerIdentity(null, null, null, null, null, null, null, null);
    static final CallerIdentity CALLER = new CallerIdentity(
            "A1001",
            "My service provider name",
            "https://consumersupplier.com/Id/device-identifier|SUPP-APP-1",
            "Supplier product name",
            "1.0.0",
            "100334993514",
            "62247001",
            "General practitioner");
    static final TargetService TARGET = new TargetService("https://fhir.nhs.uk/Id/dos-service-id", "2000072491");
    static final UseContext USE_CONTEXT = new UseContext("a1t1", "booking-request", "update");

    private Given() {}

    static FarSide farSide(TargetService target, CallerIdentity caller, UseContext useContext) {
        return new FarSide("provider", "https://provider.example/FHIR/R4", "1.2.0", target, caller, useContext);
    }

    static FarSide farSide() {
        return farSide(TARGET, CALLER, USE_CONTEXT);
    }

    static Cancellation cancellation() {
        return cancellation(APPOINTMENT_ID, null);
    }

    static Cancellation cancellation(String appointmentId, TargetService service) {
        CancellationRequest request =
                new CancellationRequest(null, null, appointmentId, TargetStatus.CANCELLED, null, null, null, service);
        return new Cancellation(
                UUID.fromString("5f0c6a52-97bd-5d0e-9a4e-0f0f5a1b2c3d"),
                UUID.fromString("9562466f-c982-4bd5-bb0e-255e9f5e6689"),
                0,
                Instant.parse("2026-06-01T08:00:00Z"),
                Instant.parse("2026-06-01T08:00:00Z"),
                request,
                new Source("file", "a.json", null, "pas-1"),
                null,
                ProviderProgress.NONE,
                RegistryProgress.NONE);
    }

    static Cancellation withCategory(String category) {
        return cancellation().with(ProviderProgress.NONE.with(new ProviderProgress.Facts(null, null, category)));
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** An answer that echoes the ids of the call; more headers in pairs of name and value. */
    static Received.Response answer(Call call, int status, byte[] body, String... headers) {
        Map<String, List<String>> all = new TreeMap<>();
        all.put("x-request-id", List.of(call.headers().get("X-Request-Id")));
        all.put("x-correlation-id", List.of(call.headers().get("X-Correlation-Id")));
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i].toLowerCase(Locale.ROOT), List.of(headers[i + 1]));
        }
        return new Received.Response(status, all, body);
    }

    static byte[] outcome(String system, String code, String type) {
        return utf8(
                """
                {"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"%s",
                 "details":{"coding":[{"system":"%s","code":"%s"}]},"diagnostics":"Mrs Smith 9990000018"}]}"""
                        .formatted(type, system, code));
    }

    static byte[] outcome(String code, String type) {
        return outcome("https://fhir.nhs.uk/CodeSystem/http-error-codes", code, type);
    }
}
