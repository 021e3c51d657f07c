package org.barscancel.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.FilterChain;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.barscancel.runtime.HeardLog;
import org.barscancel.runtime.RouteTestSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class CallLimitsTest {
    @RegisterExtension
    final HeardLog log = new HeardLog(CallLimits.class);

    private static final String FLOOD = "10.0.0.1";
    private static final String OTHER = "10.0.0.2";

    private final AtomicInteger taken = new AtomicInteger();
    private final FilterChain workedOn = (request, response) -> {
        taken.incrementAndGet();
        request.startAsync();
    };
    private final CallLimits limits = limits(2, 0);

    @Test
    void anAddressHasSoManyCallsAtATimeAndKeepsNobodyElseOut() throws Exception {
        AsyncContext first = call(limits, FLOOD, "/cancellations").async();
        call(limits, FLOOD, "/cancellations");

        MockHttpServletResponse refused = call(limits, FLOOD, "/cancellations").response();

        assertThat(refused.getStatus()).isEqualTo(429);
        assertThat(refused.getHeader("Retry-After")).isEqualTo("1");
        assertThat(refused.getContentType()).isEqualTo("application/problem+json");
        assertThat(refused.getContentAsString()).contains("\"status\":429", "nextAction");
        assertThat(call(limits, OTHER, "/cancellations").response().getStatus()).isEqualTo(200);
        assertThat(taken).hasValue(3);

        first.complete();
        assertThat(call(limits, FLOOD, "/cancellations").response().getStatus()).isEqualTo(200);
    }

    @Test
    void aMessageIsRefusedInItsOwnForm() throws Exception {
        call(limits, FLOOD, "/cancellations");
        call(limits, FLOOD, "/cancellations");

        MockHttpServletResponse refused =
                call(limits, FLOOD, BodyRefusals.MESSAGES).response();

        assertThat(refused.getStatus()).isEqualTo(429);
        assertThat(refused.getContentAsString()).contains("OperationOutcome", "throttled", "REC_TOO_MANY_REQUESTS");
    }

    @Test
    void healthAndTheDemonstrationsFarSidesAreAlwaysAnswered() throws Exception {
        call(limits, FLOOD, "/cancellations");
        call(limits, FLOOD, "/cancellations");

        for (String path : new String[] {"/actuator/health/readiness", "/simulator/fhir/Appointment/1"}) {
            assertThat(call(limits, FLOOD, path).response().getStatus()).isEqualTo(200);
        }
    }

    @Test
    void aCallThatFailsGivesItsPlaceBack() {
        for (int i = 0; i < 5; i++) {
            assertThat(org.assertj.core.api.Assertions.catchThrowable(
                            () -> limits.doFilter(request(FLOOD, "/x"), new MockHttpServletResponse(), (one, two) -> {
                                throw new java.io.IOException("broken");
                            })))
                    .hasMessage("broken");
        }
    }

    @Test
    void anAddressBeginsSoManyASecond() throws Exception {
        CallLimits slow = limits(1_000, 1);
        int refused = 0;
        // Permits are given at each second: of so many in a row, some second has two.
        for (int i = 0; i < 50; i++) {
            refused += call(slow, FLOOD, "/cancellations").response().getStatus() == 429 ? 1 : 0;
        }

        assertThat(refused).isPositive();
        assertThat(call(slow, OTHER, "/cancellations").response().getStatus()).isEqualTo(200);
    }

    @Test
    void aFloodDoesNotFloodTheLogNorForgeALine() throws Exception {
        String forged = "10.0.0.9\nINFO nothing is wrong";
        for (int i = 0; i < 10; i++) {
            call(limits, forged, "/cancellations");
        }

        assertThat(log.events()).singleElement().satisfies(line -> assertThat(line.getFormattedMessage())
                .contains("refused with 429")
                .doesNotContain("nothing is wrong"));
    }

    private static CallLimits limits(int atATime, int aSecond) {
        return new CallLimits(
                atATime,
                aSecond,
                new BodyRefusals(RouteTestSupport.MAPPER, new BarsFormat(FhirContext.forR4Cached())),
                new AtomicLong()::get);
    }

    private record Called(MockHttpServletResponse response, AsyncContext async) {}

    private Called call(CallLimits filter, String address, String path) throws Exception {
        MockHttpServletRequest request = request(address, path);
        MockHttpServletResponse response = new MockHttpServletResponse();
        filter.doFilter(request, response, workedOn);
        return new Called(response, request.getAsyncContext());
    }

    private static MockHttpServletRequest request(String address, String path) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", path);
        request.setServletPath(path);
        request.setRemoteAddr(address);
        request.setAsyncSupported(true);
        return request;
    }
}
