package org.barscancel.appointment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.barscancel.appointment.Given.DEFAULT_POLICY;
import static org.barscancel.appointment.Given.LATE;
import static org.barscancel.appointment.Given.OTHER_PATIENT;
import static org.barscancel.appointment.Given.PATIENT;
import static org.barscancel.appointment.Given.actor;
import static org.barscancel.appointment.Given.appointment;
import static org.barscancel.appointment.Given.cancellation;
import static org.barscancel.appointment.Given.participants;
import static org.barscancel.appointment.Given.read;
import static org.barscancel.appointment.Given.reference;
import static org.barscancel.appointment.Given.request;
import static org.barscancel.appointment.Given.requestFor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.barscancel.cancellation.Cancellation;
import org.barscancel.cancellation.ProviderProgress;
import org.barscancel.cancellation.Seen;
import org.barscancel.problem.Problem;
import org.barscancel.problem.ProblemCode;
import org.barscancel.request.NhsNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a request that was delayed or replayed still meets its own booking. */
class SameBookingRuleTest {
    private static final Instant RECEIVED = Instant.parse("2026-11-30T08:00:00Z");
    private static final Instant START = Instant.parse("2026-12-01T09:30:00Z");
    private static final Duration A_DAY = Duration.ofHours(24);

    @Test
    void cancelsADayLaterWhatNobodyHasChanged() {
        assertThat(late(cancellation(), changedAt("2026-11-29T12:00:00Z"))).isInstanceOf(Decision.Cancel.class);
    }

