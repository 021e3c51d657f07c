package org.barscancel.runtime.leg;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.camel.spi.Registry;
import org.barscancel.bars.Answer;
import org.barscancel.bars.BarsCalls;
import org.barscancel.cancellation.Cancellation;
import org.barscancel.leg.Given;
import org.barscancel.leg.ResolveByBookingNumber;
import org.barscancel.leg.ResolveByPatientAndStart;
import org.barscancel.leg.ResolveLeg;
import org.barscancel.leg.Search;
import org.barscancel.leg.Verdict;
import org.barscancel.problem.ProblemCode;
import org.barscancel.registry.PointerLookup;
import org.barscancel.registry.PointerPolicy;
import org.barscancel.registry.RegistryAction;
import org.barscancel.request.BookingNumber;
import org.barscancel.request.CancellationRequest;
import org.barscancel.request.TargetStatus;
import org.junit.jupiter.api.Test;

/** The provider leg of a cancellation whose appointment is not known. */
class ResolveRouteTest extends LegRouteTestSupport {
    private static final String POINTER =
            """
            {"resourceType":"DocumentReference","id":"p1","status":"current",
             "type":{"coding":[{"system":"http://snomed.info/sct","code":"749001000000101"}]},
             "subject":{"identifier":%s},
             "custodian":{"identifier":{"system":"https://fhir.nhs.uk/Id/ods-organization-code","value":"A1001"}},
             "identifier":[{"system":"https://fhir.nhs.uk/Id/BaRS-Identifier","value":"a1"}],
             "context":{"period":{"start":"2026-12-01T09:30:00Z"}}}"""
                    .formatted(identifier(PATIENT.value()));

    @Override
    public List<String> files() {
        return List.of(
                "30-cancel", "31-ask-patient", "32-ask-appointments", "33-put-appointment", "34-resolve", "60-open");
    }

    @Override
    protected void bindToRegistry(Registry registry) {
        super.bindToRegistry(registry);
        registry.bind("providerLeg", Given.providerLeg());
        registry.bind(
                "resolveLeg",
                new ResolveLeg(
                        ResolveByPatientAndStart.REGISTRY,
                        ResolveByBookingNumber.NONE,
                        cancellation -> Optional.of(
                                new PointerLookup(new PointerPolicy(RegistryAction.DELETE, "A1001", false, null))),
                        Given.unsettled(),
                        Given.unsettled()));
    }

    /** So that what was found is on the queue before anything is written: a crash cannot make another one of it. */
    @Test
    void onlyFindsTheAppointmentAndReadsNothingYet() throws Exception {
        begin("cancel");
        pages(bundle(POINTER));

        Verdict verdict = run(sought());

        assertThat(verdict).isInstanceOf(Verdict.Found.class);
        assertThat(verdict.cancellation().foundAppointmentId()).isEqualTo("a1");
        assertThat(concluded.getExchanges()).hasSize(1);
        assertThat(read.getExchanges()).isEmpty();
        assertThat(write.getExchanges()).isEmpty();
    }

    @Test
    void doesNotLookAgainForWhatIsFound() throws Exception {
        begin("cancel");
        answer(read, new Answer.Absent("HTTP 404"));

        Verdict verdict = run(sought().found("a7"));

        assertThat(((Verdict.Reject) verdict).problem().code()).isEqualTo(ProblemCode.NOT_FOUND);
        assertThat(search.getExchanges()).isEmpty();
        assertThat(calls(read).get(0).path()).isEqualTo("Appointment/a7");
    }

    @Test
    void readsNothingWhenNothingIsFound() throws Exception {
        begin("cancel");
        pages(bundle());

        assertThat(((Verdict.Reject) run(sought())).problem().code()).isEqualTo(ProblemCode.NOT_FOUND);
        assertThat(read.getExchanges()).isEmpty();
    }

    @Test
    void asksNobodyWhatMayNotBeLookedUp() throws Exception {
        begin("cancel");
        CancellationRequest numbered = new CancellationRequest(
                null,
                null,
                null,
                TargetStatus.CANCELLED,
                null,
                PATIENT,
                null,
                null,
                new BookingNumber("urn:pas", "7"),
                false);

        assertThat(((Verdict.Park) run(with(numbered))).problem().code()).isEqualTo(ProblemCode.CONFIGURATION);
        assertThat(search.getExchanges()).isEmpty();
    }

    private void pages(Answer page) {
        search.whenAnyExchangeReceived(exchange -> {
            Search asked = exchange.getMessage().getBody(Search.class);
            exchange.getMessage()
                    .setBody(asked.with(
                            new BarsCalls().nextPage(REGISTRY, sought(), asked.resourceType(), asked.nextPath()),
                            page));
        });
    }

    private static Cancellation sought() {
        return with(new CancellationRequest(
                null,
                null,
                null,
                TargetStatus.CANCELLED,
                null,
                PATIENT,
                Instant.parse("2026-12-01T09:30:00Z"),
                null,
                null,
                false));
    }

    private static Cancellation with(CancellationRequest request) {
        ObjectNode asked = MAPPER.valueToTree(cancellation());
        return MAPPER.convertValue(asked.set("request", MAPPER.valueToTree(request)), Cancellation.class);
    }
}
