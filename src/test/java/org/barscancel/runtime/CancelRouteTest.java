package org.barscancel.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.spi.Registry;
import org.barscancel.appointment.CancellationPolicy;
import org.barscancel.appointment.CancellationRules;
import org.barscancel.appointment.PastAppointments;
import org.barscancel.appointment.PatientCheck;
import org.barscancel.appointment.ReasonElement;
import org.barscancel.bars.Answer;
import org.barscancel.bars.BarsCalls;
import org.barscancel.bars.Call;
import org.barscancel.bars.NoAuthentication;
import org.barscancel.leg.Confirmation;
import org.barscancel.leg.ProviderLeg;
import org.barscancel.leg.RetryPolicy;
import org.barscancel.leg.Search;
import org.barscancel.leg.Unsettled;
import org.barscancel.leg.Verdict;
import org.barscancel.problem.ProblemCode;
import org.junit.jupiter.api.Test;

class CancelRouteTest extends RouteTestSupport {
    private static final String SHOWN = actor("{\"identifier\":" + identifier(PATIENT.value()) + "}");
    private static final String REFERRED = actor("{\"reference\":\"Patient/p1\"}");

    private MockEndpoint read;
    private MockEndpoint search;
    private MockEndpoint write;
    private MockEndpoint concluded;

    @Override
    List<String> files() {
        return List.of("30-cancel", "31-ask-patient", "32-ask-appointments", "33-put-appointment", "60-open");
    }

    @Override
    protected void bindToRegistry(Registry registry) {
        registry.bind(
                "farSideCalls",
                new FarSideCalls(
                        farSide("provider", "https://provider.example/fhir"),
                        farSide("registry", "https://registry.example/fhir"),
                        new BarsCalls(),
                        new NoAuthentication()));
        RetryPolicy retry =
                new RetryPolicy(Duration.ofSeconds(1), 2, Duration.ofMinutes(5), Duration.ofHours(24), new Random(1));
        registry.bind(
                "providerLeg",
                new ProviderLeg(
                        new CancellationRules(
                                new CancellationPolicy(
                                        Set.of("booked"),
                                        PastAppointments.REFUSE,
                                        PatientCheck.VERIFY,
                                        ReasonElement.NONE,
                                        false),
                                CLOCK),
                        Confirmation.ANSWER,
                        new Unsettled(retry, () -> true, CLOCK),
                        true,
                        CLOCK));
    }

