package org.barscancel.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.barscancel.problem.ProblemCode;
import org.junit.jupiter.api.Test;

/** The check as a reader of another format than JSON uses it. */
class RequestCheckTest {
    private final RequestCheck check = new RequestCheck();

    @Test
    void makesARequestOfWhatWasFound() {
        RequestFields fields = new RequestFields()
                .put("appointmentId", "SCH-1", "a-1")
                .put("requestId", "MSH-10", "17")
                .put("status", "MSH-9", "entered-in-error")
                .put("reason.code", "SCH-6", "R1")
                .put("reason.text", "SCH-6", "Illness")
                .put("nhsNumber", "PID-3", "999 000 0018")
                .put("start", "SCH-11", "2026-12-01T09:30:00Z")
                .put("targetService.system", "the feed", "urn:s")
                .put("targetService.value", "the feed", "1");

        Reading.Row row = check.row(3, "as received", fields);

        assertThat(row)
                .isEqualTo(new Reading.Valid(
                        3,
                        "as received",
                        new CancellationRequest(
                                "17",
                                null,
                                "a-1",
                                TargetStatus.ENTERED_IN_ERROR,
                                new Reason(null, "R1", null, "Illness"),
                                new NhsNumber("9990000018"),
                                Instant.parse("2026-12-01T09:30:00Z"),
                                new TargetService("urn:s", "1"))));
    }

    @Test
    void takesTheWishForADryRunFromText() {
        assertThat(dryRun("TRUE")).isInstanceOfSatisfying(Reading.Valid.class, row -> assertThat(
                        row.request().dryRun())
                .isTrue());
        assertThat(dryRun("false")).isInstanceOfSatisfying(Reading.Valid.class, row -> assertThat(
                        row.request().dryRun())
                .isFalse());
        assertThat(dryRun(null)).isInstanceOfSatisfying(Reading.Valid.class, row -> assertThat(
                        row.request().dryRun())
                .isFalse());
        assertThat(dryRun("yes")).isInstanceOfSatisfying(Reading.Invalid.class, row -> {
            assertThat(row.problem().message()).contains("dryRun must be true or false");
            assertThat(row.dryRun()).isFalse();
        });
    }

    /** Its refusal is none of a request that was meant. */
    @Test
    void knowsADryRunAlsoWhenItIsRefused() {
        Reading.Row row = check.row(
                1, "", new RequestFields().put("appointmentId", "a", "a b").put("dryRun", "dryRun", "true"));

        assertThat(((Reading.Invalid) row).dryRun()).isTrue();
    }

    private Reading.Row dryRun(String value) {
        return check.row(
                1, "", new RequestFields().put("appointmentId", "a", "a-1").put("dryRun", "dryRun", value));
    }

    @Test
    void namesThePlaceOfEachFault() {
        RequestFields fields = new RequestFields()
                .put("appointmentId", "SCH-1", null)
                .put("requestId", "MSH-10", "ok")
                .put("reason.text", "SCH-6", "bell \u0007")
                .fault("start", "SCH-11-4", "is no time that the clocks of its zone show");

        Reading.Invalid row = (Reading.Invalid) check.row(1, "", fields);

        assertThat(row.problem().code()).isEqualTo(ProblemCode.INVALID_FIELD);
        assertThat(row.problem().message())
                .contains("SCH-1: appointmentId is missing")
                .contains("SCH-6: reason.text must be")
                .contains("SCH-11-4: start is no time that the clocks of its zone show");
        assertThat(row.requestId()).isEqualTo("ok");
    }

    @Test
    void neverShowsAValue() {
        RequestFields fields = new RequestFields()
                .put("appointmentId", "SCH-1", "Secret Name")
                .put("nhsNumber", "PID-3", "Secret Name")
                .put("start", "SCH-11", "Secret Name")
                .put("requestId", "MSH-10", "Secret\u0007Name");

        Reading.Invalid row = (Reading.Invalid) check.row(1, "Secret Name", fields);

        assertThat(row.problem().toString() + row + fields).doesNotContain("Secret");
    }
}
