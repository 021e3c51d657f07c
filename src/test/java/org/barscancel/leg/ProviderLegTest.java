package org.barscancel.leg;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.barscancel.bars.Answer;
import org.barscancel.cancellation.Cancellation;
import org.barscancel.cancellation.Change;
import org.barscancel.cancellation.Leg;
import org.barscancel.cancellation.ProviderOutcome;
import org.barscancel.cancellation.ProviderProgress;
import org.barscancel.cancellation.RegistryOutcome;
import org.barscancel.problem.ProblemCode;
import org.junit.jupiter.api.Test;

class ProviderLegTest {
    private final ProviderLeg leg = Given.providerLeg();

    @Test
    void writesABookedAppointmentBackCancelled() {
        ProviderStep.Put put = put(Given.cancellation());

        assertThat(new String(put.decision().body(), StandardCharsets.UTF_8)).contains("\"status\":\"cancelled\"");
        assertThat(put.decision().ifMatch()).isEqualTo("W/\"1\"");
    }

    @Test
    void goesOnToTheRegistryWhenTheAnswerConfirms() {
        Verdict verdict = leg.conclude(put(Given.cancellation()), Given.appointment("cancelled"));

        assertThat(verdict).isInstanceOf(Verdict.Proceed.class);
        assertThat(verdict.cancellation().provider().outcome()).isEqualTo(ProviderOutcome.DONE);
        assertThat(verdict.cancellation().provider().attempts()).isEqualTo(1);
    }

    @Test
    void keepsWhatWasDecidedWhenThePutIsHeldBack() {
        ProviderStep.Put put = put(Given.cancellation().with(ProviderProgress.NONE.changeClaimed(Given.NOW)));

        Verdict verdict = leg.conclude(put, new Answer.HeldBack("the provider is paused", Duration.ofMinutes(1)));

        assertThat(verdict).isInstanceOfSatisfying(Verdict.Again.class, again -> {
            assertThat(again.delay()).isEqualTo(Duration.ofMinutes(1));
            assertThat(again.cancellation()).isEqualTo(put.cancellation());
            assertThat(again.cancellation().generation()).isEqualTo(1);
            assertThat(again.cancellation().provider().attempts()).isZero();
        });
    }

    @Test
    void finishesWhereTheRegistryIsNotOurs() {
        ProviderLeg alone = Given.providerLeg(Confirmation.ANSWER, false);

        assertThat(alone.conclude(put(Given.cancellation()), Given.success("")))
                .isInstanceOfSatisfying(Verdict.Finished.class, finished -> assertThat(finished.registry())
                        .isEqualTo(RegistryOutcome.SKIPPED));
    }

    @Test
    void runsTheRegistryLegForAnAppointmentThatIsAlreadyCancelled() {
        Verdict verdict = ended(leg.decide(Given.cancellation(), Given.appointment("cancelled")));

        assertThat(verdict).isInstanceOf(Verdict.Proceed.class);
        assertThat(verdict.cancellation().provider().outcome()).isEqualTo(ProviderOutcome.ALREADY_DONE);
    }

    @Test
    void countsACancelThatWasSentBeforeAsItsOwn() {
        Cancellation sent = Given.cancellation().with(ProviderProgress.NONE.putMayHaveHappened(Given.NOW));

        Verdict verdict = ended(leg.decide(sent, Given.appointment("cancelled")));

        assertThat(verdict.cancellation().provider().outcome()).isEqualTo(ProviderOutcome.DONE);
    }

    @Test
    void rejectsAnAppointmentThatIsNotCurrent() {
        Verdict verdict = ended(leg.decide(Given.cancellation(), Given.appointment("fulfilled")));

        assertThat(verdict).isInstanceOfSatisfying(Verdict.Reject.class, reject -> assertThat(
                        reject.problem().code())
                .isEqualTo(ProblemCode.NOT_CURRENT));
        assertThat(verdict.cancellation().provider().outcome()).isEqualTo(ProviderOutcome.REJECTED);
    }

    @Test
    void rejectsAnAppointmentOfAnotherPatient() {
        ProviderStep step = leg.decide(
                Given.cancellation(Given.PATIENT), Given.appointment("booked", Given.actor(Given.OTHER_PATIENT)));

        assertThat(problem(ended(step))).isEqualTo(ProblemCode.PATIENT_MISMATCH);
    }

    @Test
    void saysWhatADryRunWouldChangeAndAsksForNoWrite() {
        ProviderStep step = leg.decide(
                Given.dryRun(),
                Given.appointment(
                        "booked", Given.actor(Given.PATIENT), "\"meta\":{\"lastUpdated\":\"2026-11-01T10:00:00Z\"}"));

        Verdict verdict = ended(step);
        assertThat(verdict).isInstanceOf(Verdict.Proceed.class);
        assertThat(verdict.cancellation().provider().outcome()).isEqualTo(ProviderOutcome.WOULD_CANCEL);
        assertThat(verdict.cancellation().provider().putSent()).isFalse();
        assertThat(verdict.cancellation().provider().changes())
                .containsExactly(
                        new Change("status", "booked", "cancelled"),
                        new Change("meta.lastUpdated", "2026-11-01T10:00:00Z", "2026-11-30T08:00:00Z"));
    }

