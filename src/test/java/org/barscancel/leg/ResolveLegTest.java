package org.barscancel.leg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.barscancel.bars.Answer;
import org.barscancel.bars.Call;
import org.barscancel.cancellation.Cancellation;
import org.barscancel.cancellation.Leg;
import org.barscancel.cancellation.ProviderOutcome;
import org.barscancel.problem.ProblemCode;
import org.barscancel.registry.PointerLookup;
import org.barscancel.registry.PointerPolicy;
import org.barscancel.registry.RegistryAction;
import org.barscancel.request.CancellationRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResolveLegTest {
    private static final String NUMBERED = "\"identifier\":[{\"system\":\"urn:pas\",\"value\":\"B-17\"}]";

    private final ResolveLeg byRegistry = leg(ResolveByPatientAndStart.REGISTRY, ResolveByBookingNumber.PATIENT);
    private final ResolveLeg byProvider = leg(ResolveByPatientAndStart.PROVIDER, ResolveByBookingNumber.IDENTIFIER);

    @Test
    void looksInTheRegistryForThePatientsPointers() {
        assertThat(search(byRegistry, Given.BY_TIME).nextPath())
                .startsWith("DocumentReference?subject:identifier=")
                .contains("9990000018");
    }

    @Test
    void looksAtTheProviderForThePatientsAppointments() {
        assertThat(search(byProvider, Given.BY_TIME).nextPath()).startsWith("Appointment?patient:identifier=");
        assertThat(search(byRegistry, Given.BY_NUMBER).nextPath()).startsWith("Appointment?patient:identifier=");
    }

    @Test
    void looksAtTheProviderForTheNumber() {
        assertThat(search(byProvider, Given.BY_NUMBER).nextPath()).isEqualTo("Appointment?identifier=urn%3Apas%7CB-17");
    }

    @Test
    void parksWhatMayNoLongerBeLookedUp() {
        ResolveLeg off = leg(ResolveByPatientAndStart.NONE, ResolveByBookingNumber.NONE);

        for (CancellationRequest request : List.of(Given.BY_TIME, Given.BY_NUMBER)) {
            Verdict.Park verdict = (Verdict.Park) ((ResolveStep.Ended) off.begin(Given.sought(request))).verdict();

            assertThat(verdict.problem().code()).isEqualTo(ProblemCode.CONFIGURATION);
            assertThat(verdict.problem().message()).contains("bars.resolve.").contains(" is none");
            assertThat(verdict.leg()).isEqualTo(Leg.PROVIDER);
            assertThat(verdict.cancellation().provider().outcome()).isEqualTo(ProviderOutcome.PARKED);
        }
    }

    @Test
    void doesNotLookUpAnAppointmentThatIsNamed() {
        assertThatThrownBy(() -> byRegistry.begin(Given.cancellation())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void takesWhatFitsAlone() {
        assertThat(found(byRegistry, Given.BY_TIME, pointer("p1", "a1"), pointer("p2", "a1")))
                .isInstanceOfSatisfying(Verdict.Found.class, found -> assertThat(
                                found.cancellation().appointmentId())
                        .isEqualTo("a1"));
        assertThat(found(byProvider, Given.BY_TIME, appointment("a2", Given.actor(Given.PATIENT))))
                .isInstanceOfSatisfying(Verdict.Found.class, found -> assertThat(
                                found.cancellation().appointmentId())
                        .isEqualTo("a2"));
        assertThat(found(byProvider, Given.BY_NUMBER, appointment("a3", NUMBERED)))
                .isInstanceOfSatisfying(Verdict.Found.class, found -> assertThat(
                                found.cancellation().appointmentId())
                        .isEqualTo("a3"));
    }

    /** The run that finds it does nothing else, so it uses up nothing of the time for what follows. */
    @Test
    void countsNoAttemptForWhatIsFound() {
        Cancellation waited = Given.sought(Given.BY_TIME)
                .with(Given.cancellation().provider().attempted(Given.NOW).renewed());
        ResolveStep.Look look = (ResolveStep.Look) byRegistry.begin(waited);

        Cancellation found =
                byRegistry.found(look, read(look.search(), pointer("p1", "a1"))).cancellation();

        assertThat(found.provider().attempts()).isOne();
        assertThat(found.provider().firstAttemptAt()).isEqualTo(Given.NOW);
        assertThat(found.provider().tokenRenewed()).as("at the provider").isFalse();
        assertThat(found.request()).isEqualTo(Given.BY_TIME);
    }

    @Test
    void rejectsWhatNothingFits() {
        assertThat(rejected(found(byRegistry, Given.BY_TIME)))
                .isEqualTo("not-found: 0 appointments fit: the registry has none of that patient and start.");
        assertThat(rejected(found(byProvider, Given.BY_NUMBER)))
                .isEqualTo("not-found: 0 appointments fit: the provider has none of that booking number.");
    }

    @Test
    void rejectsWhatSeveralFit() {
        assertThat(rejected(found(byRegistry, Given.BY_TIME, pointer("p1", "a1"), pointer("p2", "a2"))))
                .isEqualTo("ambiguous: 2 appointments fit what the request says, by the registry, so it is not certain"
                        + " which one is meant.");
        assertThat(rejected(found(
                        byProvider,
                        Given.BY_NUMBER,
                        appointment("a1", NUMBERED),
                        appointment("a2", NUMBERED),
                        appointment("a3", NUMBERED))))
                .startsWith("ambiguous: 3 appointments");
    }

    @Test
    void rejectsWhatFitsWithoutAnId() {
        assertThat(rejected(found(byProvider, Given.BY_NUMBER, appointment("a/1", NUMBERED))))
                .startsWith("not-found: 1 appointment fits");
    }

    @Test
    void rejectsWhatFitsButForItsPatient() {
        assertThat(rejected(found(
                        byProvider,
                        Given.BY_TIME,
                        appointment("a1", "\"description\":\"hidden\""),
                        appointment("a2", Given.actor(Given.OTHER_PATIENT)))))
                .startsWith("patient-unverified: 1 appointments fit but for their patient");
    }

    @ParameterizedTest
    @EnumSource(Outage.class)
    void waitsForAFarSideThatIsDown(Outage outage) {
        Verdict.Again again = (Verdict.Again) failed(byRegistry, outage.answer);

        assertThat(again.leg()).isEqualTo(Leg.PROVIDER);
        assertThat(again.why()).startsWith("The registry did not settle it");
        assertThat(again.cancellation().provider().attempts()).isOne();
        assertThat(again.cancellation().lacksAppointment()).isTrue();
        assertThat(((Verdict.Again) failed(byProvider, outage.answer)).why())
                .startsWith("The provider did not settle it");
    }

    @Test
    void countsNothingForACallThatIsNotMade() {
        Verdict.Again again =
                (Verdict.Again) failed(byRegistry, new Answer.HeldBack("paused", java.time.Duration.ofSeconds(3)));

        assertThat(again.delay()).hasSeconds(3);
        assertThat(again.cancellation().provider().attempts()).isZero();
    }

    @Test
    void parksOrRejectsWhatSettlesNothing() {
        Map<Answer, ProblemCode> codes = Map.of(
                new Answer.Unauthorised("HTTP 403", false), ProblemCode.UNAUTHORISED,
                new Answer.NotRouted("HTTP 404"), ProblemCode.ROUTING,
                new Answer.Invalid("HTTP 200"), ProblemCode.INVALID_ANSWER);
        codes.forEach((answer, code) -> {
            Verdict.Park park = (Verdict.Park) failed(byRegistry, answer);
            assertThat(park.problem().code()).isEqualTo(code);
            assertThat(park.leg()).isEqualTo(Leg.PROVIDER);
        });
        assertThat(rejected(failed(byRegistry, new Answer.Refused("HTTP 400"))))
                .isEqualTo("refused: The registry refuses the message (HTTP 400).");
        assertThat(rejected(failed(byProvider, new Answer.Absent("HTTP 404"))))
                .isEqualTo("not-found: The provider does not know the appointments searched for (HTTP 404).");
    }

    @Test
    void renewsTheTokenOnce() {
        Answer expired = new Answer.Unauthorised("HTTP 401", true);
        Verdict.Again renewed = (Verdict.Again) failed(byRegistry, expired);
        ResolveStep.Look look = (ResolveStep.Look) byRegistry.begin(renewed.cancellation());

        assertThat(byRegistry.found(look, failure(look, expired))).isInstanceOf(Verdict.Park.class);
    }

    private enum Outage {
        DOWN(new Answer.Unavailable("HTTP 503", null)),
        NOT_REACHED(new Answer.NotSent("connection refused")),
        NO_ANSWER(new Answer.MaybeApplied("time-out")),
        TOO_MANY(new Answer.TooManyRequests("HTTP 429", null));

        private final Answer answer;

        Outage(Answer answer) {
            this.answer = answer;
        }
    }

    private static ResolveLeg leg(ResolveByPatientAndStart byTime, ResolveByBookingNumber byNumber) {
        PointerPolicy policy = new PointerPolicy(RegistryAction.DELETE, "A1001", false, null);
        return new ResolveLeg(
                byTime,
                byNumber,
                cancellation -> Optional.of(new PointerLookup(policy)),
                Given.unsettled(),
                Given.unsettled());
    }

    private static Search search(ResolveLeg leg, CancellationRequest request) {
        return ((ResolveStep.Look) leg.begin(Given.sought(request))).search();
    }

    private static Verdict found(ResolveLeg leg, CancellationRequest request, String... resources) {
        ResolveStep.Look look = (ResolveStep.Look) leg.begin(Given.sought(request));
        return leg.found(look, read(look.search(), resources));
    }

    private static Verdict failed(ResolveLeg leg, Answer answer) {
        ResolveStep.Look look = (ResolveStep.Look) leg.begin(Given.sought(Given.BY_TIME));
        return leg.found(look, failure(look, answer));
    }

    private static Search failure(ResolveStep.Look look, Answer answer) {
        return look.search().with(SearchTest.call(look.search().resourceType()), answer);
    }

    private static Search read(Search search, String... resources) {
        Call call = SearchTest.call(search.resourceType());
        return search.with(call, Given.bundle(resources));
    }

    private static String rejected(Verdict verdict) {
        Verdict.Reject reject = (Verdict.Reject) verdict;
        assertThat(reject.leg()).isEqualTo(Leg.PROVIDER);
        assertThat(reject.cancellation().provider().outcome()).isEqualTo(ProviderOutcome.REJECTED);
        assertThat(reject.problem().message()).doesNotContain("9990000018", "B-17", "2026-12-01");
        return reject.problem().code().code() + ": " + reject.problem().message();
    }

    private static String pointer(String id, String appointmentId) {
        return Given.pointer(id, appointmentId, "A1001")
                .replace(
                        "\"status\":\"current\"",
                        "\"status\":\"current\",\"context\":{\"period\":{\"start\":\"2026-12-01T10:30:00+01:00\"}}");
    }

    private static String appointment(String id, String element) {
        return "{\"resourceType\":\"Appointment\",\"id\":\"" + id
                + "\",\"status\":\"booked\",\"start\":\"2026-12-01T09:30:00Z\"," + element + "}";
    }
}
