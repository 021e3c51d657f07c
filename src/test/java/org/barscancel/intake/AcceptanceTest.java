package org.barscancel.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.barscancel.cancellation.Cancellation;
import org.barscancel.cancellation.Event;
import org.barscancel.cancellation.ProviderOutcome;
import org.barscancel.cancellation.RegistryOutcome;
import org.barscancel.cancellation.ReplyTo;
import org.barscancel.problem.ProblemCode;
import org.barscancel.request.JsonRequestReader;
import org.barscancel.request.Lookups;
import org.barscancel.request.Reading;
import org.junit.jupiter.api.Test;

class AcceptanceTest {
    private static final Instant RECEIVED = Instant.parse("2026-06-01T08:00:00Z");
    private static final Instant NOW = Instant.parse("2026-06-01T08:00:01Z");
    private static final String WITHOUT_ID = "{\"appointmentId\":\"a1\"}";
    private static final String WITH_ID = "{\"appointmentId\":\"a1\",\"requestId\":\"r1\"}";
    private static final String SOUGHT =
            "{\"nhsNumber\":\"9990000018\",\"start\":\"2026-12-01T09:30:00Z\",\"requestId\":\"r1\"}";
    private static final History.Past ENDED_WELL = new History.Past(0, true, true);
    private static final History.Past REJECTED = new History.Past(2, false, true);
    private static final History.Past UNDER_WAY = new History.Past(0, false, false);

    private final Map<UUID, History.Past> known = new HashMap<>();
    private final Acceptance acceptance = new Acceptance(
            id -> Optional.ofNullable(known.get(id)),
            number -> "hash of " + number.value().charAt(9),
            Clock.fixed(NOW, ZoneOffset.UTC),
            "home");

    @Test
    void queuesARequest() {
        Cancellation cancellation = queued(admit("claim", WITHOUT_ID));

        assertThat(cancellation.request().appointmentId()).isEqualTo("a1");
        assertThat(cancellation.receivedAt()).isEqualTo(RECEIVED);
        assertThat(cancellation.acceptedAt())
                .as("the same when it comes again (R5)")
                .isEqualTo(RECEIVED);
        assertThat(cancellation.generation()).isZero();
        assertThat(cancellation.source().requester()).isEqualTo("pas-1");
        assertThat(cancellation.source().row()).as("one object has no rows").isNull();
    }

    @Test
    void keepsTheRequestersCorrelationIdOrDerivesOne() {
        UUID given = UUID.fromString("9562466f-c982-4bd5-bb0e-255e9f5e6689");

        assertThat(queued(admit("claim", "{\"appointmentId\":\"a1\",\"correlationId\":\"" + given + "\"}"))
                        .correlationId())
                .isEqualTo(given);
        assertThat(queued(admit("claim", WITHOUT_ID)).correlationId())
                .isEqualTo(queued(admit("claim", WITHOUT_ID)).correlationId());
    }

    @Test
    void takesTheSameRequestIdForTheSameRequestHoweverItArrives() {
        assertThat(id(admit("claim-2", WITH_ID))).isEqualTo(id(admit("claim-1", WITH_ID)));
    }

    @Test
    void takesTheSameRequestIdWithOtherContentForAnotherRequest() {
        assertThat(id(admit("claim", WITH_ID.replace("a1", "a2")))).isNotEqualTo(id(admit("claim", WITH_ID)));
    }

    @Test
    void takesTheSameRequestIdOfAnotherRequesterForAnotherRequest() {
        assertThat(id(acceptance.admit(arrival("pas-2", "claim", WITH_ID), row(WITH_ID))))
                .isNotEqualTo(id(admit("claim", WITH_ID)));
    }

    @Test
    void takesTheSameContentDroppedAgainForANewRequest() {
        assertThat(id(admit("claim-2", WITHOUT_ID))).isNotEqualTo(id(admit("claim-1", WITHOUT_ID)));
    }

    /** Else a repeat could cancel another booking that was made for the same time since. */
    @Test
    void sendsARepeatToTheAppointmentThatWasFoundBefore() {
        known.put(id(admit("claim-1", SOUGHT)), new History.Past(0, false, true, "a7", null));

        assertThat(queued(admit("claim-2", SOUGHT)).appointmentId()).isEqualTo("a7");
        assertThat(queued(admit("claim-2", SOUGHT)).request().appointmentId()).isNull();
    }

