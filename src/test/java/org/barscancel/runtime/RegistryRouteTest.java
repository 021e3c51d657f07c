package org.barscancel.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy;
import org.apache.camel.spi.Registry;
import org.barscancel.bars.Answer;
import org.barscancel.bars.BarsCalls;
import org.barscancel.bars.Call;
import org.barscancel.bars.NoAuthentication;
import org.barscancel.cancellation.Cancellation;
import org.barscancel.cancellation.ProviderOutcome;
import org.barscancel.cancellation.ProviderProgress;
import org.barscancel.cancellation.RegistryOutcome;
import org.barscancel.leg.RegistryLeg;
import org.barscancel.leg.RetryPolicy;
import org.barscancel.leg.Search;
import org.barscancel.leg.Unsettled;
import org.barscancel.leg.Verdict;
import org.barscancel.problem.ProblemCode;
import org.barscancel.registry.PointerPolicy;
import org.barscancel.registry.PointerRules;
import org.barscancel.registry.RegistryAction;
import org.barscancel.request.CancellationRequest;
import org.barscancel.request.TargetStatus;
import org.junit.jupiter.api.Test;

class RegistryRouteTest extends RouteTestSupport {
    private final List<String> searchedFor = new ArrayList<>();
    private MockEndpoint read;
    private MockEndpoint write;
    private MockEndpoint concluded;

    @Override
    List<String> files() {
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
                "registryLeg",
                new RegistryLeg(
                        new PointerRules(new PointerPolicy(RegistryAction.DELETE, "A1001", false, null)),
                        new Unsettled(retry, () -> true, CLOCK),
                        RegistryOutcome.REMOVED));
        registry.bind("pointerSteps", new GroupedBodyAggregationStrategy());
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
    void removesEachPointerAfterReadingItAgain() throws Exception {
        begin(pointer("d1", "A1001"), pointer("d2", "A1001"));
        answer(read, pointer("d1", "A1001"), pointer("d2", "A1001"));
        answer(write, "", "");

        Verdict.Finished finished = (Verdict.Finished) run(cancelled());

        assertThat(finished.registry()).isEqualTo(RegistryOutcome.REMOVED);
        assertThat(finished.pointers()).isEqualTo(2);
        assertThat(calls(read)).containsExactly("GET DocumentReference/d1", "GET DocumentReference/d2");
        assertThat(calls(write)).containsExactly("DELETE DocumentReference/d1", "DELETE DocumentReference/d2");
    }

    @Test
    void isDoneWhereThereIsNoPointer() throws Exception {
        begin();

        assertThat(((Verdict.Finished) run(cancelled())).registry()).isEqualTo(RegistryOutcome.ALREADY_ABSENT);
        assertThat(write.getReceivedCounter()).isZero();
    }

    @Test
    void leavesAPointerOfAnotherOrganisation() throws Exception {
        begin(pointer("d1", "B2002"), pointer("d2", "A1001"));
        answer(read, pointer("d1", "B2002"), pointer("d2", "A1001"));
        answer(write, "");

        Verdict.Park park = (Verdict.Park) run(cancelled());

        assertThat(park.problem().code()).isEqualTo(ProblemCode.POINTER_NOT_OURS);
        assertThat(calls(write)).containsExactly("DELETE DocumentReference/d2");
    }

    @Test
    void triesTheOthersWhenOneCannotBeRead() throws Exception {
        begin(pointer("d1", "A1001"), pointer("d2", "A1001"));
        read.whenExchangeReceived(
                1, exchange -> exchange.getMessage().setBody(new Answer.Unavailable("HTTP 503", null)));
        read.whenExchangeReceived(2, exchange -> exchange.getMessage().setBody(success(pointer("d2", "A1001"))));
        answer(write, "");

        Verdict verdict = run(cancelled());

        assertThat(verdict).isInstanceOf(Verdict.Again.class);
        assertThat(verdict.cancellation().registry().removed()).containsExactly("d2");
    }

    @Test
    void takesTheNhsNumberFromThePatient() throws Exception {
        begin();
        answer(
                read,
                "{\"resourceType\":\"Patient\",\"id\":\"p1\",\"identifier\":[{\"system\":"
                        + "\"https://fhir.nhs.uk/Id/nhs-number\",\"value\":\"9990000026\"}]}");

        assertThat(run(withoutNhsNumber("p1"))).isInstanceOf(Verdict.Finished.class);
        assertThat(calls(read)).containsExactly("GET Patient/p1");
        assertThat(searchedFor).singleElement().asString().contains("9990000026");
    }

    @Test
    void parksWithoutAnNhsNumberAndSearchesNothing() throws Exception {
        begin();

        assertThat(((Verdict.Park) run(withoutNhsNumber(null))).problem().code())
                .isEqualTo(ProblemCode.NO_NHS_NUMBER);
        assertThat(searchedFor).isEmpty();
    }

    @Test
    void leavesTheMessageToTheBrokerWhenAStepBreaks() throws Exception {
        begin(pointer("d1", "A1001"), pointer("d2", "A1001"));
        read.whenExchangeReceived(1, exchange -> {
            throw new IllegalStateException("The program broke");
        });

        assertThat(send(json(cancelled())).getException()).isNotNull().hasRootCauseMessage("The program broke");
        assertThat(read.getReceivedCounter()).isEqualTo(1);
        assertThat(concluded.getReceivedCounter()).isZero();
    }

    private void begin(String... found) throws Exception {
        start("registry");
        read = getMockEndpoint("mock:read");
        write = getMockEndpoint("mock:write");
        concluded = getMockEndpoint("mock:conclude");
        getMockEndpoint("mock:search").whenAnyExchangeReceived(exchange -> {
            Search search = exchange.getMessage().getBody(Search.class);
            searchedFor.add(search.nextPath());
            Call call = new BarsCalls()
                    .searchPointers(
                            farSide("registry", "https://registry.example/fhir"), cancelled(), search.nextPath());
            exchange.getMessage().setBody(search.with(call, bundle(found)));
        });
    }

    private Verdict run(Cancellation cancellation) {
        Exchange exchange = send(json(cancellation));
        assertThat(exchange.getException()).isNull();
        return concluded.getExchanges().get(0).getMessage().getBody(Verdict.class);
    }

    private static void answer(MockEndpoint far, String... bodies) {
        for (int i = 0; i < bodies.length; i++) {
            String body = bodies[i];
            far.whenExchangeReceived(i + 1, exchange -> exchange.getMessage().setBody(success(body)));
        }
    }

    private static List<String> calls(MockEndpoint far) {
        return far.getReceivedExchanges().stream()
                .map(exchange -> exchange.getMessage().getBody(Call.class))
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

    private static Answer.Success bundle(String... resources) {
        List<String> entries =
                List.of(resources).stream().map(r -> "{\"resource\":" + r + "}").toList();
        return success(
                "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"entry\":[" + String.join(",", entries) + "]}");
    }

    private static Answer.Success success(String body) {
        return new Answer.Success("HTTP 200", body.getBytes(StandardCharsets.UTF_8), null);
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
