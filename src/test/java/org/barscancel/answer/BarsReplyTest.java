package org.barscancel.answer;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.StrictErrorHandler;
import org.barscancel.problem.Problem;
import org.barscancel.problem.ProblemCode;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BarsReplyTest {
    private static final BarsReply.Ids IDS = new BarsReply.Ids("r1", "c1");

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
        BarsReply reply = BarsReply.refused(new Problem(code, "It is \"so\"."), IDS);

        assertThat(reply.status()).isEqualTo(status);
        assertIssue(reply, issueCode, errorCode);
        assertThat(parsed(reply).getIssueFirstRep().getDiagnostics()).isEqualTo("It is \"so\".");
    }

    @Test
    void tellsARepeatFromOneThatIsStillRunning() {
        assertThat(BarsReply.repeated(true, IDS).status()).isEqualTo(409);
        assertIssue(BarsReply.repeated(true, IDS), "duplicate", "REC_CONFLICT");
        assertThat(BarsReply.repeated(false, IDS).status()).isEqualTo(425);
        assertIssue(BarsReply.repeated(false, IDS), "transient", "REC_TOO_EARLY");
    }

    @Test
    void mirrorsTheIdsThatWereGiven() {
        assertThat(BarsReply.repeated(true, IDS).headers())
                .containsEntry("X-Request-Id", "r1")
                .containsEntry("X-Correlation-Id", "c1");
        assertThat(BarsReply.repeated(true, new BarsReply.Ids(null, null)).headers())
                .isEmpty();
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