    @Test
    void refusesADryRunAsWhatItRehearsesWouldBe() {
        ProviderStep step = leg.decide(Given.dryRun(), Given.appointment("booked", Given.actor(Given.OTHER_PATIENT)));

        assertThat(problem(ended(step))).isEqualTo(ProblemCode.PATIENT_MISMATCH);
    }

    @Test
    void findsThatADryRunIsDoneAlready() {
        ProviderStep step = leg.decide(Given.dryRun(), Given.appointment("cancelled", Given.actor(Given.PATIENT)));

        assertThat(ended(step).cancellation().provider().outcome()).isEqualTo(ProviderOutcome.ALREADY_DONE);
    }

    @Test
    void endsADryRunWithoutARegistryAsTheRequestWould() {
        ProviderStep step = Given.providerLeg(Confirmation.ANSWER, false)
                .decide(Given.dryRun(), Given.appointment("booked", Given.actor(Given.PATIENT)));

        assertThat(ended(step))
                .isInstanceOfSatisfying(Verdict.Finished.class, finished -> assertThat(finished.registry())
                        .isEqualTo(RegistryOutcome.SKIPPED));
    }

    /** The answer was lost, and the change is known all the same. */
    @Test
    void tellsOfTheChangeOfAWriteThatIsFoundDoneLater() {
        ProviderStep.Put put = (ProviderStep.Put)
                leg.decide(Given.cancellation(), Given.appointment("booked", Given.actor(Given.PATIENT)));
        Verdict lost = leg.conclude(put, new Answer.MaybeApplied("no answer in time"));

        Verdict done =
                ended(leg.decide(lost.cancellation(), Given.appointment("cancelled", Given.actor(Given.PATIENT))));

        assertThat(done.cancellation().provider().outcome()).isEqualTo(ProviderOutcome.DONE);
        assertThat(done.cancellation().provider().changes())
                .containsExactly(new Change("status", "booked", "cancelled"));
    }

    @Test
    void parksAnAnswerThatIsNotTheAppointment() {
        ProviderStep step = leg.decide(Given.cancellation(), Given.success("{\"resourceType\":\"Bundle\"}"));

        assertThat(ended(step)).isInstanceOf(Verdict.Park.class);
        assertThat(problem(ended(step))).isEqualTo(ProblemCode.INVALID_ANSWER);
    }

    @Test
    void asksThePatientWhomTheAppointmentRefersTo() {
        ProviderStep.AskPatient ask = askPatient();

        assertThat(ask.question().patientId()).isEqualTo("p1");
        assertThat(ask.cancellation().provider().facts().patientId()).isEqualTo("p1");
        assertThat(leg.decideWithPatient(ask, Given.patient("p1", Given.PATIENT)))
                .isInstanceOf(ProviderStep.Put.class);
    }

    @Test
    void rejectsWhenThePatientIsAnother() {
        ProviderStep step = leg.decideWithPatient(askPatient(), Given.patient("p1", Given.OTHER_PATIENT));

        assertThat(problem(ended(step))).isEqualTo(ProblemCode.PATIENT_MISMATCH);
    }

    @Test
    void searchesWhenThePatientCannotBeRead() {
        assertThat(leg.decideWithPatient(askPatient(), new Answer.NotRouted("HTTP 404")))
                .isInstanceOf(ProviderStep.AskAppointments.class);
    }

    @Test
    void waitsWhenThePatientCannotBeReadAtPresent() {
        ProviderStep step = leg.decideWithPatient(askPatient(), new Answer.Unavailable("HTTP 503", null));

        assertThat(ended(step)).isInstanceOf(Verdict.Again.class);
    }

    @Test
    void writesWhenTheSearchHoldsTheAppointment() {
        Search search = found("{\"resourceType\":\"Appointment\",\"id\":\"a1\",\"status\":\"booked\"}");

        assertThat(leg.decideWithSearch(askAppointments(), search)).isInstanceOf(ProviderStep.Put.class);
    }

    @Test
    void rejectsWhenTheSearchDoesNotHoldTheAppointment() {
        assertThat(problem(ended(leg.decideWithSearch(askAppointments(), found()))))
                .isEqualTo(ProblemCode.PATIENT_MISMATCH);
    }

    @Test
    void writesNothingWhenNobodyCanTellThePatient() {
        Search refused = search().with(SearchTest.CALL, new Answer.Refused("HTTP 400"));

        assertThat(problem(ended(leg.decideWithSearch(askAppointments(), refused))))
                .isEqualTo(ProblemCode.PATIENT_UNVERIFIED);
    }

    @Test
    void waitsWhenTheSearchFailsAtPresent() {
        Search down = search().with(SearchTest.CALL, new Answer.Unavailable("HTTP 503", null));

        assertThat(ended(leg.decideWithSearch(askAppointments(), down))).isInstanceOf(Verdict.Again.class);
    }