    @Test
    void queuesARequestWhoseAppointmentMustBeLookedUp() {
        Cancellation cancellation = queued(admit("claim-1", SOUGHT));

        assertThat(cancellation.lacksAppointment()).isTrue();
        assertThat(((Event.Accepted) admit("claim-1", SOUGHT).events().get(0)).appointmentId())
                .isNull();
    }

    @Test
    void tellsTheRowsOfAFileApart() {
        Arrival arrival = arrival("pas-1", "claim", "[" + WITHOUT_ID + "," + WITHOUT_ID + "]");

        List<UUID> ids = arrival.rows().rows().stream()
                .map(row -> id(acceptance.admit(arrival, row)))
                .toList();

        assertThat(ids).doesNotHaveDuplicates();
        assertThat(queued(acceptance.admit(arrival, arrival.rows().rows().get(1)))
                        .source()
                        .row())
                .isEqualTo(2);
    }

    @Test
    void aRequestThatComesAgainWhileItIsUnderWayWritesTheSameBody() {
        Instant first = NOW.minusSeconds(30);
        UUID id = queued(admit("claim-1", WITH_ID)).cancellationId();
        known.put(id, new History.Past(0, false, false, null, first.plusNanos(4_000)));

        assertThat(queued(admit("claim-2", WITH_ID)).acceptedAt()).isEqualTo(first);
    }

    /** The broker may have lost the commit of which the ledger has heard. */
    @Test
    void aClaimThatIsReadAgainRunsAsTheSameRequestUnlessItHasEnded() {
        Cancellation first = queued(admit("claim", WITHOUT_ID));
        known.put(first.cancellationId(), UNDER_WAY);

        Cancellation again = queued(admit("claim", WITHOUT_ID));

        assertThat(again.cancellationId()).isEqualTo(first.cancellationId());
        assertThat(again.generation()).isEqualTo(first.generation());
        assertThat(again.acceptedAt()).isEqualTo(first.acceptedAt());
    }

    @Test
    void takesAClaimThatIsReadAgainAfterItsRejectionForNoNewRequest() {
        known.put(id(admit("claim", WITHOUT_ID)), REJECTED);

        assertThat(admit("claim", WITHOUT_ID)).isInstanceOf(Admission.Repeated.class);
    }

    @Test
    void answersARepeatOfWhatEndedWellFromTheLedger() {
        known.put(id(admit("claim-1", WITH_ID)), ENDED_WELL);

        Admission repeat = admit("claim-2", WITH_ID);

        assertThat(repeat).isInstanceOf(Admission.Repeated.class);
        assertThat(repeat.events()).singleElement().isInstanceOf(Event.Accepted.class);
    }

    @Test
    void runsARepeatOfARejectedRequestUnderANewGeneration() {
        known.put(id(admit("claim-1", WITH_ID)), REJECTED);

        Admission repeat = admit("claim-2", WITH_ID);

        assertThat(queued(repeat).generation()).isEqualTo(3);
        assertThat(accepted(repeat).generation()).isEqualTo(3);
    }

    @Test
    void refusesARequestThatNoProviderServesUnderItsOwnIdAndEachSeriesOfAttemptsAnew() {
        Acceptance strict = new Acceptance(
                id -> Optional.ofNullable(known.get(id)),
                number -> "hash",
                Clock.fixed(NOW, ZoneOffset.UTC),
                new ProviderChoice(Map.of(), Map.of(), false),
                "home",
                false);
        String elsewhere =
                WITH_ID.replace("}", ",\"targetService\":{\"system\":\"https://s.example\",\"value\":\"1\"}}");
        UUID id = queued(admit("claim-1", elsewhere)).cancellationId();

        Admission.Refused first =
                (Admission.Refused) strict.admit(arrival("pas-1", "claim-1", elsewhere), row(elsewhere));
        known.put(id, new History.Past(0, false, true));
        Admission.Refused again =
                (Admission.Refused) strict.admit(arrival("pas-1", "claim-2", elsewhere), row(elsewhere));

        assertThat(first.cancellationId()).isEqualTo(id);
        assertThat(first.problem().code()).isEqualTo(ProblemCode.ROUTING);
        assertThat(first.original()).isEqualTo(elsewhere);
        assertThat(first.events()).hasSize(3);
        assertThat(again.events())
                .extracting(event -> ((Event.OfCancellation) event).generation())
                .containsOnly(1);
        assertThat(again.events())
                .extracting(Event::eventId)
                .doesNotContainAnyElementsOf(
                        first.events().stream().map(Event::eventId).toList());
    }

