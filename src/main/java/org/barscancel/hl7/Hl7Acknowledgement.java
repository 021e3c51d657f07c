package org.barscancel.hl7;

import ca.uhn.hl7v2.AcknowledgmentCode;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.barscancel.problem.Problem;
import org.barscancel.problem.ProblemCode;

/**
 * Answers a message in its own version and with its own separators, without MLLP's frame. In original mode (MSH-15 and
 * MSH-16 empty) every message is answered by AA, AR or AE. In enhanced mode at most one answer is sent: CA, CR or CE when
 * MSH-15 wants it, else AA, AR or AE when MSH-16 does; a later application acknowledgement is not sent.
 */
public final class Hl7Acknowledgement {
    private static final Problem LATER =
            new Problem(ProblemCode.UNAVAILABLE, "The message cannot be stored at present.", "Send it again later.");

    private final Clock clock;
    private final Supplier<String> controlIds;

    /** How it went. */
    private enum Outcome {
        ACCEPTED(AcknowledgmentCode.AA, AcknowledgmentCode.CA),
        REFUSED(AcknowledgmentCode.AR, AcknowledgmentCode.CR),
        FAILED(AcknowledgmentCode.AE, AcknowledgmentCode.CE);

        private final AcknowledgmentCode application;
        private final AcknowledgmentCode commit;

        Outcome(AcknowledgmentCode application, AcknowledgmentCode commit) {
            this.application = application;
            this.commit = commit;
        }

        /** HL7 table 0155; what is not in it counts as always. */
        boolean isWanted(String condition) {
            return switch (condition) {
                case "", "NE" -> false;
                case "ER" -> this != ACCEPTED;
                case "SU" -> this == ACCEPTED;
                default -> true;
            };
        }
    }

    /**
     * Makes answers.
     *
     * @param clock tells when they are made (MSH-7)
     * @param controlIds names each of them (MSH-10): 1 to 20 ASCII letters and digits, each time others
     */
    public Hl7Acknowledgement(Clock clock, Supplier<String> controlIds) {
        this.clock = clock;
        this.controlIds = controlIds;
    }

    /**
     * The request is safely stored (AA or CA).
     *
     * @return the bytes; empty when the sender wants no answer
     */
    public Optional<byte[]> accepted(Hl7Header header) {
        return answer(header, Outcome.ACCEPTED, Optional.empty());
    }

    /**
     * The request is safely stored (AA or CA), and is a dry run: its text says so.
     *
     * @return the bytes; empty when the sender wants no answer
     */
    public Optional<byte[]> acceptedAsDryRun(Hl7Header header) {
        return code(header, Outcome.ACCEPTED).map(code -> {
            AcknowledgementText text = new AcknowledgementText(header);
            text.header(clock.instant(), controlIds.get());
            text.acknowledgeDryRun(code);
            return text.bytes();
        });
    }

    /**
     * The message will not be carried out, however often it is sent (AR or CR).
     *
     * @return the bytes; empty when the sender wants no answer
     */
    public Optional<byte[]> refused(Hl7Header header, Problem problem) {
        return answer(header, Outcome.REFUSED, Optional.of(problem));
    }

    /**
     * The message cannot be stored now; the sender is to send it again (AE or CE).
     *
     * @return the bytes; empty when the sender wants no answer
     */
    public Optional<byte[]> unavailable(Hl7Header header) {
        return answer(header, Outcome.FAILED, Optional.of(LATER));
    }

    private Optional<byte[]> answer(Hl7Header header, Outcome outcome, Optional<Problem> problem) {
        return code(header, outcome).map(code -> {
            AcknowledgementText text = new AcknowledgementText(header);
            text.header(clock.instant(), controlIds.get());
            text.acknowledge(code, problem);
            problem.ifPresent(text::error);
            return text.bytes();
        });
    }

    private static Optional<AcknowledgmentCode> code(Hl7Header header, Outcome outcome) {
        String commit = header.component(15, 1).strip();
        String application = header.component(16, 1).strip();
        if (outcome.isWanted(commit)) {
            return Optional.of(outcome.commit);
        }
        boolean original = commit.isEmpty() && application.isEmpty();
        return original || outcome.isWanted(application) ? Optional.of(outcome.application) : Optional.empty();
    }
}
