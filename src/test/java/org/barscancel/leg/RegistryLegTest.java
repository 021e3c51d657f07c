package org.barscancel.leg;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.barscancel.bars.Answer;
import org.barscancel.cancellation.Cancellation;
import org.barscancel.cancellation.ProviderOutcome;
import org.barscancel.cancellation.ProviderProgress;
import org.barscancel.cancellation.RegistryOutcome;
import org.barscancel.problem.ProblemCode;
import org.barscancel.registry.RegistryAction;
import org.barscancel.request.NhsNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RegistryLegTest {
    private final RegistryLeg leg = Given.registryLeg();

    @Test
    void searchesForThePatientOfTheRequest() {
        RegistryStep.Find find = find(Given.cancelled());

        assertThat(find.nhsNumber()).isEqualTo(Given.PATIENT);
        assertThat(find.search().nextPath()).startsWith("DocumentReference?").contains(Given.PATIENT.value());
    }

    @Test
    void searchesForThePatientTheAppointmentShowsWhenTheRequestNamesNone() {
        assertThat(find(shown(Given.OTHER_PATIENT, null)).nhsNumber()).isEqualTo(Given.OTHER_PATIENT);
    }

    @Test
    void asksThePatientWhenOnlyAReferenceIsShown() {
        RegistryStep.AskPatient ask = (RegistryStep.AskPatient) leg.begin(shown(null, "p1"));

        RegistryStep step = leg.withPatient(ask, Given.patient("p1", Given.PATIENT));

        assertThat(((RegistryStep.Find) step).nhsNumber()).isEqualTo(Given.PATIENT);
    }

    @Test
    void parksWithoutAnNhsNumber() {
        assertThat(problem(leg.begin(shown(null, null)))).isEqualTo(ProblemCode.NO_NHS_NUMBER);
    }

    @Test
    void parksWhenThePatientIsNotShown() {
        RegistryStep.AskPatient ask = (RegistryStep.AskPatient) leg.begin(shown(null, "p1"));

        assertThat(problem(leg.withPatient(ask, new Answer.NotRouted("HTTP 404"))))
                .isEqualTo(ProblemCode.NO_NHS_NUMBER);
        assertThat(problem(leg.withPatient(ask, Given.patient("p2", Given.PATIENT))))
                .isEqualTo(ProblemCode.NO_NHS_NUMBER);
    }

    @Test
    void waitsWhenThePatientCannotBeReadAtPresent() {
        RegistryStep.AskPatient ask = (RegistryStep.AskPatient) leg.begin(shown(null, "p1"));

        assertThat(verdict(leg.withPatient(ask, new Answer.Unavailable("HTTP 503", null))))
                .isInstanceOf(Verdict.Again.class);
    }

    @Test
    void parksWhenNoSettingSaysWhosePointersAreOurs() {
        assertThat(problem(Given.registryLeg(RegistryAction.DELETE, null).begin(Given.cancelled())))
                .isEqualTo(ProblemCode.CONFIGURATION);
    }

    @Test
    void isDoneWhenThereIsNoPointerToTheAppointment() {
        RegistryStep step = leg.found(find(Given.cancelled()), found(Given.pointer("d9", "another", "A1001")));

        assertThat(((Verdict.Finished) verdict(step)).registry()).isEqualTo(RegistryOutcome.ALREADY_ABSENT);
    }

    @Test
    void removesEveryMatchAndNoOther() {
        RegistryStep.Remove remove = remove(
                Given.pointer("d1", "a1", "A1001"),
                Given.pointer("d2", "another", "A1001"),
                Given.pointer("d3", "a1", "A1001"));

        assertThat(remove.reads()).extracting(PointerStep.Read::pointerId).containsExactly("d1", "d3");
    }

    @Test
    void waitsWhenTheSearchFails() {
        Search failed = search().with(SearchTest.CALL, new Answer.TooManyRequests("HTTP 429", null));

        assertThat(verdict(leg.found(find(Given.cancelled()), failed))).isInstanceOf(Verdict.Again.class);
    }

    @Test
    void deletesAPointerThatIsStillOurs() {
        assertThat(leg.check(read(), Given.success(Given.pointer("d1", "a1", "A1001"))))
                .isInstanceOf(PointerStep.Delete.class);
    }

    @Test
    void updatesAPointerWithTheVersionThatWasRead() {
        PointerStep step = Given.registryLeg(RegistryAction.UPDATE, "A1001")
                .check(read(), Given.success(Given.pointer("d1", "a1", "A1001")));

        PointerStep.Update update = (PointerStep.Update) step;
        assertThat(update.ifMatch()).isEqualTo("W/\"1\"");
        assertThat(new String(update.body(), StandardCharsets.UTF_8)).contains("superseded");
    }

    @Test
    void leavesAPointerOfAnotherOrganisationAndParks() {
        PointerStep kept = leg.check(read(), Given.success(Given.pointer("d1", "a1", "B2002")));

        assertThat(kept).isInstanceOf(PointerStep.Kept.class);
        Verdict verdict = leg.conclude(remove(Given.pointer("d1", "a1", "B2002")), List.of(kept));
        assertThat(((Verdict.Park) verdict).problem().code()).isEqualTo(ProblemCode.POINTER_NOT_OURS);
    }

    @Test
    void leavesAPointerThatNoLongerPointsToTheAppointment() {
        assertThat(leg.check(read(), Given.success(Given.pointer("d1", "another", "A1001"))))
                .isInstanceOf(PointerStep.Absent.class);
    }

    @Test
    void takesAbsenceForAnAnswer() {
        assertThat(leg.check(read(), new Answer.Absent("HTTP 404"))).isInstanceOf(PointerStep.Absent.class);
        assertThat(leg.removed("d1", new Answer.Absent("HTTP 410"))).isInstanceOf(PointerStep.Absent.class);
    }

    @Test
    void leavesOpenWhatCouldNotBeRead() {
        assertThat(leg.check(read(), new Answer.Unavailable("HTTP 503", null))).isInstanceOf(PointerStep.Open.class);
        assertThat(leg.check(read(), Given.success("{}"))).isInstanceOf(PointerStep.Open.class);
    }

    @Test
    void takesADuplicateToldOfAReadForNoAnswer() {
        PointerStep unread = leg.check(read(), new Answer.Duplicate("HTTP 409"));
        Verdict verdict = leg.conclude(remove(Given.pointer("d1", "a1", "A1001")), List.of(unread));

        assertThat(verdict).isInstanceOf(Verdict.Again.class);
        assertThat(verdict.cancellation().registry().claimed()).isFalse();
        assertThat(verdict.cancellation().registry().removed()).isEmpty();
    }

    @Test
    void countsWhatWasRemovedAcrossRuns() {
        Verdict first = leg.conclude(
                twoPointers(),
                Given.steps(
                        new PointerStep.Removed("d1"),
                        new PointerStep.Open("d3", new Answer.Unavailable("HTTP 503", null), false)));
        assertThat(first).isInstanceOf(Verdict.Again.class);
        assertThat(first.cancellation().registry().removed()).containsExactly("d1");

        RegistryStep.Remove rest =
                (RegistryStep.Remove) leg.found(find(first.cancellation()), found(Given.pointer("d3", "a1", "A1001")));
        Verdict second = leg.conclude(rest, Given.steps(new PointerStep.Removed("d3")));

        assertThat(((Verdict.Finished) second).registry()).isEqualTo(RegistryOutcome.REMOVED);
        assertThat(((Verdict.Finished) second).pointers()).isEqualTo(2);
    }

    static List<Answer> answersThatLeaveARemovalOpen() {
        return List.of(
                new Answer.MaybeApplied("no answer in time"),
                new Answer.Unavailable("HTTP 500", null),
                new Answer.Duplicate("HTTP 409"));
    }

    @ParameterizedTest
    @MethodSource("answersThatLeaveARemovalOpen")
    void countsARemovalThatMayHaveHappenedAsOursWhenThePointerIsGone(Answer answer) {
        Verdict lost =
                leg.conclude(twoPointers(), Given.steps(new PointerStep.Absent("d1"), leg.removed("d3", answer)));

        RegistryStep gone = leg.found(find(lost.cancellation()), found());

        assertThat(((Verdict.Finished) verdict(gone)).registry()).isEqualTo(RegistryOutcome.REMOVED);
        assertThat(((Verdict.Finished) verdict(gone)).pointers()).isEqualTo(1);
    }

    @Test
    void triesOnceUnderANewGenerationWhenTheSearchContradictsTheClaim() {
        PointerStep claim = leg.removed("d1", new Answer.Duplicate("HTTP 409"));
        Verdict claimed = leg.conclude(remove(Given.pointer("d1", "a1", "A1001")), List.of(claim));
        assertThat(((Verdict.Again) claimed).delay()).isZero();

        RegistryStep.Remove again = (RegistryStep.Remove)
                leg.found(find(claimed.cancellation()), found(Given.pointer("d1", "a1", "A1001")));
        assertThat(again.cancellation().generation()).isEqualTo(1);

        Verdict twice = leg.conclude(again, List.of(claim));
        RegistryStep parked = leg.found(find(twice.cancellation()), found(Given.pointer("d1", "a1", "A1001")));
        assertThat(problem(parked)).isEqualTo(ProblemCode.UNCONFIRMED);
    }

    @Test
    void countsThePointersThatADryRunWouldRemoveAndAsksForNoWrite() {
        RegistryStep.Remove remove = (RegistryStep.Remove) leg.found(
                find(rehearsed()), found(Given.pointer("d1", "a1", "A1001"), Given.pointer("d3", "a1", "A1001")));
        List<PointerStep> steps = remove.reads().stream()
                .map(read -> leg.check(read, Given.success(Given.pointer(read.pointerId(), "a1", "A1001"))))
                .toList();

        assertThat(steps).noneMatch(PointerStep.Write.class::isInstance);
        assertThat(leg.conclude(remove, steps)).isInstanceOfSatisfying(Verdict.Finished.class, finished -> {
            assertThat(finished.registry()).isEqualTo(RegistryOutcome.WOULD_REMOVE);
            assertThat(finished.pointers()).isEqualTo(2);
        });
    }

    @Test
    void saysThatADryRunWouldUpdateWhereTheRegistryTakesUpdates() {
        RegistryLeg updating = Given.registryLeg(RegistryAction.UPDATE, "A1001");
        String pointer = Given.pointer("d1", "a1", "A1001");
        RegistryStep.Remove remove =
                (RegistryStep.Remove) updating.found((RegistryStep.Find) updating.begin(rehearsed()), found(pointer));

        Verdict verdict =
                updating.conclude(remove, List.of(updating.check(remove.reads().get(0), Given.success(pointer))));

        assertThat(((Verdict.Finished) verdict).registry()).isEqualTo(RegistryOutcome.WOULD_UPDATE);
    }

    @Test
    void parksADryRunWhosePointerIsNotOurs() {
        String pointer = Given.pointer("d1", "a1", "B2002");
        RegistryStep.Remove remove = (RegistryStep.Remove) leg.found(find(rehearsed()), found(pointer));

        Verdict verdict = leg.conclude(remove, List.of(leg.check(remove.reads().get(0), Given.success(pointer))));

        assertThat(((Verdict.Park) verdict).problem().code()).isEqualTo(ProblemCode.POINTER_NOT_OURS);
    }

    /** One that goes between two attempts is none that would be removed. */
    @Test
    void countsThePointersOfADryRunAnewWithEachAttempt() {
        RegistryStep.Remove remove = (RegistryStep.Remove) leg.found(
                find(rehearsed()), found(Given.pointer("d1", "a1", "A1001"), Given.pointer("d3", "a1", "A1001")));
        Verdict again = leg.conclude(
                remove,
                Given.steps(
                        new PointerStep.Spared("d1"),
                        new PointerStep.Open("d3", new Answer.Unavailable("HTTP 503", null), false)));

        RegistryStep gone = leg.found(find(again.cancellation()), found());

        assertThat(((Verdict.Finished) verdict(gone)).registry()).isEqualTo(RegistryOutcome.ALREADY_ABSENT);
    }

    @Test
    void doesNotSayOfADryRunThatItsAppointmentIsCancelled() {
        Cancellation unknown = Given.cancellation().with(ProviderProgress.NONE.ended(ProviderOutcome.WOULD_CANCEL));

        assertThat(((Verdict.Park) verdict(leg.begin(unknown))).problem().message())
                .startsWith("In a dry run: the appointment would be cancelled");
    }

    private static Cancellation rehearsed() {
        return Given.dryRun().with(ProviderProgress.NONE.ended(ProviderOutcome.WOULD_CANCEL));
    }

    @Test
    void neverRejectsAndNeverTouchesTheProviderLeg() {
        Verdict verdict = leg.conclude(twoPointers(), Given.steps(leg.removed("d1", new Answer.Refused("HTTP 422"))));

        assertThat(verdict).isInstanceOf(Verdict.Park.class);
        assertThat(verdict.cancellation().provider().outcome()).isEqualTo(ProviderOutcome.DONE);
    }

    private RegistryStep.Find find(Cancellation cancellation) {
        return (RegistryStep.Find) leg.begin(cancellation);
    }

    private RegistryStep.Remove remove(String... pointers) {
        return (RegistryStep.Remove) leg.found(find(Given.cancelled()), found(pointers));
    }

    private RegistryStep.Remove twoPointers() {
        return remove(Given.pointer("d1", "a1", "A1001"), Given.pointer("d3", "a1", "A1001"));
    }

    private static PointerStep.Read read() {
        return new PointerStep.Read(Given.cancelled(), Given.PATIENT, "d1");
    }

    private static Cancellation shown(NhsNumber number, String patientId) {
        return Given.cancellation()
                .with(ProviderProgress.NONE
                        .with(new ProviderProgress.Facts(number, patientId, null))
                        .ended(ProviderOutcome.DONE));
    }

    private static Search search() {
        return Search.of("DocumentReference", "DocumentReference?x");
    }

    private static Search found(String... pointers) {
        return search().with(SearchTest.POINTER_CALL, Given.bundle(pointers));
    }

    private static Verdict verdict(RegistryStep step) {
        return ((RegistryStep.Ended) step).verdict();
    }

    private static ProblemCode problem(RegistryStep step) {
        return ((Verdict.Park) verdict(step)).problem().code();
    }
}
