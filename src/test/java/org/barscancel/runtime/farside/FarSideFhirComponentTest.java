package org.barscancel.runtime.farside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.barscancel.bars.Call;
import org.barscancel.bars.CallerIdentity;
import org.barscancel.bars.FarSide;
import org.barscancel.bars.UseContext;
import org.junit.jupiter.api.Test;

class FarSideFhirComponentTest {
    private final List<String> asked = new ArrayList<>();

    @Test
    void asksWithTheClientOfTheFarSideWhichIsBounded() {
        FarSideFhirComponent component =
                new FarSideFhirComponent(Map.of("provider", client("provider"), "registry", client("registry")));

        read(component, "provider");
        read(component, "registry");

        assertThat(asked).containsExactly("provider", "registry");
    }

    private static void read(FarSideFhirComponent component, String farSide) {
        FarSide side = new FarSide(
                farSide,
                "http://127.0.0.1:9/fhir",
                "1.2.0",
                null,
                new CallerIdentity(null, null, null, null, null, null, null, null),
                new UseContext(null, "booking-request", "update"));
        FhirExchange exchange =
                new FhirExchange(new Call(side, "GET", "Appointment/1", "Appointment", "1", Map.of(), null));
        assertThatThrownBy(() -> component
                        .clientFor(exchange)
                        .read()
                        .resource("Appointment")
                        .withId("1")
                        .execute())
                .hasStackTraceContaining("asked " + farSide);
    }

    private CloseableHttpClient client(String name) {
        return HttpClients.custom()
                .addExecInterceptorFirst("stub", (request, scope, chain) -> {
                    asked.add(name);
                    throw new IOException("asked " + name);
                })
                .build();
    }
}
