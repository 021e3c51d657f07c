package org.barscancel.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class BodyFilterTest {
    private static final int MOST = 10_000;

    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private final AtomicReference<byte[]> passed = new AtomicReference<>();
    private final FilterChain chain =
            (request, answer) -> passed.set(request.getInputStream().readAllBytes());

    @Test
    void aBodyOfTheLargestSizeIsPassedOn() throws Exception {
        byte[] body = "x".repeat(MOST).getBytes(StandardCharsets.UTF_8);

        filter(Duration.ofMinutes(1)).doFilter(call("POST", body), response, chain);

        assertThat(passed.get()).isEqualTo(body);
        assertThat(response.getStatus()).isEqualTo(200);
    }

    @Test
    void aLargerOneIsRefusedAndNotReadAnyFurther() throws Exception {
        MockHttpServletRequest call = call("POST", new byte[10 * MOST]);
        MockHttpServletRequest ofUnknownLength = new MockHttpServletRequest("POST", "/cancellations") {
            @Override
            public long getContentLengthLong() {
                return -1;
            }
        };
        ofUnknownLength.setContent(new byte[10 * MOST]);

        for (MockHttpServletRequest one : java.util.List.of(call, ofUnknownLength)) {
            MockHttpServletResponse answer = new MockHttpServletResponse();
            filter(Duration.ofMinutes(1)).doFilter(one, answer, chain);

            assertThat(answer.getStatus()).isEqualTo(413);
            assertThat(answer.getContentType()).isEqualTo("application/problem+json");
            assertThat(answer.getContentAsString()).contains("too-large");
            assertThat(passed.get()).isNull();
        }
        assertThat(call.getInputStream().available()).as("not read at all").isEqualTo(10 * MOST);
        assertThat(ofUnknownLength.getInputStream().available()).as("the rest").isGreaterThan(7 * MOST);
    }

    @Test
    void aBodyThatTakesTooLongIsRefused() throws Exception {
        filter(Duration.ofNanos(-1)).doFilter(call("POST", new byte[1]), response, chain);

        assertThat(response.getStatus()).isEqualTo(408);
        assertThat(response.getHeader("Connection")).isEqualTo("close");
        assertThat(passed.get()).isNull();
    }

    @Test
    void nothingButWhatIsPostedIsRead() throws Exception {
        filter(Duration.ofNanos(-1)).doFilter(call("GET", new byte[1]), response, chain);

        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(passed.get()).hasSize(1);
    }

    @Test
    void camelIsNotToldATypeByWhichItWouldTakeTheBodyApart() throws Exception {
        AtomicReference<String> type = new AtomicReference<>("none yet");
        MockHttpServletRequest call = call("POST", new byte[1]);
        call.setContentType("application/x-www-form-urlencoded");

        filter(Duration.ofMinutes(1)).doFilter(call, response, (request, answer) -> type.set(request.getContentType()));

        assertThat(type.get()).isNull();
    }

    private static BodyFilter filter(Duration longest) {
        return new BodyFilter(MOST, longest, RouteTestSupport.MAPPER);
    }

    private static MockHttpServletRequest call(String method, byte[] body) {
        MockHttpServletRequest request = new MockHttpServletRequest(method, "/cancellations");
        request.setContent(body);
        return request;
    }
}
