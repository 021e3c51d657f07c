package org.barscancel.runtime.leg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy;
import org.apache.camel.spi.Registry;
import org.barscancel.bars.Answer;
import org.barscancel.bars.BarsCalls;
import org.barscancel.bars.Call;
import org.barscancel.cancellation.Cancellation;
import org.barscancel.cancellation.ProviderOutcome;
import org.barscancel.cancellation.ProviderProgress;
import org.barscancel.cancellation.RegistryOutcome;
import org.barscancel.leg.Given;
import org.barscancel.leg.RegistryLeg;
import org.barscancel.leg.Search;
import org.barscancel.leg.Verdict;
import org.barscancel.problem.ProblemCode;
import org.barscancel.registry.PointerPolicy;
import org.barscancel.registry.PointerRules;
import org.barscancel.registry.RegistryAction;
import org.barscancel.request.CancellationRequest;
import org.barscancel.request.TargetStatus;
import org.junit.jupiter.api.Test;

class RegistryRouteTest extends LegRouteTestSupport {
    private final List<String> searchedFor = new ArrayList<>();

    @Override
    public List<String> files() {
        return List.of(
                "40-registry",
                "41-identify-patient",
                "42-find-pointers",
                "43-remove-pointers",
                "44-remove-pointer",
                "60-open");
    }

    @Override
    protected void bindToRegistry(Registry registry) {
        super.bindToRegistry(registry);
        registry.bind(
                "registryLeg",
                new RegistryLeg(
                        cancellation -> FAR_SIDES
                                .find(cancellation)
                                .map(pair -> new PointerRules(
                                        new PointerPolicy(RegistryAction.DELETE, "A1001", false, null))),
                        Given.unsettled()));
        registry.bind("pointerSteps", new GroupedBodyAggregationStrategy());
    }

    @Test
    void removesEachPointerAfterReadingItAgain() throws Exception {
        beginWith(pointer("d1", "A1001"), pointer("d2", "A1001"));
        answer(read, success(pointer("d1", "A1001")), success(pointer("d2", "A1001")));
        answer(write, success(""), success(""));

        Verdict.Finished finished = (Verdict.Finished) run(cancelled());

        assertThat(finished.registry()).isEqualTo(RegistryOutcome.REMOVED);
        assertThat(finished.pointers()).isEqualTo(2);
        assertThat(asked(read)).containsExactly("GET DocumentReference/d1", "GET DocumentReference/d2");
        assertThat(asked(write)).containsExactly("DELETE DocumentReference/d1", "DELETE DocumentReference/d2");
    }

    @Test
    void isDoneWhereThereIsNoPointer() throws Exception {
        beginWith();

        assertThat(((Verdict.Finished) run(cancelled())).registry()).isEqualTo(RegistryOutcome.ALREADY_ABSENT);
        assertThat(write.getReceivedCounter()).isZero();
    }

    @Test
    void leavesAPointerOfAnotherOrganisation() throws Exception {
        beginWith(pointer("d1", "B2002"), pointer("d2", "A1001"));
        answer(read, success(pointer("d1", "B2002")), success(pointer("d2", "A1001")));
        answer(write, success(""));

        Verdict.Park park = (Verdict.Park) run(cancelled());

        assertThat(park.problem().code()).isEqualTo(ProblemCode.POINTER_NOT_OURS);
        assertThat(asked(write)).containsExactly("DELETE DocumentReference/d2");
    }

    @Test
    void triesTheOthersWhenOneCannotBeRead() throws Exception {
        beginWith(pointer("d1", "A1001"), pointer("d2", "A1001"));
        answer(read, new Answer.Unavailable("HTTP 503", null), success(pointer("d2", "A1001")));
        answer(write, success(""));

        Verdict verdict = run(cancelled());

        assertThat(verdict).isInstanceOf(Verdict.Again.class);
        assertThat(verdict.cancellation().registry().removed()).containsExactly("d2");
    }

