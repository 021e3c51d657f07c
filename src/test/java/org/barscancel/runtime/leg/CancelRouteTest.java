package org.barscancel.runtime.leg;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.spi.Registry;
import org.barscancel.bars.Answer;
import org.barscancel.bars.BarsCalls;
import org.barscancel.cancellation.Cancellation;
import org.barscancel.cancellation.ProviderProgress;
import org.barscancel.leg.Given;
import org.barscancel.leg.Search;
import org.barscancel.leg.Verdict;
import org.barscancel.problem.ProblemCode;
import org.barscancel.steering.Hold;
import org.barscancel.steering.HoldKind;
import org.junit.jupiter.api.Test;

class CancelRouteTest extends LegRouteTestSupport {
    private static final String SHOWN = actor("{\"identifier\":" + identifier(PATIENT.value()) + "}");
    private static final String REFERRED = actor("{\"reference\":\"Patient/p1\"}");

    private Hold.State list;

    @Override
    public List<String> files() {
        return List.of("30-cancel", "31-ask-patient", "32-ask-appointments", "33-put-appointment", "60-open");
    }

    @Override
    protected void bindToRegistry(Registry registry) {
        super.bindToRegistry(registry);
        registry.bind("providerLeg", Given.providerLeg());
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
    void callsTheProviderThatTheCancellationIsFor() throws Exception {
        begin("cancel");
        answer(read, appointment("booked", SHOWN));
        answer(write, appointment("cancelled", SHOWN));

        assertThat(run(cancellation().to("north"))).isInstanceOf(Verdict.Proceed.class);
        assertThat(calls(read).get(0).url()).isEqualTo("https://north.example/fhir/Appointment/a1");
        assertThat(calls(write).get(0).url()).isEqualTo("https://north.example/fhir/Appointment/a1");
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

    @Test
    void setsARequestAsideWhileItsListIsPausedAndAsksNobody() throws Exception {
        list = Hold.State.PAUSED;
        begin("cancel");

        assertThat(sendOfList(cancellation()).getException()).isNull();

        assertThat(getMockEndpoint("mock:set-aside").getExchanges()).hasSize(1);
        assertThat(read.getExchanges()).isEmpty();
        assertThat(concluded.getExchanges()).isEmpty();
    }

    @Test
    void readsButNeverWritesARequestOfAnAbortedList() throws Exception {
        list = Hold.State.ABORTED;
        begin("cancel");
        answer(read, appointment("booked", SHOWN));

        Verdict verdict = runOfList(cancellation());

        assertThat(((Verdict.Reject) verdict).problem().code()).isEqualTo(ProblemCode.ABORTED);
        assertThat(write.getExchanges()).isEmpty();
    }

    @Test
    void tellsTheTruthOfARequestThatAHiddenRunHadCancelledBeforeItsListWasAborted() throws Exception {
        list = Hold.State.ABORTED;
        begin("cancel");
        answer(read, appointment("cancelled", SHOWN));

        assertThat(runOfList(cancellation())).isInstanceOf(Verdict.Proceed.class);
    }

    @Test
    void waitsUncountedWhenTheProviderDoesNotShowWhetherAnAbortedRequestWasCancelled() throws Exception {
        list = Hold.State.ABORTED;
        begin("cancel");
        answer(read, new Answer.Unavailable("HTTP 503", null));

        Verdict verdict = runOfList(cancellation());

        assertThat(verdict).isInstanceOf(Verdict.Again.class);
        assertThat(verdict.cancellation()).isEqualTo(cancellation());
    }

    @Test
    void refusesWhatWasAcceptedAfterTheAbortWithoutAskingAnybody() throws Exception {
        list = Hold.State.ABORTED;
        begin("cancel");

        template.send("direct:start", exchange -> {
            exchange.getMessage().setBody(json(cancellation()));
            exchange.getMessage().setHeader(Lists.BATCH, "list");
            exchange.getMessage().setHeader(Lists.ABORTED_AT_THE_DOOR, true);
        });

        assertThat(concluded.getExchanges().get(0).getMessage().getBody()).isInstanceOf(Verdict.Reject.class);
        assertThat(read.getExchanges()).isEmpty();
    }

    @Test
    void carriesOutWhatWasBegunWhateverBecomesOfItsList() throws Exception {
        list = Hold.State.ABORTED;
        begin("cancel");
        answer(read, appointment("booked", SHOWN), appointment("booked", SHOWN));
        answer(write, success(""), success(""));
        Cancellation begun = cancellation()
                .with(ProviderProgress.NONE.putMayHaveHappened(cancellation().receivedAt()));

        assertThat(runOfList(begun)).isInstanceOf(Verdict.Proceed.class);
        assertThat(run(cancellation())).as("of no list").isInstanceOf(Verdict.Proceed.class);
    }

    @Override
    public Hold held(String batchId) {
        return list == null ? null : new Hold(HoldKind.BATCH, batchId, list, Instant.EPOCH, "sister.mary");
    }

    private Exchange sendOfList(Cancellation cancellation) {
        return template.send("direct:start", exchange -> {
            exchange.getMessage().setBody(json(cancellation));
            exchange.getMessage().setHeader(Lists.BATCH, "list");
        });
    }

    private Verdict runOfList(Cancellation cancellation) {
        assertThat(sendOfList(cancellation).getException()).isNull();
        return concluded.getExchanges().get(0).getMessage().getBody(Verdict.class);
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
