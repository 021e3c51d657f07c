package org.barscancel.intake;

import java.time.Clock;
import java.util.Optional;
import org.barscancel.cancellation.ReplyTo;
import org.barscancel.hl7.Hl7Feed;
import org.barscancel.problem.Problem;
import org.barscancel.request.CsvRequestReader;
import org.barscancel.request.DocumentReader;
import org.barscancel.request.Reading;
import org.jspecify.annotations.Nullable;

/** Reads messages from the request queue: HL7 v2, CSV, a BaRS message or JSON, by how they start. */
public final class QueueIntake {
    private static final String CSV = "csv";

    private final DocumentReader documents;
    private final CsvMessageReader csv;
    private final Hl7Intake hl7;
    private final Clock clock;

    /**
     * Sets up the intake.
     *
     * @param documents reads JSON and BaRS messages, up to its own limit
     * @param csv reads CSV
     * @param hl7 reads HL7 v2
     * @param clock tells when messages are taken
     */
    public QueueIntake(DocumentReader documents, CsvMessageReader csv, Hl7Intake hl7, Clock clock) {
        this.documents = documents;
        this.csv = csv;
        this.hl7 = hl7;
        this.clock = clock;
    }

    /**
     * Reads a message.
     *
     * @param body the bytes; UTF-8 if they came as text or are JSON
     * @param decoded whether they came as text
     * @param messageId the broker's id of the message
     * @param requester who sent it, when the message says so; HL7 v2 is its feed's
     * @param replyTo who waits for the answer
     * @param dryRun what the message says of dry runs
     * @param format {@code csv} for CSV whose header is not to be recognised; what else it may be is known by its start
     */
    public Arrival read(
            byte[] body,
            boolean decoded,
            String messageId,
            @Nullable String requester,
            @Nullable ReplyTo replyTo,
            DryRunWish dryRun,
            @Nullable String format) {
        Optional<Problem> unclear = dryRun.problem("The property");
        if (unclear.isPresent()) {
            return refused(body, unclear.get(), messageId, requester, replyTo);
        }
        boolean isCsv = CSV.equalsIgnoreCase(format) || CsvRequestReader.isCsv(body);
        boolean isHl7 = !isCsv && Hl7Intake.isHl7(body);
        Reading reading =
                isCsv ? csv.read(body, decoded) : isHl7 ? hl7.message(body, decoded, requester) : documents.read(body);
        Reading.Rows rows = reading instanceof Reading.Unreadable unreadable
                ? Originals.unreadable(body, unreadable.problem())
                : (Reading.Rows) reading;
        String asked = isHl7 ? hl7.feed(requester).map(Hl7Feed::name).orElse(requester) : requester;
        return new Arrival("queue", asked, null, messageId, null, replyTo, clock.instant(), rows)
                .asDryRun(dryRun == DryRunWish.ALL);
    }

    /**
     * What was not even read, as one refused row without an original.
     *
     * @param problem why not
     * @param messageId the broker's id of the message
     * @param requester who sent it, when the message says so
     * @param replyTo who waits for the answer
     */
    public Arrival refused(Problem problem, String messageId, @Nullable String requester, @Nullable ReplyTo replyTo) {
        return refused(new byte[0], problem, messageId, requester, replyTo);
    }

    private Arrival refused(
            byte[] original, Problem problem, String messageId, @Nullable String requester, @Nullable ReplyTo replyTo) {
        return new Arrival(
                "queue",
                requester,
                null,
                messageId,
                null,
                replyTo,
                clock.instant(),
                Originals.unreadable(original, problem));
    }
}