    @Test
    void answersARepeatOfWhatEndedWellWhoeverServesItNow() {
        Acceptance strict = new Acceptance(
                id -> Optional.of(ENDED_WELL),
                number -> "hash",
                Clock.fixed(NOW, ZoneOffset.UTC),
                new ProviderChoice(Map.of(), Map.of(), false),
                "home",
                false);
        String elsewhere =
                WITH_ID.replace("}", ",\"targetService\":{\"system\":\"https://s.example\",\"value\":\"1\"}}");

        assertThat(strict.admit(arrival("pas-1", "claim-1", elsewhere), row(elsewhere)))
                .isInstanceOf(Admission.Repeated.class);
    }

    @Test
    void runsARepeatOfWhatIsUnderWayUnderTheSameGeneration() {
        known.put(id(admit("claim-1", WITH_ID)), UNDER_WAY);

        assertThat(queued(admit("claim-2", WITH_ID)).generation()).isZero();
    }

    @Test
    void tellsEachArrivalOfARepeatByAnEventOfItsOwn() {
        assertThat(accepted(admit("claim-2", WITH_ID)).eventId())
                .isNotEqualTo(accepted(admit("claim-1", WITH_ID)).eventId());
        assertThat(accepted(admit("claim-1", WITH_ID)).eventId())
                .isEqualTo(accepted(admit("claim-1", WITH_ID)).eventId());
    }

    @Test
    void tellsTheLedgerAHashOfTheNhsNumberAndNeverTheNumber() {
        Event.Accepted accepted = accepted(admit("claim", "{\"appointmentId\":\"a1\",\"nhsNumber\":\"9990000018\"}"));

        assertThat(accepted.nhsNumberHash()).isEqualTo("hash of 8");
        assertThat(accepted.toString()).doesNotContain("9990000018");
    }

    @Test
    void refusesARowThatIsNoRequest() {
        Admission.Refused refused = (Admission.Refused) admit("claim", "{\"requestId\":\"r1\"}");

        assertThat(refused.problem().code()).isEqualTo(ProblemCode.INVALID_FIELD);
        assertThat(refused.original()).isEqualTo("{\"requestId\":\"r1\"}");
        assertThat(refused.events())
                .satisfiesExactly(
                        accepted -> assertThat(((Event.Accepted) accepted).requestId())
                                .isEqualTo("r1"),
                        provider -> assertThat(((Event.ProviderEnded) provider).outcome())
                                .isEqualTo(ProviderOutcome.REJECTED),
                        registry -> assertThat(((Event.RegistryEnded) registry).outcome())
                                .isEqualTo(RegistryOutcome.SKIPPED));
        assertThat(refused.toString()).doesNotContain("r1");
    }

    @Test
    void refusesARowThatIsReadAgainByTheSameEvents() {
        assertThat(ids(admit("claim", "{}"))).isEqualTo(ids(admit("claim", "{}")));
        assertThat(ids(admit("claim", "{}"))).doesNotContainAnyElementsOf(ids(admit("claim-2", "{}")));
    }

    @Test
    void refusesTheSameMessageAgainAsTheSameEntryWhichIsKeptAlready() {
        Admission.Refused first = (Admission.Refused) admit("claim-1", "{\"requestId\":\"r1\"}");
        known.put(first.cancellationId(), REJECTED);

        Admission again = admit("claim-2", "{\"requestId\":\"r1\"}");

        assertThat(again).isInstanceOfSatisfying(Admission.RefusedBefore.class, refused -> {
            assertThat(refused.cancellationId()).isEqualTo(first.cancellationId());
            assertThat(refused.problem()).isEqualTo(first.problem());
        });
        assertThat(admit("claim-3", "{\"requestId\":\"r1\",\"start\":1}"))
                .as("the same id with other content is another one")
                .isInstanceOfSatisfying(Admission.Refused.class, other -> assertThat(other.cancellationId())
                        .isNotEqualTo(first.cancellationId()));
    }

    @Test
    void tellsARepeatOfWhatIsUnderWay() {
        assertThat(((Admission.Queued) admit("claim-1", WITH_ID)).running()).isFalse();
        known.put(id(admit("claim-1", WITH_ID)), UNDER_WAY);

        assertThat(((Admission.Queued) admit("claim-2", WITH_ID)).running()).isTrue();

        known.put(id(admit("claim-1", WITH_ID)), REJECTED);
        assertThat(((Admission.Queued) admit("claim-3", WITH_ID)).running()).isFalse();
    }

