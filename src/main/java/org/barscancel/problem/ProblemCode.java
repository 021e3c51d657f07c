package org.barscancel.problem;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * Why a cancellation, or one leg of it, came to no good end. Each code is public: users script against its spelling.
 *
 * <p>The next action is what the code advises when nothing more is known.
 */
public enum ProblemCode {
    /** The input cannot be read at all. */
    MALFORMED("Correct the file or message and send it again."),
    /** The input is larger than {@code bars.limits.request-bytes}. */
    TOO_LARGE("Split the input into smaller files or messages and send them again."),
    /** The input is of a kind this program does not read. */
    UNSUPPORTED_FORMAT("Send the request in a supported format."),
    /** The input is readable but asks for something other than a cancellation. */
    UNSUPPORTED_EVENT("Send only cancellation events to this program."),
    /** A field of the request is missing, unknown or has a value that is not allowed. */
    INVALID_FIELD("Correct the named field and send the request again."),
    /** The provider does not know the appointment. */
    NOT_FOUND("Check the appointment id and the target service."),
    /** More than one booking fits. */
    AMBIGUOUS("Name the appointment by its id."),
    /** The appointment is not in a status that may be cancelled (R2, R9). */
    NOT_CURRENT("Check the appointment at the provider; it may have been changed since."),
    /** The appointment's start has passed (R10). */
    PAST_APPOINTMENT("Record the outcome of the appointment at the provider instead."),
    /** The appointment was changed after the request came, and the request is late. */
    CHANGED_APPOINTMENT(
            "Look at the appointment at the provider; if it is to be cancelled as it is, send a new request."),
    /** The request names another start than the appointment's, or it was moved since the request was first tried. */
    START_MISMATCH("Check that the request names the right appointment; it may have been moved."),
    /** The request names another patient than the appointment's (R8). */
    PATIENT_MISMATCH("Check that the request names the right appointment and the right patient."),
    /** Nothing shows whose appointment it is (R8). */
    PATIENT_UNVERIFIED("Check the patient at the provider, or relax bars.patient-check."),
    /** The far side will not take this message (R24). */
    REFUSED("Ask the far side's support why, quoting the correlation id."),
    /** The appointment kept changing while it was being cancelled (R7). */
    CONFLICT("Look at the appointment at the provider, then replay."),
    /** The far side says it has the change, and shows that it has not (R6, R18). */
    UNCONFIRMED("Look at the appointment at the provider before replaying."),
    /** What came back is not a FHIR answer to the question (R24). */
    INVALID_ANSWER("Check what stands between this program and the far side, then replay."),
    /** The far side does not accept who we are (R24). */
    UNAUTHORISED("Check credentials, certificates and access rights, then replay."),
    /** The message does not reach its service (R24). */
    ROUTING("Check the far side's URL and the target service, then replay."),
    /** The far side did not answer for as long as {@code bars.retry.give-up-after}. */
    UNAVAILABLE("Wait until the far side works again, then replay."),
    /** The registry cannot be searched without an NHS number (R16). */
    NO_NHS_NUMBER("Send the NHS number with the request, or remove the pointer by hand."),
    /** The pointer belongs to another organisation (R14). */
    POINTER_NOT_OURS("Ask the pointer's custodian to remove it, or correct bars.registry.custodian."),
    /** A person has aborted the list before this request of it was begun. */
    ABORTED("Resubmit the list, or replay this one, if it is to be carried out after all."),
    /** A setting is missing or wrong. */
    CONFIGURATION("Correct the named setting, then replay.");

    private static final Set<ProblemCode> OF_THE_INPUT =
            EnumSet.of(MALFORMED, TOO_LARGE, UNSUPPORTED_FORMAT, UNSUPPORTED_EVENT, INVALID_FIELD);

    private final String nextAction;

    ProblemCode(String nextAction) {
        this.nextAction = nextAction;
    }

    /** The public spelling, for example {@code not-current}. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A sentence that tells a person what to do. */
    public String nextAction() {
        return nextAction;
    }

    /** Whether the input itself was refused: there is nothing that could run again. */
    public boolean isOfTheInput() {
        return OF_THE_INPUT.contains(this);
    }

    /**
     * @param code a public spelling
     * @throws IllegalArgumentException when there is no such code
     */
    @JsonCreator
    public static ProblemCode of(String code) {
        return Arrays.stream(values())
                .filter(candidate -> candidate.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No such problem code: " + code));
    }
}