    @Test
    void doesNotCancelADayLaterWhatWasChangedAfterTheRequestCame() {
        Problem problem = refused(late(cancellation(), changedAt("2026-11-30T12:00:00Z")));

        assertThat(problem.code()).isEqualTo(ProblemCode.CHANGED_APPOINTMENT);
        assertThat(problem.message())
                .contains("changed on 2026-11-30T12:00:00Z", "request came on 2026-11-30T08:00:00Z");
        assertThat(problem.nextAction()).contains("send a new request");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-30T08:05:00Z, 2026-11-30T08:05:01Z, Cancel",
        "2026-11-30T08:05:00.001Z, 2026-11-30T08:05:01Z, Refuse",
        "2026-11-30T08:30:00Z, 2026-11-30T08:05:00Z, Cancel"
    })
    void takesFiveMinutesForPromptAndForClocksThatDiffer(String changedAt, String now, String decision) {
        assertThat(at(now, cancellation(), changedAt(changedAt)).getClass().getSimpleName())
                .isEqualTo(decision);
    }

    @Test
    void cancelsWhatWasChangedWhereThatIsAllowed() {
        CancellationRules allowing = new CancellationRules(
                DEFAULT_POLICY,
                new LateRequests(Duration.ZERO, ChangedAppointments.ALLOW),
                clock(RECEIVED.plus(A_DAY)));

        assertThat(allowing.decide(cancellation(), changedAt("2026-11-30T12:00:00Z"), PatientEvidence.NOT_ASKED))
                .isInstanceOf(Decision.Cancel.class);
    }

    @ParameterizedTest
    @CsvSource({"'',", "'\"meta\":{\"lastUpdated\":\"yesterday\"}',"})
    void cancelsWhereNothingShowsAChange(String meta) {
        assertThat(late(cancellation(), meta.isEmpty() ? appointment("booked") : appointment("booked", meta)))
                .isInstanceOf(Decision.Cancel.class);
    }

    @Test
    void knowsTheVersionItHasSeenWhateverTheClocksSay() {
        ReadAppointment ahead = changedAt("2026-11-30T12:00:00Z");

        assertThat(late(seen(ahead), ahead)).isInstanceOf(Decision.Cancel.class);
    }

    @Test
    void knowsAnotherVersionThanItHasSeenWhateverTheClocksSay() {
        Cancellation seen = seen(version("3", "2026-11-29T12:00:00Z"));

        assertThat(refused(late(seen, version("4", "2026-11-29T12:00:00Z"))).code())
                .isEqualTo(ProblemCode.CHANGED_APPOINTMENT);
        assertThat(at("2026-11-30T08:01:00Z", seen, version("4", "2026-11-29T12:00:00Z")))
                .as("promptly: read again and decide again (R7)")
                .isInstanceOf(Decision.Cancel.class);
    }

    @Test
    void doesNotTakeItsOwnWriteForAChange() {
        Cancellation written = seen(version("3", "2026-11-29T12:00:00Z"));
        written = written.with(written.provider().putMayHaveHappened(Instant.parse("2026-11-30T11:00:00Z")));

        assertThat(late(written, version("4", "2026-11-30T11:00:02Z"))).isInstanceOf(Decision.Cancel.class);
        assertThat(refused(late(written, version("5", "2026-11-30T11:06:00Z"))).code())
                .isEqualTo(ProblemCode.CHANGED_APPOINTMENT);
    }

    @ParameterizedTest
    @CsvSource({"2026-11-30T08:00:01Z", "2026-12-01T08:00:00Z"})
    void doesNotCancelWhatWasMovedSinceItWasFirstTried(String now) {
        Cancellation seen = seen(appointment("booked"));
        ReadAppointment moved = read("{\"resourceType\":\"Appointment\",\"id\":\"a1\",\"status\":\"booked\","
                + "\"start\":\"2026-12-02T09:30:00Z\"}");
        ReadAppointment respelt = read("{\"resourceType\":\"Appointment\",\"id\":\"a1\",\"status\":\"booked\","
                + "\"start\":\"2026-12-01T10:30:00+01:00\"}");

        assertThat(refused(at(now, seen, moved)).code()).isEqualTo(ProblemCode.START_MISMATCH);
        assertThat(refused(at(now, seen, moved)).message()).contains("moved");
        assertThat(at(now, seen, respelt)).isInstanceOf(Decision.Cancel.class);
    }

    @Test
    void doesNotCancelWhatBecameAnotherPatients() {
        assertThat(refused(promptly(seenOf(PATIENT, null), appointment("booked", participants(actor(OTHER_PATIENT)))))
                        .code())
                .isEqualTo(ProblemCode.PATIENT_MISMATCH);
        assertThat(refused(promptly(seenOf(null, "p1"), appointment("booked", participants(reference("Patient/p2")))))
                        .code())
                .isEqualTo(ProblemCode.PATIENT_MISMATCH);
        assertThat(promptly(seenOf(PATIENT, null), appointment("booked", participants(actor(PATIENT)))))
                .isInstanceOf(Decision.Cancel.class);
        assertThat(promptly(seenOf(null, "p1"), appointment("booked", participants(reference("Patient/p1")))))
                .isInstanceOf(Decision.Cancel.class);
        assertThat(promptly(seenOf(PATIENT, "p1"), appointment("booked")))
                .as("hidden now: nothing shows another one")
                .isInstanceOf(Decision.Cancel.class);
    }

    @Test
    void leavesThePatientWhomTheRequestNamesToTheComparison() {
        Cancellation seen = Given.cancellation(requestFor(PATIENT), RECEIVED).with(facts(OTHER_PATIENT, null));

        assertThat(promptly(seen, appointment("booked", participants(actor(PATIENT)))))
                .isInstanceOf(Decision.Cancel.class);
    }

    @Test
    void leavesWhatSomebodyElseHasCancelledMeanwhileCancelled() {
        ReadAppointment cancelled = read("{\"resourceType\":\"Appointment\",\"id\":\"a1\",\"status\":\"cancelled\","
                + "\"start\":\"2027-01-01T00:00:00Z\",\"meta\":{\"lastUpdated\":\"2026-11-30T12:00:00Z\"}}");

        assertThat(late(seen(appointment("booked")), cancelled)).isInstanceOf(Decision.AlreadyThere.class);
    }

    /** Whatever the times: what a late request cancels was last changed before it, or by its own write. */
    @Property
    void neverCancelsLateWhatOthersChangedAfterTheRequest(
            @ForAll @IntRange(min = -1000, max = 1000) int changedAfterMinutes,
            @ForAll @IntRange(max = 86_400) int nowAfterSeconds,
            @ForAll @IntRange(min = -1, max = 600) int putAfterMinutes,
            @ForAll boolean sameVersion) {
        Instant changed = RECEIVED.plus(Duration.ofMinutes(changedAfterMinutes));
        Instant now = RECEIVED.plusSeconds(nowAfterSeconds);
        Instant put = putAfterMinutes < 0 ? null : RECEIVED.plus(Duration.ofMinutes(putAfterMinutes));
        Cancellation cancellation = cancellation()
                .with(ProviderProgress.NONE.reading(
                        ProviderProgress.Facts.NONE, new Seen(true, START, "W/\"1\"", put)));

        boolean cancels = at(now.toString(), cancellation, version(sameVersion ? "1" : "2", changed.toString()))
                instanceof Decision.Cancel;

        Instant limit = (put == null ? RECEIVED : put).plus(LATE.after());
        boolean ownWrite = put != null && !changed.isAfter(limit);
        assertThat(cancels).isEqualTo(!now.isAfter(limit) || sameVersion || ownWrite);
    }

    private static Cancellation cancellation() {
        return Given.cancellation(request(), RECEIVED);
    }

    private static Cancellation seen(ReadAppointment appointment) {
        return cancellation()
                .with(ProviderProgress.NONE.reading(
                        ProviderProgress.Facts.NONE,
                        Seen.NOTHING.reading(appointment.start().orElse(null), appointment.version())));
    }

    private static Cancellation seenOf(NhsNumber patient, String patientId) {
        return cancellation().with(facts(patient, patientId));
    }

    private static ProviderProgress facts(NhsNumber patient, String patientId) {
        return ProviderProgress.NONE.reading(
                new ProviderProgress.Facts(patient, patientId, null), Seen.NOTHING.reading(START, null));
    }

    private static ReadAppointment changedAt(String lastUpdated) {
        return appointment("booked", "\"meta\":{\"lastUpdated\":\"" + lastUpdated + "\"}");
    }

    private static ReadAppointment version(String version, String lastUpdated) {
        return appointment(
                "booked", "\"meta\":{\"versionId\":\"" + version + "\",\"lastUpdated\":\"" + lastUpdated + "\"}");
    }

    private static Decision promptly(Cancellation cancellation, ReadAppointment appointment) {
        return at(RECEIVED.plusSeconds(1).toString(), cancellation, appointment);
    }

    private static Decision late(Cancellation cancellation, ReadAppointment appointment) {
        return at(RECEIVED.plus(A_DAY).toString(), cancellation, appointment);
    }

    private static Decision at(String now, Cancellation cancellation, ReadAppointment appointment) {
        return new CancellationRules(DEFAULT_POLICY, LATE, clock(Instant.parse(now)))
                .decide(cancellation, appointment, PatientEvidence.NOT_ASKED);
    }

    private static Clock clock(Instant now) {
        return Clock.fixed(now, ZoneOffset.UTC);
    }

    private static Problem refused(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Refuse.class);
        return ((Decision.Refuse) decision).problem();
    }
}