    /** Else the request that is meant would be taken for a repeat of its rehearsal, and answered without being done. */
    @Test
    void aDryRunIsNeverTheRequestThatItRehearses() {
        Cancellation dryRun =
                queued(acceptance.admit(arrival("pas-1", "claim", WITH_ID).asDryRun(true), row(WITH_ID)));

        assertThat(dryRun.isDryRun()).isTrue();
        assertThat(dryRun.cancellationId()).isNotEqualTo(id(admit("claim", WITH_ID)));
        assertThat(queued(admit("claim", WITH_ID)).isDryRun()).isFalse();
    }

    @Test
    void eachDryRunIsOneOfItsOwnThoughItHasTheIdOfAnother() {
        String dryRun = WITH_ID.replace("}", ",\"dryRun\":true}");
        UUID first = id(admit("claim-1", dryRun));
        known.put(first, ENDED_WELL);

        assertThat(queued(admit("claim-2", dryRun)).cancellationId()).isNotEqualTo(first);
        assertThat(admit("claim-1", dryRun))
                .as("this very arrival, read again after a crash")
                .isInstanceOf(Admission.Repeated.class);
    }

    @Test
    void isADryRunWhoeverSaysSoAndWhoeverSaysOtherwise() {
        String notOne = WITH_ID.replace("}", ",\"dryRun\":false}");
        Acceptance rehearsing = new Acceptance(
                id -> Optional.empty(),
                number -> "hash",
                Clock.fixed(NOW, ZoneOffset.UTC),
                ProviderChoice.ONE,
                "home",
                true);

        assertThat(queued(admit("claim", notOne)).isDryRun()).isFalse();
        assertThat(queued(acceptance.admit(arrival("pas-1", "claim", notOne).asDryRun(true), row(notOne)))
                        .isDryRun())
                .isTrue();
        assertThat(queued(rehearsing.admit(arrival("pas-1", "claim", notOne), row(notOne)))
                        .isDryRun())
                .isTrue();
    }

    @Test
    void tellsTheLedgerThatItIsADryRunAlsoOfWhatIsRefused() {
        String refused = "{\"appointmentId\":\"a b\",\"requestId\":\"r1\",\"dryRun\":true}";
        Admission.Refused admission = (Admission.Refused) admit("claim", refused);

        assertThat(((Event.Accepted) admission.events().get(0)).dryRun()).isTrue();
        assertThat(admission.cancellationId())
                .isNotEqualTo(((Admission.Refused) admit("claim", refused.replace("true", "false"))).cancellationId());
        assertThat(((Event.Accepted) admit("claim", WITH_ID.replace("}", ",\"dryRun\":true}"))
                                .events()
                                .get(0))
                        .dryRun())
                .isTrue();
    }

    @Test
    void opensABatchForAFileOnly() {
        Arrival file = arrival("pas-1", "claim", "[" + WITHOUT_ID + "," + WITH_ID + "]");
        Arrival message = new Arrival(
                "queue", null, null, "ID:1", null, new ReplyTo("answers", false, null), RECEIVED, file.rows());

        assertThat(acceptance.opened(message)).isEmpty();
        assertThat(acceptance.opened(file)).singleElement().isInstanceOfSatisfying(Event.BatchOpened.class, opened -> {
            assertThat(opened.batchId()).isEqualTo("claim");
            assertThat(opened.many()).isTrue();
            assertThat(opened.size()).isEqualTo(2);
        });
        assertThat(acceptance.opened(file).get(0).eventId())
                .isEqualTo(acceptance.opened(file).get(0).eventId());
    }

    private Admission admit(String claim, String json) {
        return acceptance.admit(arrival("pas-1", claim, json), row(json));
    }

    private static Arrival arrival(String requester, String claim, String json) {
        return new Arrival("file", requester, "clinic.json", claim, claim, null, RECEIVED, rows(json));
    }

    private static Reading.Rows rows(String json) {
        return (Reading.Rows) new JsonRequestReader(10_000, new Lookups(true, true, false, null))
                .read(json.getBytes(StandardCharsets.UTF_8));
    }

    private static Reading.Row row(String json) {
        return rows(json).rows().get(0);
    }

    private static Cancellation queued(Admission admission) {
        return ((Admission.Queued) admission).cancellation();
    }

    private static UUID id(Admission admission) {
        return queued(admission).cancellationId();
    }

    private static Event.Accepted accepted(Admission admission) {
        return (Event.Accepted) admission.events().get(0);
    }

    private static List<UUID> ids(Admission admission) {
        return admission.events().stream().map(Event::eventId).toList();
    }
}