    @Test
    void readsAgainAfterAnAnswerThatShowsAnotherStatus() {
        Verdict verdict = leg.conclude(put(Given.cancellation()), Given.appointment("booked"));

        assertThat(again(verdict).delay()).isEqualTo(Duration.ZERO);
        assertThat(verdict.cancellation().provider().claimed()).isTrue();
    }

    @Test
    void readsAgainWhenTheProviderHasHadTheMessageBefore() {
        Verdict verdict = leg.conclude(put(Given.cancellation()), new Answer.Duplicate("HTTP 409"));

        assertThat(again(verdict).delay()).isEqualTo(Duration.ZERO);
        assertThat(verdict.cancellation().generation()).isZero();
        Verdict confirmed = ended(leg.decide(verdict.cancellation(), Given.appointment("cancelled")));
        assertThat(confirmed.cancellation().provider().outcome()).isEqualTo(ProviderOutcome.DONE);
    }

    @Test
    void triesOnceUnderANewGenerationWhenTheReadContradictsTheClaim() {
        Cancellation claimed = Given.cancellation().with(ProviderProgress.NONE.changeClaimed(Given.NOW));

        ProviderStep.Put second = put(claimed);

        assertThat(second.cancellation().generation()).isEqualTo(1);
        Verdict twice = leg.conclude(second, new Answer.Duplicate("HTTP 409"));
        Verdict parked = ended(leg.decide(twice.cancellation(), Given.appointment("booked")));
        assertThat(parked).isInstanceOf(Verdict.Park.class);
        assertThat(problem(parked)).isEqualTo(ProblemCode.UNCONFIRMED);
    }

    @Test
    void readsAgainAtOnceAfterTheFirstConflictAndParksAfterTheSixth() {
        Cancellation cancellation = Given.cancellation();
        for (int conflict = 1; conflict <= 5; conflict++) {
            Verdict.Again again = again(leg.conclude(put(cancellation), new Answer.Conflict("HTTP 412")));
            assertThat(again.delay().isZero()).isEqualTo(conflict == 1);
            cancellation = again.cancellation();
        }

        Verdict last = leg.conclude(put(cancellation), new Answer.Conflict("HTTP 412"));

        assertThat(last).isInstanceOf(Verdict.Park.class);
        assertThat(problem(last)).isEqualTo(ProblemCode.CONFLICT);
    }

    @Test
    void remembersThatALostPutMayHaveHappened() {
        Verdict verdict = leg.conclude(put(Given.cancellation()), new Answer.MaybeApplied("no answer in time"));

        assertThat(again(verdict).delay()).isPositive();
        assertThat(verdict.cancellation().provider().putSent()).isTrue();
        assertThat(verdict.cancellation().generation())
                .as("the same message again")
                .isZero();
    }

    @Test
    void doesNotCountARefusedPutAsSent() {
        Verdict verdict = leg.conclude(put(Given.cancellation()), new Answer.Refused("HTTP 422"));

        assertThat(verdict).isInstanceOf(Verdict.Reject.class);
        assertThat(verdict.cancellation().provider().putSent()).isFalse();
    }

    @Test
    void doesNotCountAPutThatNeverLeftAsSent() {
        Verdict verdict = leg.conclude(put(Given.cancellation()), new Answer.NotSent("no connection"));

        assertThat(again(verdict).delay()).isPositive();
        assertThat(verdict.cancellation().provider().putSent())
                .as("what another does meanwhile is not ours")
                .isFalse();
    }

    @Test
    void namesTheProviderLegInEveryVerdict() {
        assertThat(ended(leg.decide(Given.cancellation(), new Answer.Unavailable("HTTP 503", null))))
                .asInstanceOf(InstanceOfAssertFactories.type(Verdict.Again.class))
                .extracting(Verdict.Again::leg)
                .isEqualTo(Leg.PROVIDER);
    }

    private ProviderStep.Put put(Cancellation cancellation) {
        return (ProviderStep.Put) leg.decide(cancellation, Given.appointment("booked"));
    }

    private ProviderStep.AskPatient askPatient() {
        return (ProviderStep.AskPatient) leg.decide(
                Given.cancellation(Given.PATIENT), Given.appointment("booked", Given.patientReference("p1")));
    }

    private ProviderStep.AskAppointments askAppointments() {
        return (ProviderStep.AskAppointments)
                leg.decide(Given.cancellation(Given.PATIENT), Given.appointment("booked"));
    }

    private static Search search() {
        return Search.of("Appointment", "Appointment?patient:identifier=x");
    }

    private static Search found(String... appointments) {
        return search().with(SearchTest.CALL, Given.bundle(appointments));
    }

    private static Verdict ended(ProviderStep step) {
        return ((ProviderStep.Ended) step).verdict();
    }

    private static Verdict.Again again(Verdict verdict) {
        return (Verdict.Again) verdict;
    }

    private static ProblemCode problem(Verdict verdict) {
        return verdict instanceof Verdict.Reject reject
                ? reject.problem().code()
                : ((Verdict.Park) verdict).problem().code();
    }
}
