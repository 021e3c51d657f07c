package org.barscancel.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import jakarta.servlet.FilterChain;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.barscancel.atrest.KeysGiven;
import org.barscancel.atrest.SealedFiles;
import org.barscancel.runtime.RouteTestSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class BodyFilterTest {
    private static final int MOST = 10_000;

    @TempDir
    private static Path folder;

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
    void aPackedBodyIsRefusedUnread() throws Exception {
        for (String encoding : java.util.List.of("gzip", "identity, br", "x")) {
            MockHttpServletResponse answer = new MockHttpServletResponse();
            MockHttpServletRequest packed = call("POST", new byte[1]);
            packed.addHeader("Content-Encoding", encoding);
            filter(Duration.ofMinutes(1)).doFilter(packed, answer, chain);

            assertThat(answer.getStatus()).isEqualTo(415);
            assertThat(answer.getHeader("Accept-Encoding")).isEqualTo("identity");
            assertThat(answer.getContentAsString()).contains("unsupported-format", "Content-Encoding");
        }
        assertThat(passed.get()).isNull();

        MockHttpServletRequest plain = call("POST", new byte[1]);
        plain.addHeader("Content-Encoding", "Identity");
        filter(Duration.ofMinutes(1)).doFilter(plain, response, chain);
        assertThat(passed.get()).hasSize(1);
    }

    @Test
    void csvLiesEncryptedOnDiskWhereAKeyIsSet() throws Exception {
        SealedFiles seals = new SealedFiles(KeysGiven.of(KeysGiven.line("2026", 2)));
        String body = "appointmentId,nhsNumber\na1,9990000018\n".repeat(100);
        MockHttpServletRequest call = call("POST", body.getBytes(StandardCharsets.UTF_8));
        call.setContentType("text/csv");
        AtomicReference<String> onDisk = new AtomicReference<>("");
        AtomicReference<String> read = new AtomicReference<>("");

        filter(Duration.ofMinutes(1), seals).doFilter(call, response, (request, answer) -> {
            Path file = (Path) request.getAttribute(Spool.ATTRIBUTE);
            onDisk.set(Files.readString(file, StandardCharsets.ISO_8859_1));
            try (InputStream in = seals.openGiven(file)) {
                read.set(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        });

        assertThat(onDisk.get()).startsWith("bars-at-rest:1:file/").doesNotContain("9990000018", "appointmentId");
        assertThat(read.get()).isEqualTo(body);
        assertThat(folder).isEmptyDirectory();
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
        return filter(longest, KeysGiven.NO_FILES);
    }

    private static BodyFilter filter(Duration longest, SealedFiles seals) {
        return new BodyFilter(
                MOST,
                longest,
                spool(longest, seals),
                new BodyRefusals(RouteTestSupport.MAPPER, new BarsFormat(FhirContext.forR4Cached())));
    }

    private static Spool spool(Duration longest, SealedFiles seals) {
        try {
            return new Spool(folder, MOST, longest, seals);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MockHttpServletRequest call(String method, byte[] body) {
        MockHttpServletRequest request = new MockHttpServletRequest(method, "/cancellations");
        request.setContent(body);
        return request;
    }
}