    @Override
    protected RoutesBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:read").to("mock:read");
                from("direct:search").to("mock:search");
                from("direct:write").to("mock:write");
                from("direct:conclude").to("mock:conclude");
            }
        };
    }

    @Test
    void readsBeforeItWritesAndConcludesWithTheAnswer() throws Exception {
        begin();
        answer(read, appointment("booked", SHOWN));
        answer(write, appointment("cancelled", SHOWN));

        Verdict verdict = run();

        assertThat(verdict).isInstanceOf(Verdict.Proceed.class);
        assertThat(call(read, 0).path()).isEqualTo("Appointment/a1");
        assertThat(call(write, 0).method()).isEqualTo("PUT");
        assertThat(new String(call(write, 0).body(), StandardCharsets.UTF_8)).contains("\"status\":\"cancelled\"");
        assertThat(call(write, 0).headers()).containsEntry("If-Match", "W/\"1\"");
        assertThat(search.getExchanges()).isEmpty();
    }

    @Test
    void writesNothingToAnAppointmentThatIsNotCurrent() throws Exception {
        begin();
        answer(read, appointment("noshow", SHOWN));

        assertThat(((Verdict.Reject) run()).problem().code()).isEqualTo(ProblemCode.NOT_CURRENT);
        assertThat(write.getExchanges()).isEmpty();
    }

    @Test
    void writesNothingWhenTheReadFails() throws Exception {
        begin();
        answer(read, new Answer.Unavailable("HTTP 503", null));

        assertThat(run()).isInstanceOf(Verdict.Again.class);
        assertThat(write.getExchanges()).isEmpty();
    }

    @Test
    void asksThePatientFirst() throws Exception {
        begin();
        answers(read, appointment("booked", REFERRED), patient(PATIENT.value()));
        answer(write, appointment("cancelled", REFERRED));

        assertThat(run()).isInstanceOf(Verdict.Proceed.class);
        assertThat(call(read, 1).path()).isEqualTo("Patient/p1");
    }

    @Test
    void writesNothingToAnAppointmentOfAnotherPatient() throws Exception {
        begin();
        answers(read, appointment("booked", REFERRED), patient("9990000026"));

        assertThat(((Verdict.Reject) run()).problem().code()).isEqualTo(ProblemCode.PATIENT_MISMATCH);
        assertThat(write.getExchanges()).isEmpty();
    }

    @Test
    void searchesWhenThePatientCannotBeRead() throws Exception {
        begin();
        answers(read, appointment("booked", REFERRED), new Answer.NotRouted("HTTP 404"));
        search.whenAnyExchangeReceived(exchange -> exchange.getMessage()
                .setBody(exchange.getMessage()
                        .getBody(Search.class)
                        .with(
                                new BarsCalls()
                                        .searchAppointments(
                                                farSide("provider", "https://provider.example/fhir"),
                                                cancellation(),
                                                PATIENT),
                                success("{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"entry\":[{\"resource\":"
                                        + "{\"resourceType\":\"Appointment\",\"id\":\"a1\"}}]}"))));
        answer(write, success(""));

        assertThat(run()).isInstanceOf(Verdict.Proceed.class);
    }

    @Test
    void writesNothingWhenTheSearchFails() throws Exception {
        begin();
        answer(read, appointment("booked", "\"comment\":\"nobody shown\""));
        search.whenAnyExchangeReceived(exchange -> exchange.getMessage()
                .setBody(exchange.getMessage()
                        .getBody(Search.class)
                        .with(null, new Answer.Unavailable("HTTP 503", null))));

        assertThat(run()).isInstanceOf(Verdict.Again.class);
        assertThat(write.getExchanges()).isEmpty();
    }

    @Test
    void leavesAMessageThatIsNoCancellationToTheBroker() throws Exception {
        begin();

        Exchange exchange = send("no cancellation");

        assertThat(exchange.getException()).isNotNull();
        assertThat(concluded.getExchanges()).isEmpty();
    }

    @Test
    void leavesTheMessageToTheBrokerWhenItCannotBeConcluded() throws Exception {
        begin();
        answer(read, appointment("noshow", SHOWN));
        concluded.whenAnyExchangeReceived(exchange -> {
            throw new IllegalStateException("The broker is full");
        });

        assertThat(send(json(cancellation())).getException()).hasMessage("The broker is full");
    }

    private void begin() throws Exception {
        start("cancel");
        read = getMockEndpoint("mock:read");
        search = getMockEndpoint("mock:search");
        write = getMockEndpoint("mock:write");
        concluded = getMockEndpoint("mock:conclude");
    }

    private Verdict run() {
        Exchange exchange = send(json(cancellation()));
        assertThat(exchange.getException()).isNull();
        return concluded.getExchanges().get(0).getMessage().getBody(Verdict.class);
    }

    /** The mock keeps the message as it came; the exchange goes on with the answer. */
    private static void answer(MockEndpoint far, Answer answer) {
        far.whenAnyExchangeReceived(exchange -> exchange.getMessage().setBody(answer));
    }

    private static void answers(MockEndpoint far, Answer first, Answer second) {
        far.whenExchangeReceived(1, exchange -> exchange.getMessage().setBody(first));
        far.whenExchangeReceived(2, exchange -> exchange.getMessage().setBody(second));
    }

    private static Call call(MockEndpoint far, int index) {
        return far.getReceivedExchanges().get(index).getMessage().getBody(Call.class);
    }

    private static Answer.Success success(String body) {
        return new Answer.Success("HTTP 200", body.getBytes(StandardCharsets.UTF_8), "W/\"1\"");
    }

    private static Answer.Success appointment(String status, String elements) {
        return success("{\"resourceType\":\"Appointment\",\"id\":\"a1\",\"status\":\"" + status
                + "\",\"start\":\"2026-12-01T09:30:00+00:00\"," + elements + "}");
    }

    private static Answer.Success patient(String number) {
        return success("{\"resourceType\":\"Patient\",\"id\":\"p1\",\"identifier\":[" + identifier(number) + "]}");
    }

    private static String actor(String actor) {
        return "\"participant\":[{\"actor\":" + actor + "}]";
    }

    private static String identifier(String number) {
        return "{\"system\":\"https://fhir.nhs.uk/Id/nhs-number\",\"value\":\"" + number + "\"}";
    }
}
