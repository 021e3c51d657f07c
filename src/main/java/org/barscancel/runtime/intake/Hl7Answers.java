package org.barscancel.runtime.intake;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.barscancel.hl7.Hl7Acknowledgement;
import org.barscancel.hl7.Hl7Header;
import org.barscancel.intake.Admission;
import org.barscancel.intake.HttpArrival;

/**
 * What the caller hears who sent HL7 v2 by HTTP: for each message its acknowledgement, in their order, none for one that
 * wants none.
 */
public final class Hl7Answers {
    /** Whether this call is answered so. */
    public static final String VARIABLE = "answeredInHl7";

    private final Hl7Acknowledgement acknowledgements;

    /** @param acknowledgements writes them */
    public Hl7Answers(Hl7Acknowledgement acknowledgements) {
        this.acknowledgements = acknowledgements;
    }

    /** Whether the call of an exchange is answered so. */
    public static boolean isWanted(Exchange exchange) {
        return Boolean.TRUE.equals(exchange.getVariable(VARIABLE, Boolean.class));
    }

    /** To be sent once the requests, or their refusals, are committed. */
    public byte[] stored(HttpArrival.Taken taken, List<Admission> admissions) {
        ByteArrayOutputStream answers = new ByteArrayOutputStream();
        for (int i = 0; i < admissions.size(); i++) {
            of(acknowledgements, taken.headers().get(i), admissions.get(i)).ifPresent(answers::writeBytes);
        }
        return answers.toByteArray();
    }

    /** What the sender of one message hears of it. */
    static Optional<byte[]> of(Hl7Acknowledgement acknowledgements, Hl7Header header, Admission admission) {
        if (admission instanceof Admission.Refusal refused) {
            return acknowledgements.refused(header, refused.problem());
        }
        return Receipt.accepted(admission).dryRun()
                ? acknowledgements.acceptedAsDryRun(header)
                : acknowledgements.accepted(header);
    }

    /** The sender keeps the messages and sends them again. */
    public byte[] notStored(HttpArrival.Taken taken) {
        ByteArrayOutputStream answers = new ByteArrayOutputStream();
        taken.headers().forEach(header -> acknowledgements.unavailable(header).ifPresent(answers::writeBytes));
        return answers.toByteArray();
    }
}