    @Test
    void takesTheNhsNumberFromThePatient() throws Exception {
        beginWith();
        answer(read, patient("9990000026"));

        assertThat(run(withoutNhsNumber("p1"))).isInstanceOf(Verdict.Finished.class);
        assertThat(asked(read)).containsExactly("GET Patient/p1");
        assertThat(searchedFor).singleElement().asString().contains("9990000026");
    }

    @Test
    void asksTheRegistryOfTheCancellationsProviderAndThatProviderForThePatient() throws Exception {
        beginWith(pointer("d1", "A1001"));
        answer(read, patient(PATIENT.value()), success(pointer("d1", "A1001")));
        answer(write, success(""));

        assertThat(run(withoutNhsNumber("p1").to("north"))).isInstanceOf(Verdict.Finished.class);
        assertThat(calls(read))
                .extracting(Call::url)
                .containsExactly(
                        "https://north.example/fhir/Patient/p1",
                        "https://pointers-north.example/fhir/DocumentReference/d1");
        assertThat(calls(write).get(0).url()).isEqualTo("https://pointers-north.example/fhir/DocumentReference/d1");
    }

    @Test
    void parksWhatIsOfAProviderThatIsNoLongerSetUp() throws Exception {
        beginWith();

        Verdict.Park park = (Verdict.Park) run(cancelled().to("gone"));

        assertThat(park.problem().code()).isEqualTo(ProblemCode.CONFIGURATION);
        assertThat(park.problem().nextAction()).contains("bars.providers.gone");
        assertThat(searchedFor).isEmpty();
    }

    @Test
    void parksWithoutAnNhsNumberAndSearchesNothing() throws Exception {
        beginWith();

        assertThat(((Verdict.Park) run(withoutNhsNumber(null))).problem().code())
                .isEqualTo(ProblemCode.NO_NHS_NUMBER);
        assertThat(searchedFor).isEmpty();
    }

    @Test
    void leavesTheMessageToTheBrokerWhenAStepBreaks() throws Exception {
        beginWith(pointer("d1", "A1001"), pointer("d2", "A1001"));
        read.whenExchangeReceived(1, exchange -> {
            throw new IllegalStateException("The program broke");
        });

        assertThat(send(json(cancelled())).getException()).isNotNull().hasRootCauseMessage("The program broke");
        assertThat(read.getReceivedCounter()).isEqualTo(1);
        assertThat(concluded.getReceivedCounter()).isZero();
    }

    /** Starts with a registry whose search finds these. */
    private void beginWith(String... found) throws Exception {
        begin("registry");
        search.whenAnyExchangeReceived(exchange -> {
            Search asked = exchange.getMessage().getBody(Search.class);
            searchedFor.add(asked.nextPath());
            Call call = new BarsCalls().searchPointers(REGISTRY, cancelled(), asked.nextPath());
            exchange.getMessage().setBody(asked.with(call, bundle(found)));
        });
    }

    private static List<String> asked(MockEndpoint far) {
        return calls(far).stream()
                .map(call -> call.method() + " " + call.path())
                .toList();
    }

    private static Cancellation withoutNhsNumber(String patientId) {
        Cancellation given = cancellation();
        return new Cancellation(
                given.cancellationId(),
                given.correlationId(),
                0,
                NOW,
                NOW,
                new CancellationRequest(null, null, "a1", TargetStatus.CANCELLED, null, null, null, null),
                given.source(),
                null,
                ProviderProgress.NONE
                        .with(new ProviderProgress.Facts(null, patientId, null))
                        .ended(ProviderOutcome.DONE),
                given.registry());
    }

    private static String pointer(String id, String custodian) {
        return """
               {"resourceType":"DocumentReference","id":"%s","status":"current",
                "type":{"coding":[{"system":"http://snomed.info/sct","code":"749001000000101"}]},
                "subject":{"identifier":{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"9990000018"}},
                "custodian":{"identifier":{"system":"https://fhir.nhs.uk/Id/ods-organization-code","value":"%s"}},
                "identifier":[{"system":"https://fhir.nhs.uk/Id/BaRS-Identifier","value":"a1"}]}"""
                .formatted(id, custodian);
    }
}
