package org.barscancel.answer;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.barscancel.cancellation.Leg;
import org.barscancel.cancellation.ProviderOutcome;
import org.barscancel.cancellation.RegistryOutcome;
import org.barscancel.problem.Problem;
import org.barscancel.problem.ProblemCode;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BarsReplyTest {

    @ParameterizedTest
    @CsvSource({
        "MALFORMED, 400, structure, REC_BAD_REQUEST",
        "INVALID_FIELD, 400, value, REC_BAD_REQUEST",
        "AMBIGUOUS, 400, value, REC_BAD_REQUEST",
        "TOO_LARGE, 413, too-long, REC_BAD_REQUEST",
        "UNSUPPORTED_FORMAT, 415, not-supported, REC_UNSUPPORTED_MEDIA_TYPE",
        "UNSUPPORTED_EVENT, 422, not-supported, REC_UNPROCESSABLE_ENTITY"
    })
    void saysWhyAMessageIsRefused(ProblemCode code, int status, String issueCode, String errorCode) {
        BarsReply reply = BarsReply.refused(new Problem(code, "It is \"so\"."));

        assertThat(reply.status()).isEqualTo(status);
        assertIssue(reply, issueCode, errorCode);
        assertThat(parsed(reply).getIssueFirstRep().getDiagnostics()).isEqualTo("It is \"so\".");
    }

    @Test
    void tellsARepeatFromOneThatIsStillRunning() {
        assertThat(BarsReply.duplicate().status()).isEqualTo(409);
        assertIssue(BarsReply.duplicate(), "duplicate", "REC_CONFLICT");
        assertThat(BarsReply.running().status()).isEqualTo(425);
        assertIssue(BarsReply.running(), "transient", "REC_TOO_EARLY");
    }

    @ParameterizedTest
    @CsvSource({
        "REJECTED, NOT_FOUND, 404, not-found, REC_NOT_FOUND",
        "REJECTED, NOT_CURRENT, 422, business-rule, REC_UNPROCESSABLE_ENTITY",
        "REJECTED, PATIENT_MISMATCH, 422, business-rule, REC_UNPROCESSABLE_ENTITY",
        "PARKED, ROUTING, 500, exception, REC_SERVER_ERROR"
    })
    void saysWhyNothingWasCancelled(
            ProviderOutcome outcome, ProblemCode code, int status, String issueCode, String errorCode) {
        BarsReply reply = BarsReply.of(result(outcome, new Problem(code, "It is so.", "Do this.")));

        assertThat(reply.status()).isEqualTo(status);
        assertIssue(reply, issueCode, errorCode);
        assertThat(parsed(reply).getIssueFirstRep().getDiagnostics()).isEqualTo("It is so. Do this.");
    }

    /** A parked registry leg is no affair of the sender's: the appointment is cancelled. */
    @Test
    void claimsSuccessForACancelledAppointmentOnly() {
        for (ProviderOutcome cancelled : List.of(ProviderOutcome.DONE, ProviderOutcome.ALREADY_DONE)) {
            BarsReply reply = BarsReply.of(result(cancelled, new Problem(ProblemCode.NO_NHS_NUMBER, "It is so.")));

            assertThat(reply.status()).isEqualTo(200);
            assertThat(parsed(reply).getIssueFirstRep().getSeverity().toCode()).isEqualTo("information");
            assertThat(parsed(reply)
                            .getIssueFirstRep()
                            .getDetails()
                            .getCodingFirstRep()
                            .getCode())
                    .isEqualTo("RESOURCE_UPDATED");
        }
        BarsReply pending = BarsReply.of(result(ProviderOutcome.PENDING, null));
        assertThat(pending.status()).isEqualTo(202);
        assertThat(parsed(pending).getIssueFirstRep().getDiagnostics()).contains("not cancelled yet");
    }

    /** Its sender would look no further, and the appointment stands. */
    @Test
    void claimsNoSuccessForADryRun() {
        for (ProviderOutcome outcome : ProviderOutcome.values()) {
            BarsReply reply = BarsReply.of(dryRun(result(outcome, null)));

            assertThat(reply.status()).as(outcome.code()).isEqualTo(503);
            assertThat(parsed(reply).getIssueFirstRep().getDiagnostics()).contains("Dry run", "Nothing was cancelled");
        }
        Problem problem = new Problem(ProblemCode.NOT_CURRENT, "It is so.", "Do this.");
        assertThat(BarsReply.of(dryRun(result(ProviderOutcome.REJECTED, problem))))
                .satisfies(reply -> {
                    assertThat(reply.status()).isEqualTo(422);
                    assertThat(parsed(reply).getIssueFirstRep().getDiagnostics())
                            .isEqualTo("Dry run: It is so. Do this.");
                });
        assertThat(BarsReply.of(dryRun(result(ProviderOutcome.WOULD_CANCEL, problem)))
                        .status())
                .as("a parked registry leg")
                .isEqualTo(503);
    }

    private static CancellationResult dryRun(CancellationResult meant) {
        return new CancellationResult(
                meant.cancellationId(),
                meant.correlationId(),
                meant.requestId(),
                meant.appointmentId(),
                meant.requestedStatus(),
                meant.outcome(),
                meant.registry(),
                meant.pointers(),
                meant.change(),
                meant.problem(),
                meant.discarded(),
                meant.receivedAt(),
                meant.finishedAt(),
                meant.attempts(),
                meant.source(),
                true,
                meant.simulated());
    }

    private static CancellationResult result(ProviderOutcome outcome, Problem problem) {
        UUID id = new UUID(0, 1);
        return new CancellationResult(
                id,
                id,
                null,
                "a1",
                null,
                outcome,
                RegistryOutcome.PENDING,
                null,
                null,
                problem == null ? null : CancellationResult.Trouble.of(problem, Leg.PROVIDER),
                null,
                Instant.EPOCH,
                null,
                new CancellationResult.Attempts(0, 0),
                new CancellationResult.Origin("http", null, null, null),
                null,
                null);
    }

    private static void assertIssue(BarsReply reply, String issueCode, String errorCode) {
        OperationOutcome.OperationOutcomeIssueComponent issue = parsed(reply).getIssueFirstRep();
        assertThat(issue.getSeverity().toCode()).isEqualTo("error");
        assertThat(issue.getCode().toCode()).isEqualTo(issueCode);
        assertThat(issue.getDetails().getCodingFirstRep().getCode()).isEqualTo(errorCode);
    }

    private static OperationOutcome parsed(BarsReply reply) {
        return FhirContext.forR4Cached()
                .newJsonParser()
                .setParserErrorHandler(new StrictErrorHandler())
                .parseResource(OperationOutcome.class, reply.body());
    }
}
