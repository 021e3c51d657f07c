package org.barscancel.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.spi.Registry;
import org.barscancel.appointment.CancellationPolicy;
import org.barscancel.appointment.CancellationRules;
import org.barscancel.appointment.PastAppointments;
import org.barscancel.appointment.PatientCheck;
import org.barscancel.appointment.ReasonElement;
import org.barscancel.bars.Answer;
import org.barscancel.bars.BarsCalls;
import org.barscancel.leg.Confirmation;
import org.barscancel.leg.ProviderLeg;
import org.barscancel.leg.Search;
import org.barscancel.leg.Verdict;
import org.barscancel.problem.ProblemCode;
import org.junit.jupiter.api.Test;

class CancelRouteTest extends LegRouteTestSupport {
    private static final String SHOWN = actor("{\"identifier\":" + identifier(PATIENT.value()) + "}");
    private static final String REFERRED = actor("{\"reference\":\"Patient/p1\"}");

    @Override
    List<String> files() {
        return List.of("30-cancel", "31-ask-patient", "32-ask-appointments", "33-put-appointment", "60-open");
    }

    @Override
    protected void bindToRegistry(Registry registry) {
        super.bindToRegistry(registry);
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
                        unsettled(),
                        true,
                        CLOCK));
    }

    @Test
    void readsBeforeItWritesAndConcludesWithTheAnswer() throws Exception {
        begin("cancel");
        answer(read, appointment("booked", SHOWN));
        answer(write, appointment("cancelled", SHOWN));

        Verdict verdict = run();

        assertThat(verdict).isInstanceOf(Verdict.Proceed.class);
        assertThat(calls(read).get(0).path()).isEqualTo("Appointment/a1");
        assertThat(calls(write).get(0).method()).isEqualTo("PUT");
        assertThat(new String(calls(write).get(0).body(), StandardCharsets.UTF_8))
                .contains("\"status\":\"cancelled\"");
        assertThat(calls(write).get(0).headers()).containsEntry("If-Match", "W/\"1\"");
        assertThat(search.getExchanges()).isEmpty();
    }

    @Test
    void writesNothingToAnAppointmentThatIsNotCurrent() throws Exception {
        begin("cancel");
        answer(read, appointment("noshow", SHOWN));

        assertThat(((Verdict.Reject) run()).problem().code()).isEqualTo(ProblemCode.NOT_CURRENT);
        assertThat(write.getExchanges()).isEmpty();
    }

    @Test
    void writesNothingWhenTheReadFails() throws Exception {
        begin("cancel");
        answer(read, new Answer.Unavailable("HTTP 503", null));

        assertThat(run()).isInstanceOf(Verdict.Again.class);
        assertThat(write.getExchanges()).isEmpty();
    }

    @Test
    void asksThePatientFirst() throws Exception {
        begin("cancel");
        answer(read, appointment("booked", REFERRED), patient(PATIENT.value()));
        answer(write, appointment("cancelled", REFERRED));

        assertThat(run()).isInstanceOf(Verdict.Proceed.class);
        assertThat(calls(read).get(1).path()).isEqualTo("Patient/p1");
    }

    @Test
    void writesNothingToAnAppointmentOfAnotherPatient() throws Exception {
        begin("cancel");
        answer(read, appointment("booked", REFERRED), patient("9990000026"));

        assertThat(((Verdict.Reject) run()).problem().code()).isEqualTo(ProblemCode.PATIENT_MISMATCH);
        assertThat(write.getExchanges()).isEmpty();
    }

    @Test
    void searchesWhenThePatientCannotBeRead() throws Exception {
        begin("cancel");
        answer(read, appointment("booked", REFERRED), new Answer.NotRouted("HTTP 404"));
        search.whenAnyExchangeReceived(exchange -> exchange.getMessage()
                .setBody(exchange.getMessage()
                        .getBody(Search.class)
                        .with(
                                new BarsCalls().searchAppointments(PROVIDER, cancellation(), PATIENT),
                                bundle("{\"resourceType\":\"Appointment\",\"id\":\"a1\"}"))));
        answer(write, success(""));

        assertThat(run()).isInstanceOf(Verdict.Proceed.class);
    }

    @Test
    void writesNothingWhenTheSearchFails() throws Exception {
        begin("cancel");
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
        begin("cancel");

        Exchange exchange = send("no cancellation");

        assertThat(exchange.getException()).isNotNull();
        assertThat(concluded.getExchanges()).isEmpty();
    }

    @Test
    void leavesTheMessageToTheBrokerWhenItCannotBeConcluded() throws Exception {
        begin("cancel");
        answer(read, appointment("noshow", SHOWN));
        concluded.whenAnyExchangeReceived(exchange -> {
            throw new IllegalStateException("The broker is full");
        });

        assertThat(send(json(cancellation())).getException()).hasMessage("The broker is full");
    }

    private Verdict run() {
        return run(cancellation());
    }

    private static Answer.Success appointment(String status, String elements) {
        return success("{\"resourceType\":\"Appointment\",\"id\":\"a1\",\"status\":\"" + status
                + "\",\"start\":\"2026-12-01T09:30:00+00:00\"," + elements + "}");
    }

    private static String actor(String actor) {
        return "\"participant\":[{\"actor\":" + actor + "}]";
    }
}
