package org.barscancel.appointment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.barscancel.appointment.Given.ACCEPTED;
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
import static org.barscancel.appointment.Given.requestWithStart;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.barscancel.appointment.Decision.AlreadyThere;
import org.barscancel.appointment.Decision.AskPatient;
import org.barscancel.appointment.Decision.Cancel;
import org.barscancel.appointment.Decision.Refuse;
import org.barscancel.appointment.PatientQuestion.ReadPatient;
import org.barscancel.appointment.PatientQuestion.SearchAppointments;
import org.barscancel.problem.Problem;
import org.barscancel.problem.ProblemCode;
import org.barscancel.request.CancellationRequest;
import org.barscancel.request.NhsNumber;
import org.barscancel.request.TargetStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CancellationRulesTest {
    private static final String BEFORE = "2026-11-30T12:00:00Z";
    private static final String START = "2026-12-01T09:30:00Z";

    @Test
    void cancelsACurrentAppointment() {
        Decision decision = decide(request(), appointment("booked", "\"meta\":{\"versionId\":\"4\"}"));

        assertThat(decision).isInstanceOfSatisfying(Cancel.class, cancel -> {
            assertThat(cancel.ifMatch()).isEqualTo("W/\"4\"");
            assertThat(cancel.body()).asString().contains("\"status\":\"cancelled\"");
            assertThat(cancel.toString()).doesNotContain("Appointment");
        });
    }

    @ParameterizedTest
    @EnumSource(TargetStatus.class)
    void isDoneWhenTheAppointmentHasTheStatusAlready(TargetStatus target) {
        assertThat(decide(request(target), appointment(target.code()))).isEqualTo(new AlreadyThere());
    }

    @ParameterizedTest
    @EnumSource(TargetStatus.class)
    void refusesTheOtherFinalStatusWhateverIsConfigured(TargetStatus target) {
        CancellationPolicy policy = new CancellationPolicy(
                Set.of("booked", "cancelled", "entered-in-error"),
                PastAppointments.REFUSE,
                PatientCheck.VERIFY,
                ReasonElement.NONE,
                false);

        Decision decision = new CancellationRules(policy, LATE, at(BEFORE))
                .decide(
                        cancellation(request(target), ACCEPTED),
                        appointment(target.other().code()),
                        PatientEvidence.NOT_ASKED);

        assertThat(problem(decision).code()).isEqualTo(ProblemCode.NOT_CURRENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "proposed",
                "pending",
                "arrived",
                "fulfilled",
                "noshow",
                "checked-in",
                "waitlist",
                "entered-in-error"
            })
    void refusesAnAppointmentThatIsNotCurrentAndNamesItsStatus(String status) {
        Problem problem = problem(decide(request(), appointment(status)));

        assertThat(problem.code()).isEqualTo(ProblemCode.NOT_CURRENT);
        assertThat(problem.message()).contains("\"" + status + "\"").contains("booked");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Booked", "booked ", "9990000018"})
    void doesNotRepeatAStatusThatFhirDoesNotKnow(String status) {
        Problem problem = problem(decide(request(), appointment(status)));

        assertThat(problem.code()).isEqualTo(ProblemCode.NOT_CURRENT);
        assertThat(problem.message()).contains("not one that FHIR knows").doesNotContain(status);
    }

    @Test
    void cancelsWhateverIsConfiguredAsCurrent() {
        CancellationPolicy policy = new CancellationPolicy(
                Set.of("booked", "pending"), PastAppointments.REFUSE, PatientCheck.VERIFY, ReasonElement.NONE, false);

        assertThat(new CancellationRules(policy, LATE, at(BEFORE))
                        .decide(cancellation(request(), ACCEPTED), appointment("pending"), PatientEvidence.NOT_ASKED))
                .isInstanceOf(Cancel.class);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-01T09:30:20Z, less than a minute ago",
        "2026-12-01T09:31:59Z, 1 minute ago",
        "2026-12-01T12:45:00Z, 3 hours ago",
        "2026-12-03T09:30:00Z, 2 days ago"
    })
    void refusesAPastAppointmentAndSaysHowLate(String now, String howLate) {
        Problem problem = problem(decideAt(now, request(), appointment("booked")));

        assertThat(problem.code()).isEqualTo(ProblemCode.PAST_APPOINTMENT);
        assertThat(problem.message()).contains(howLate).contains("came before the start");
    }

    @Test
    void blamesNoDelayWhenTheRequestItselfCameLate() {
        Decision decision = new CancellationRules(DEFAULT_POLICY, LATE, at("2026-12-01T12:00:00Z"))
                .decide(
                        cancellation(request(), Instant.parse("2026-12-01T11:59:59Z")),
                        appointment("booked"),
                        PatientEvidence.NOT_ASKED);

        assertThat(problem(decision).message()).isEqualTo("The appointment's start passed 2 hours ago.");
    }

    @Test
    void cancelsUpToTheVeryStart() {
        assertThat(decideAt(START, request(), appointment("booked"))).isInstanceOf(Cancel.class);
    }

    @Test
    void cancelsAPastAppointmentWhenAllowed() {
        CancellationPolicy policy = new CancellationPolicy(
                Set.of("booked"), PastAppointments.ALLOW, PatientCheck.VERIFY, ReasonElement.NONE, false);

        assertThat(new CancellationRules(policy, LATE, at("2027-01-01T00:00:00Z"))
                        .decide(cancellation(request(), ACCEPTED), appointment("booked"), PatientEvidence.NOT_ASKED))
                .isInstanceOf(Cancel.class);
    }

    @Test
    void takesAnAppointmentWithoutStartForNotPast() {
        assertThat(decide(request(), read("{\"resourceType\":\"Appointment\",\"id\":\"a1\",\"status\":\"booked\"}")))
                .isInstanceOf(Cancel.class);
    }

    @Test
    void refusesAnAppointmentWhoseStartCannotBeRead() {
        Decision decision = decide(
                request(),
                read("{\"resourceType\":\"Appointment\",\"id\":\"a1\",\"status\":\"booked\",\"start\":\"soon\"}"));

        assertThat(problem(decision).code()).isEqualTo(ProblemCode.PAST_APPOINTMENT);
        assertThat(problem(decision).message()).contains("cannot be read").doesNotContain("soon");
    }

    @Test
    void isDoneEvenWhenTheCancelledAppointmentIsPast() {
        assertThat(decideAt("2027-01-01T00:00:00Z", request(), appointment("cancelled")))
                .isEqualTo(new AlreadyThere());
    }

    @Test
    void acceptsTheSameStartInAnotherOffset() {
        assertThat(decide(requestWithStart("2026-12-01T09:30:00Z"), appointment("booked")))
                .isInstanceOf(Cancel.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                ",\"start\":\"2026-12-01T09:31:00Z\"~starts at another time",
                "~has none",
                ",\"start\":\"2026-12-01\"~cannot be read"
            })
    void refusesAnotherStartThanTheRequestNames(String start, String why) {
        for (String status : new String[] {"booked", "cancelled", "fulfilled"}) {
            Decision decision = decide(
                    requestWithStart("2026-12-01T09:30:00Z"),
                    read("{\"resourceType\":\"Appointment\",\"id\":\"a1\",\"status\":\"" + status + "\""
                            + (start == null ? "" : start) + "}"));

            assertThat(problem(decision).code()).isEqualTo(ProblemCode.START_MISMATCH);
            assertThat(problem(decision).message()).contains(why);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"booked", "cancelled", "fulfilled"})
    void refusesAnAppointmentOfAnotherPatientInAnyStatus(String status) {
        Decision decision = decide(requestFor(PATIENT), appointment(status, participants(actor(OTHER_PATIENT))));

        assertThat(problem(decision).code()).isEqualTo(ProblemCode.PATIENT_MISMATCH);
        assertThat(problem(decision).message()).doesNotContain(PATIENT.value(), OTHER_PATIENT.value());
    }

    @Test
    void cancelsAnAppointmentThatShowsThePatient() {
        assertThat(decide(requestFor(PATIENT), appointment("booked", participants(actor(PATIENT)))))
                .isInstanceOf(Cancel.class);
    }

    @Test
    void believesTheAppointmentMoreThanTheEvidence() {
        ReadAppointment appointment = appointment("booked", participants(actor(OTHER_PATIENT)));

        assertThat(problem(decide(requestFor(PATIENT), appointment, PatientEvidence.SAME))
                        .code())
                .isEqualTo(ProblemCode.PATIENT_MISMATCH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"booked", "cancelled"})
    void asksForThePatientFirstAndSearchesNext(String status) {
        ReadAppointment appointment = appointment(status, participants(reference("Patient/p1")));

        assertThat(decide(requestFor(PATIENT), appointment))
                .isEqualTo(new AskPatient(new ReadPatient("p1")))
                .asString()
                .doesNotContain("p1");
        assertThat(decide(requestFor(PATIENT), appointment, PatientEvidence.READ_FAILED))
                .isEqualTo(new AskPatient(new SearchAppointments(PATIENT)));
    }

    @Test
    void searchesAtOnceWhenThePatientHasNoAddress() {
        assertThat(decide(requestFor(PATIENT), appointment("booked", participants(reference("urn:uuid:1")))))
                .isEqualTo(new AskPatient(new SearchAppointments(PATIENT)));
    }

    @ParameterizedTest
    @CsvSource({"booked, SAME, Cancel", "cancelled, SAME, AlreadyThere"})
    void goesOnWhenTheEvidenceSaysTheSamePatient(String status, PatientEvidence evidence, String decision) {
        assertThat(decide(requestFor(PATIENT), appointment(status), evidence)
                        .getClass()
                        .getSimpleName())
                .isEqualTo(decision);
    }

    @ParameterizedTest
    @CsvSource({
        "booked, OTHER, PATIENT_MISMATCH",
        "cancelled, OTHER, PATIENT_MISMATCH",
        "booked, UNVERIFIABLE, PATIENT_UNVERIFIED",
        "cancelled, UNVERIFIABLE, PATIENT_UNVERIFIED"
    })
    void refusesWhenTheEvidenceDoesNotSaySo(String status, PatientEvidence evidence, ProblemCode code) {
        assertThat(problem(decide(requestFor(PATIENT), appointment(status), evidence))
                        .code())
                .isEqualTo(code);
    }

    @Test
    void asksNothingWhenTheAppointmentIsRefusedAnyway() {
        assertThat(problem(decide(requestFor(PATIENT), appointment("fulfilled")))
                        .code())
                .isEqualTo(ProblemCode.NOT_CURRENT);
        assertThat(problem(decideAt("2027-01-01T00:00:00Z", requestFor(PATIENT), appointment("booked")))
                        .code())
                .isEqualTo(ProblemCode.PAST_APPOINTMENT);
    }

    @Test
    void refusesAnAppointmentOfSeveralPatients() {
        String group = participants(reference("Patient/p1"), reference("Patient/p2"));

        assertThat(problem(decide(requestFor(PATIENT), appointment("booked", group), PatientEvidence.SAME))
                        .code())
                .isEqualTo(ProblemCode.PATIENT_UNVERIFIED);
    }

    @ParameterizedTest
    @CsvSource({
        "WHEN_SHOWN, 9990000018, Cancel",
        "WHEN_SHOWN, 9990000026, Refuse",
        "WHEN_SHOWN, , Cancel",
        "OFF, 9990000026, Cancel",
        "OFF, , Cancel"
    })
    void checksThePatientAsConfigured(PatientCheck check, String shown, String decision) {
        CancellationPolicy policy =
                new CancellationPolicy(Set.of("booked"), PastAppointments.REFUSE, check, ReasonElement.NONE, false);
        ReadAppointment appointment = appointment(
                "booked", participants(shown == null ? reference("Patient/p1") : actor(new NhsNumber(shown))));

        assertThat(new CancellationRules(policy, LATE, at(BEFORE))
                        .decide(cancellation(requestFor(PATIENT), ACCEPTED), appointment, PatientEvidence.NOT_ASKED)
                        .getClass()
                        .getSimpleName())
                .isEqualTo(decision);
    }

    @Test
    void checksNoPatientWhenTheRequestNamesNone() {
        assertThat(decide(request(), appointment("booked", participants(actor(PATIENT), actor(OTHER_PATIENT)))))
                .isInstanceOf(Cancel.class);
    }

    private static Decision decide(CancellationRequest request, ReadAppointment appointment) {
        return decide(request, appointment, PatientEvidence.NOT_ASKED);
    }

    private static Decision decide(CancellationRequest request, ReadAppointment appointment, PatientEvidence evidence) {
        return new CancellationRules(DEFAULT_POLICY, LATE, at(BEFORE))
                .decide(cancellation(request, ACCEPTED), appointment, evidence);
    }

    private static Decision decideAt(String now, CancellationRequest request, ReadAppointment appointment) {
        return new CancellationRules(DEFAULT_POLICY, LATE, at(now))
                .decide(cancellation(request, ACCEPTED), appointment, PatientEvidence.NOT_ASKED);
    }

    private static Clock at(String now) {
        return Clock.fixed(Instant.parse(now), ZoneOffset.UTC);
    }

    private static Problem problem(Decision decision) {
        assertThat(decision).isInstanceOf(Refuse.class);
        return ((Refuse) decision).problem();
    }
}
