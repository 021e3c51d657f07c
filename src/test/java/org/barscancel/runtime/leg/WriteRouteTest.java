package org.barscancel.runtime.leg;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.barscancel.runtime.farside.Identities.Identity.NOBODY;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.spi.Registry;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.barscancel.BarsSettings;
import org.barscancel.bars.Answer;
import org.barscancel.bars.Answers;
import org.barscancel.bars.BarsCalls;
import org.barscancel.bars.Call;
import org.barscancel.cancellation.Cancellation;
import org.barscancel.runtime.RouteTestSupport;
import org.barscancel.runtime.Unread;
import org.barscancel.runtime.circuit.Circuits;
import org.barscancel.runtime.circuit.Gate;
import org.barscancel.runtime.farside.FarSideClient;
import org.barscancel.runtime.farside.HttpCall;
import org.barscancel.runtime.farside.HttpReceived;
import org.barscancel.runtime.farside.Judge;
import org.barscancel.runtime.watch.Traces;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.util.unit.DataSize;

class WriteRouteTest extends RouteTestSupport {
    private static final byte[] BODY =
            "{\"resourceType\":\"Appointment\",\"comment\":\"ü\"}".getBytes(StandardCharsets.UTF_8);

    private static final BarsSettings.Http HTTP =
            new BarsSettings.Http(Duration.ofSeconds(2), Duration.ofSeconds(5), DataSize.ofKilobytes(10));

    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort())
            .build();

    private WriteGuard guard = new WriteGuard(false, Duration.ofMinutes(5));
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
    private final CloseableHttpClient client = FarSideClient.of(
            HTTP,
            new Gate("provider", new Circuits(Map.of()), 2, 0, HTTP),
            timer,
            NOBODY,
            Unread.measures(),
            Traces.off());

    @Override
    public List<String> files() {
        return List.of("72-write");
    }

    @Override
    public Properties settings() {
        Properties settings = new Properties();
        settings.setProperty("bars.provider.url", SERVER.url("/provider"));
        settings.setProperty("bars.registry.url", SERVER.url("/registry"));
        return settings;
    }

    @Override
    protected void bindToRegistry(Registry registry) {
        registry.bind("writeGuard", (Processor) exchange -> guard.process(exchange));
        registry.bind("httpCall", new HttpCall());
        registry.bind("httpReceived", new HttpReceived());
        registry.bind("judge", new Judge(new Answers(CLOCK), new Circuits(Map.of())));
        registry.bind("providerHttpClient", client);
        registry.bind("registryHttpClient", client);
    }

    @BeforeEach
    void begin() throws Exception {
        start();
    }

    @AfterEach
    void end() throws Exception {
        client.close();
        timer.shutdownNow();
    }

    @Test
    void putsToTheProviderByteForByteWithTheCallsHeadersAndNoOthers() {
        serve(aResponse().withStatus(200).withHeader("ETag", "W/\"2\"").withBody("{}"));

        Answer.Success success = (Answer.Success) write(put());

        assertThat(success.body()).asString().isEqualTo("{}");
        assertThat(success.etag()).isEqualTo("W/\"2\"");
        SERVER.verify(1, putRequestedFor(urlEqualTo("/provider/Appointment/a1")));
        LoggedRequest request = SERVER.findAll(putRequestedFor(anyUrl())).get(0);
        assertThat(request.getBody()).isEqualTo(BODY);
        assertThat(request.getHeader("If-Match")).isEqualTo("W/\"1\"");
        assertThat(request.getHeader("Content-Type")).startsWith("application/fhir+json");
        assertThat(request.getHeader("X-Request-Id")).isEqualTo(put().headers().get("X-Request-Id"));
        assertThat(request.getHeaders().keys()).doesNotContain("left-over").noneMatch(name -> name.startsWith("Camel"));
    }

    @Test
    void deletesAtTheRegistryWithoutABody() {
        serve(aResponse().withStatus(204));

        assertThat(write(delete())).isInstanceOf(Answer.Success.class);
        SERVER.verify(
                1,
                deleteRequestedFor(urlEqualTo("/registry/DocumentReference/d1"))
                        .withHeader(
                                "X-Correlation-Id", equalTo(delete().headers().get("X-Correlation-Id"))));
        assertThat(SERVER.findAll(deleteRequestedFor(anyUrl())).get(0).getBody())
                .isEmpty();
    }

    @Test
    void takesAnErrorStatusForAnAnswer() {
        serve(aResponse().withStatus(503).withHeader("Retry-After", "7").withBody("<html>"));

        assertThat(write(put())).isInstanceOfSatisfying(Answer.Unavailable.class, down -> assertThat(down.retryAfter())
                .isEqualTo(Duration.ofSeconds(7)));
        SERVER.verify(1, putRequestedFor(anyUrl()));
    }

    @Test
    void noticesThatTheFarSideDoesNotEchoTheIds() {
        serve(aResponse().withStatus(503));

        assertThat(write(put()).what()).contains("without the ids of the call");
    }

    @Test
    void takesAnEchoForOne() {
        serve(aResponse()
                .withStatus(503)
                .withHeader("X-Request-Id", put().headers().get("X-Request-Id"))
                .withHeader("X-Correlation-Id", put().headers().get("X-Correlation-Id")));

        assertThat(write(put()).what()).isEqualTo("HTTP 503");
    }

    @Test
    void doesNotTakeASentVersionForTheAnswersOwn() {
        serve(aResponse().withStatus(200));

        assertThat(((Answer.Success) write(put())).etag()).isNull();
    }

    @Test
    void takesABrokenConnectionForAnAnswerThatMayHaveBeenApplied() {
        serve(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

        assertThat(write(put())).isEqualTo(new Answer.MaybeApplied("connection lost before the answer"));
    }

    @Test
    void takesAnAnswerThatIsTooLargeForNone() {
        serve(aResponse().withBody("a".repeat(20_000)));

        assertThat(write(put())).isEqualTo(new Answer.Invalid("answer larger than the limit"));
    }

    /** Whatever was decided before. */
    @Test
    void writesNothingOfADryRun() {
        serve(aResponse().withStatus(200));
        Cancellation meant = cancellation();
        Cancellation dryRun = new Cancellation(
                meant.cancellationId(),
                meant.correlationId(),
                meant.generation(),
                meant.receivedAt(),
                meant.acceptedAt(),
                meant.request().asDryRun(),
                meant.source(),
                meant.replyTo(),
                meant.provider(),
                meant.registry());

        for (Call call : List.of(put(), delete())) {
            assertThat(sent(call, dryRun).getException()).isInstanceOf(IllegalStateException.class);
            assertThat(sent(call, null).getException()).isInstanceOf(IllegalStateException.class);
        }
        SERVER.verify(0, anyRequestedFor(anyUrl()));
    }

    /** What was accepted before is meant, and must not be lost; nor may it be written now. */
    @Test
    void holdsBackWhatIsMeantWhileTheProgramOnlyRehearses() {
        serve(aResponse().withStatus(200));
        guard = new WriteGuard(true, Duration.ofMinutes(5));

        assertThat(write(put()))
                .isEqualTo(new Answer.HeldBack("the program only rehearses (bars.dry-run)", Duration.ofMinutes(5)));
        SERVER.verify(0, anyRequestedFor(anyUrl()));
    }

    private Exchange sent(Call call, Cancellation cancellation) {
        return template.send("direct:write", sent -> {
            sent.setVariable("cancellation", cancellation);
            sent.getMessage().setBody(call);
        });
    }

    private Answer write(Call call) {
        Exchange exchange = template.send("direct:write", sent -> {
            sent.setVariable("cancellation", cancellation());
            sent.getMessage().setHeader("left-over", "9990000018");
            sent.getMessage().setBody(call);
        });
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage().getBody(Answer.class);
    }

    private static Call put() {
        return new BarsCalls()
                .putAppointment(farSide("provider", SERVER.url("/provider")), cancellation(), BODY, "W/\"1\"");
    }

    private static Call delete() {
        return new BarsCalls().deletePointer(farSide("registry", SERVER.url("/registry")), cancellation(), "d1");
    }

    private static void serve(ResponseDefinitionBuilder response) {
        SERVER.stubFor(any(anyUrl()).willReturn(response));
    }
}
