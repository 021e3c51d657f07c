package org.barscancel.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.barscancel.cancellation.ProviderOutcome.DONE;
import static org.barscancel.cancellation.ProviderOutcome.PARKED;
import static org.barscancel.cancellation.ProviderOutcome.REJECTED;
import static org.barscancel.cancellation.RegistryOutcome.REMOVED;
import static org.barscancel.cancellation.RegistryOutcome.SKIPPED;
import static org.barscancel.reconciliation.FindingKind.NOT_CANCELLED;
import static org.barscancel.reconciliation.FindingKind.NOT_VERIFIABLE;
import static org.barscancel.reconciliation.FindingKind.ON_NO_QUEUE;
import static org.barscancel.reconciliation.FindingKind.OPEN_TOO_LONG;
import static org.barscancel.reconciliation.FindingKind.POINTER_LIVE;
import static org.barscancel.reconciliation.FindingKind.POINTER_MISSING;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.barscancel.bars.Answer;
import org.barscancel.cancellation.Cancellation;
import org.barscancel.cancellation.ProviderOutcome;
import org.barscancel.cancellation.RegistryOutcome;
import org.barscancel.cancellation.Source;
import org.barscancel.leg.Search;
import org.barscancel.registry.PointerPolicy;
import org.barscancel.registry.PointerRules;
import org.barscancel.registry.RegistryAction;
import org.barscancel.request.NhsNumber;
import org.barscancel.request.TargetService;
import org.barscancel.request.TargetStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {
    private static final Instant NOW = Instant.parse("2026-11-30T08:00:00Z");
    private static final NhsNumber PATIENT = new NhsNumber("9990000018");
    private static final UUID ID = UUID.fromString("5f0c6a52-97bd-5d0e-9a4e-0f0f5a1b2c3d");
    private static final String SHOWN = "{\"system\":\"https://fhir.nhs.uk/Id/nhs-number\",\"value\":\"9990000018\"}";
    private static final Comparison COMPARISON = comparison(true);

    @Test
    void findsNothingWhereAllThreeAgree() {
        Compared compared = compare(recorded(DONE, REMOVED), appointment("cancelled"), 0);

        assertThat(compared.findings()).isEmpty();
        assertThat(compared.asked()).isTrue();
        assertThat(compared.repair()).isNull();
    }

    @Test
    void aPointerToACancelledAppointmentMayBeRemovedByTheRegistryLegUnderANewGeneration() {
        Compared compared = compare(recorded(DONE, REMOVED), appointment("cancelled"), 2);

        assertThat(kinds(compared)).containsExactly(POINTER_LIVE);
        assertThat(compared.findings().get(0).what()).contains("2 pointers");
        Cancellation repair = compared.repair();
        assertThat(repair.generation()).isEqualTo(4);
        assertThat(repair.cancellationId()).isEqualTo(ID);
        assertThat(repair.provider().outcome()).isEqualTo(DONE);
        assertThat(repair.provider().facts().nhsNumber()).isEqualTo(PATIENT);
    }

    @ParameterizedTest
    @CsvSource({"DONE, PARKED", "PARKED, SKIPPED", "DONE, SKIPPED"})
    void aPointerIsLeftToAReplayWhereALegHasNotSucceeded(ProviderOutcome provider, RegistryOutcome registry) {
        Compared compared = compare(recorded(provider, registry), appointment("cancelled"), 1);

        assertThat(kinds(compared)).containsExactly(POINTER_LIVE);
        assertThat(compared.repair()).isNull();
    }

    @Test
    void aPointerOfAnotherOrganisationIsReportedAndLeftAlone() {
        ComparisonStep.AskRegistry ask = (ComparisonStep.AskRegistry)
                withAppointment(COMPARISON, recorded(DONE, REMOVED), appointment("cancelled"));

        Compared compared = ended(COMPARISON.withPointers(
                ask, new Search("DocumentReference", null, List.of(pointer(1, "B2002")), 1, null)));

        assertThat(compared.findings().get(0).what()).contains("none of them ours");
        assertThat(compared.repair()).isNull();
    }

    @Test
    void aPointerIsNotRemovedWhereTheProviderShowsTheOtherTerminalStatus() {
        Compared compared = compare(recorded(DONE, REMOVED), appointment("entered-in-error"), 1);

        assertThat(kinds(compared)).containsExactly(NOT_CANCELLED, POINTER_LIVE);
        assertThat(compared.repair()).isNull();
    }

    @Test
    void aBookingThatStandsAgainIsNotForAMachineToDecide() {
        assertThat(kinds(compare(recorded(DONE, REMOVED), appointment("booked"), 1)))
                .containsExactly(NOT_CANCELLED);
        assertThat(kinds(compare(recorded(DONE, REMOVED), appointment("booked"), 0)))
                .containsExactly(POINTER_MISSING);
        assertThat(kinds(compare(recorded(PARKED, SKIPPED), appointment("booked"), 0)))
                .containsExactly(POINTER_MISSING);
        assertThat(compare(recorded(DONE, REMOVED), appointment("booked"), 1).repair())
                .isNull();
    }

    @Test
    void aParkedCancellationWhoseBookingStandsWithItsPointerIsAsItShouldBe() {
        assertThat(compare(recorded(PARKED, SKIPPED), appointment("booked"), 1).findings())
                .isEmpty();
    }

    @Test
    void anAppointmentThatWentOnIsFoundWithoutAskingTheRegistry() {
        ComparisonStep step = withAppointment(COMPARISON, recorded(DONE, REMOVED), appointment("fulfilled"));

        assertThat(kinds(ended(step))).containsExactly(NOT_CANCELLED);
    }

    @Test
    void aStatusOfTheFarSidesOwnIsNotRepeated() {
        Compared compared =
                ended(withAppointment(COMPARISON, recorded(DONE, REMOVED), appointment("Jane Doe, 9990000018")));

        assertThat(compared.findings()).singleElement().satisfies(finding -> assertThat(finding.what())
                .contains("no FHIR status")
                .doesNotContain("Jane"));
    }

    @Test
    void theRegistryIsNotAskedWhereItIsNotOurs() {
        ComparisonStep step = withAppointment(comparison(false), recorded(DONE, SKIPPED), appointment("cancelled"));

        assertThat(ended(step).findings()).isEmpty();
    }

    @Test
    void theNhsNumberIsTakenFromThePatientWhereTheAppointmentShowsNone() {
        ComparisonStep.AskPatient ask = (ComparisonStep.AskPatient) withAppointment(
                COMPARISON, recorded(DONE, REMOVED), appointment("cancelled", "{\"reference\":\"Patient/p1\"}"));

        ComparisonStep found = COMPARISON.withPatient(
                ask, success("{\"resourceType\":\"Patient\",\"id\":\"p1\",\"identifier\":[" + SHOWN + "]}"));
        ComparisonStep none = COMPARISON.withPatient(ask, new Answer.Absent("HTTP 404"));

        assertThat(((ComparisonStep.AskRegistry) found).nhsNumber()).isEqualTo(PATIENT);
        assertThat(kinds(ended(none))).containsExactly(NOT_VERIFIABLE);
    }

    @Test
    void pointersCannotBeVerifiedWithoutAnNhsNumber() {
        Compared compared = ended(withAppointment(
                COMPARISON,
                recorded(DONE, REMOVED),
                appointment("cancelled", "{\"reference\":\"urn:uuid:4f0c6a52-97bd-5d0e-9a4e-0f0f5a1b2c3d\"}")));

        assertThat(kinds(compared)).containsExactly(NOT_VERIFIABLE);
        assertThat(compared.findings().get(0).what()).contains("NHS number");
    }

    @Test
    void anotherPatientThanTheRequestNamedIsNeitherSearchedForNorRepaired() {
        Recorded recorded = recorded(DONE, REMOVED, "hash of 9990000026", NOW, false);

        Compared compared = ended(withAppointment(COMPARISON, recorded, appointment("cancelled")));

        assertThat(kinds(compared)).containsExactly(NOT_VERIFIABLE);
        assertThat(compared.repair()).isNull();
    }

    @Test
    void onlyTheLastCancellationOfAnAppointmentIsCompared() {
        assertThat(COMPARISON.begin(recorded(DONE, REMOVED, null, NOW, true))).isInstanceOf(ComparisonStep.Ended.class);
        assertThat(COMPARISON.begin(recorded(REJECTED, SKIPPED))).isInstanceOf(ComparisonStep.Ended.class);
    }

    @Test
    void asksTheServiceThatTheRequestNamed() {
        ComparisonStep.AskProvider ask = (ComparisonStep.AskProvider) COMPARISON.begin(recorded(DONE, REMOVED));

        assertThat(ask.of().cancellation().request().targetService()).isEqualTo(new TargetService("s", "v"));
    }

    @ParameterizedTest
    @CsvSource({"PENDING, PENDING", "DONE, PENDING"})
    void aCancellationThatShowsNoLifeIsSuspectAfterAWhile(ProviderOutcome provider, RegistryOutcome registry) {
        Instant justBefore = NOW.minus(Duration.ofHours(1));

        assertThat(ended(COMPARISON.begin(recorded(provider, registry, null, justBefore, false)))
                        .findings())
                .isEmpty();
        assertThat(kinds(ended(COMPARISON.begin(recorded(provider, registry, null, justBefore.minusMillis(1), false)))))
                .containsExactly(ON_NO_QUEUE);
    }

    @Test
    void whatWaitsForAPersonIsReportedAfterAWhile() {
        Instant justBefore = NOW.minus(Duration.ofDays(3));

        assertThat(ended(COMPARISON.begin(recorded(REJECTED, SKIPPED, null, justBefore, false)))
                        .findings())
                .isEmpty();
        assertThat(kinds(ended(COMPARISON.begin(recorded(REJECTED, SKIPPED, null, justBefore.minusMillis(1), false)))))
                .containsExactly(OPEN_TOO_LONG);
    }

    @Test
    void aFarSideThatDoesNotAnswerIsAskedAgainLaterAndThenGivenUp() {
        Recorded recorded = recorded(DONE, REMOVED);
        ComparisonStep.AskProvider ask = (ComparisonStep.AskProvider) COMPARISON.begin(recorded);

        assertThat(List.of(
                        new Answer.HeldBack("paused", Duration.ofSeconds(1)),
                        new Answer.TooManyRequests("HTTP 429", null),
                        new Answer.Unavailable("HTTP 503", null),
                        new Answer.NotSent("no connection")))
                .extracting(answer -> ended(COMPARISON.withAppointment(ask, answer)))
                .extracting(Compared::later, Compared::findings)
                .containsExactly(
                        tuple(Compared.Later.HELD_BACK, List.of()),
                        tuple(Compared.Later.HELD_BACK, List.of()),
                        tuple(Compared.Later.NO_ANSWER, List.of()),
                        tuple(Compared.Later.NO_ANSWER, List.of()));
        assertThat(kinds(ended(COMPARISON.withAppointment(ask, new Answer.NotSent("no connection")))
                        .givenUp()))
                .containsExactly(NOT_VERIFIABLE);
    }

    @Test
    void anAnswerThatSettlesNothingForGoodCannotBeVerified() {
        ComparisonStep.AskProvider ask = (ComparisonStep.AskProvider) COMPARISON.begin(recorded(DONE, REMOVED));

        assertThat(kinds(ended(COMPARISON.withAppointment(ask, new Answer.Absent("HTTP 404")))))
                .containsExactly(NOT_VERIFIABLE);
        assertThat(kinds(ended(COMPARISON.withAppointment(ask, success("<html>")))))
                .containsExactly(NOT_VERIFIABLE);
    }

    /** Whatever is shown: a machine repairs only what R17 lets it, and no line holds the patient. */
    @Property
    void repairsOnlyWhereLedgerAndProviderAgreeThatItIsCancelled(
            @ForAll ProviderOutcome provider,
            @ForAll RegistryOutcome registry,
            @ForAll TargetStatus shown,
            @ForAll boolean booked,
            @ForAll @IntRange(max = 3) int pointers) {
        String status = booked ? "booked" : shown.code();
        Compared compared = compare(recorded(provider, registry), appointment(status), pointers);

        assertThat(compared.repair() != null)
                .isEqualTo(provider.succeeded() && registry.succeeded() && status.equals("cancelled") && pointers > 0);
        assertThat(compared.toString() + compared.findings()).doesNotContain(PATIENT.value());
    }

    private static Comparison comparison(boolean registryIsOurs) {
        PointerRules rules = new PointerRules(new PointerPolicy(RegistryAction.DELETE, "A1001", false, null));
        return new Comparison(
                cancellation -> Optional.of(rules).filter(one -> registryIsOurs),
                cancellation -> cancellation,
                new Judgement(Set.of("booked")),
                new Comparison.Limits(Duration.ofHours(1), Duration.ofDays(3)),
                number -> "hash of " + number.value(),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    /** The whole comparison, with so many pointers in the registry. */
    private static Compared compare(Recorded recorded, Answer appointment, int pointers) {
        ComparisonStep step = withAppointment(COMPARISON, recorded, appointment);
        if (!(step instanceof ComparisonStep.AskRegistry ask)) {
            return ended(step);
        }
        List<JsonNode> found =
                IntStream.range(0, pointers).mapToObj(n -> pointer(n, "A1001")).toList();
        return ended(COMPARISON.withPointers(ask, new Search("DocumentReference", null, found, 1, null)));
    }

    private static ComparisonStep withAppointment(Comparison comparison, Recorded recorded, Answer appointment) {
        ComparisonStep step = comparison.begin(recorded);
        return step instanceof ComparisonStep.AskProvider ask ? comparison.withAppointment(ask, appointment) : step;
    }

    private static Compared ended(ComparisonStep step) {
        return ((ComparisonStep.Ended) step).compared();
    }

    private static List<FindingKind> kinds(Compared compared) {
        return compared.findings().stream().map(Finding::kind).toList();
    }

    private static Recorded recorded(ProviderOutcome provider, RegistryOutcome registry) {
        return recorded(provider, registry, "hash of 9990000018", NOW, false);
    }

    private static Recorded recorded(
            ProviderOutcome provider,
            RegistryOutcome registry,
            String nhsNumberHash,
            Instant lastSign,
            boolean superseded) {
        return new Recorded(
                ID,
                UUID.fromString("9562466f-c982-4bd5-bb0e-255e9f5e6689"),
                3,
                "a1",
                TargetStatus.CANCELLED,
                nhsNumberHash,
                new TargetService("s", "v"),
                new Source("file", "a.json", null, "pas-1"),
                lastSign,
                provider,
                registry,
                false,
                lastSign,
                superseded);
    }

    private static Answer appointment(String status) {
        return appointment(status, "{\"type\":\"Patient\",\"identifier\":" + SHOWN + "}");
    }

    private static Answer appointment(String status, String actor) {
        return success("{\"resourceType\":\"Appointment\",\"id\":\"a1\",\"status\":\"" + status
                + "\",\"participant\":[{\"actor\":" + actor + "}]}");
    }

    private static Answer success(String body) {
        return new Answer.Success("HTTP 200", body.getBytes(StandardCharsets.UTF_8), "W/\"1\"");
    }

    private static JsonNode pointer(int n, String custodian) {
        try {
            return new ObjectMapper()
                    .readTree(
                            """
                            {"resourceType": "DocumentReference", "id": "d%d", "status": "current",
                             "identifier": [{"system": "https://fhir.nhs.uk/Id/BaRS-Identifier", "value": "a1"}],
                             "type": {"coding": [{"system": "http://snomed.info/sct", "code": "749001000000101"}]},
                             "custodian": {"identifier":
                               {"system": "https://fhir.nhs.uk/Id/ods-organization-code", "value": "%s"}},
                             "subject": {"identifier": %s}}"""
                                    .formatted(n, custodian, SHOWN));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
