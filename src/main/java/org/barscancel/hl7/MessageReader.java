package org.barscancel.hl7;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import java.util.regex.Pattern;
import org.barscancel.problem.Problem;
import org.barscancel.problem.ProblemCode;
import org.barscancel.request.MessageOrigin;
import org.barscancel.request.Reading;
import org.barscancel.request.RequestCheck;
import org.barscancel.request.RequestFields;
import org.barscancel.request.TargetService;
import org.barscancel.request.TargetStatus;
import org.jspecify.annotations.Nullable;

/** Reads one message of a feed. */
final class MessageReader {
    private static final Pattern LINE_END = Pattern.compile("[\\r\\n\\x0B\\x1C]");
    private static final Pattern VERSION = Pattern.compile("2\\.[3-8](\\.[0-9])?");

    private final RequestCheck check;
    private final Hl7Feed feed;
    private final Instant now;
    private final @Nullable Charset known;

    /** @param known the character set, when it is not for the messages to say */
    MessageReader(RequestCheck check, Hl7Feed feed, Instant now, @Nullable Charset known) {
        this.check = check;
        this.feed = feed;
        this.now = now;
        this.known = known;
    }

    Hl7Message read(int number, MessageSplitter.Part part) {
        Hl7Header header = Hl7Header.UNKNOWN;
        String original = kept(part.text());
        RequestFields fields = new RequestFields();
        try {
            if (!part.message()) {
                throw new Refused(
                        ProblemCode.MALFORMED, "These lines belong to no message: no segment MSH is before them.");
            }
            header = Hl7Header.of(LINE_END.split(part.text(), 2)[0].strip());
            Charset charset = known != null
                    ? known
                    : Charsets.of(
                            first(header, header.field(18)), part.marked() ? StandardCharsets.UTF_8 : feed.charset());
            String text = Charsets.decode(part.text(), charset);
            original = trimmed(text);
            Segments message = Segments.of(text, header.encoding(), charset);
            return new Hl7Message(header, traced(row(number, original, message, fields), header, message));
        } catch (Refused refused) {
            return new Hl7Message(header, traced(invalid(number, original, refused.problem(), fields), header, null));
        }
    }

    private Reading.Row row(int number, String original, Segments message, RequestFields fields) throws Refused {
        Segment header = message.header();
        boolean visit = feed.cancelledVisit() != null && isVisit(header);
        fields.put("requestId", "MSH-10", header.whole(10));
        if (visit) {
            Objects.requireNonNull(feed.cancelledVisit()).read(message, fields);
        } else {
            feed.readAppointment(message, fields);
        }
        if (!VERSION.matcher(Objects.requireNonNullElse(header.value(12, 1), ""))
                .matches()) {
            throw new Refused(ProblemCode.UNSUPPORTED_FORMAT, "MSH-12: the version must be one from 2.3 to 2.8.");
        }
        feed.gate().check(header, feed.times(), now);
        TargetStatus status = Events.status(message, feed.cancelledVisit() != null);
        fields.put("status", "MSH-9", status.code());
        if (header.whole(10) == null) {
            fields.fault("requestId", "MSH-10", "is missing, and an acknowledgement could not name the message");
        }
        feed.nhsNumber().read(message, fields);
        feed.reason().read(message, fields);
        if (!visit) {
            feed.times().read(message, fields, feed.appointmentId() == null);
        }
        TargetService service = feed.targetService();
        if (service != null) {
            fields.put("targetService.system", "the feed's settings", service.system());
            fields.put("targetService.value", "the feed's settings", service.value());
        }
        return check.row(number, original, fields);
    }

    /** The ids are kept only when they are valid, so that the answer can be matched. */
    private Reading.Row invalid(int number, String original, Problem problem, RequestFields fields) {
        Reading.Row row = check.row(number, "", fields);
        return row instanceof Reading.Invalid invalid
                ? new Reading.Invalid(number, original, problem, invalid.appointmentId(), invalid.requestId())
                : new Reading.Invalid(
                        number,
                        original,
                        problem,
                        ((Reading.Valid) row).request().appointmentId(),
                        ((Reading.Valid) row).request().requestId());
    }

    /** With what a later answer needs to know of the message. */
    private Reading.Row traced(Reading.Row row, Hl7Header header, @Nullable Segments message) {
        if (row instanceof Reading.Valid valid && message != null) {
            FieldPath place = place(message.header());
            return new Reading.Valid(
                    valid.number(),
                    valid.original(),
                    valid.request(),
                    place == null
                            ? new MessageOrigin(feed.name(), header.kept(), null, null)
                            : new MessageOrigin(
                                    feed.name(), header.kept(), place.text(), OnePlace.value(place, message)));
        }
        return row instanceof Reading.Invalid invalid && header != Hl7Header.UNKNOWN
                ? invalid.of(new MessageOrigin(feed.name(), header.kept(), null, null))
                : row;
    }

    /** Where the message says which booking it means; null when patient and start say it. */
    private @Nullable FieldPath place(Segment header) {
        AppointmentIdRule ofVisit = feed.cancelledVisit();
        if (ofVisit != null && isVisit(header)) {
            return ofVisit.path();
        }
        AppointmentIdRule ofAppointment = feed.appointmentId();
        BookingNumberRule ofBooking = feed.bookingNumber();
        if (ofAppointment != null) {
            return ofAppointment.path();
        }
        return ofBooking == null ? null : ofBooking.path();
    }

    private static boolean isVisit(Segment header) {
        return Events.of(header).equals(Events.CANCELLED_VISIT);
    }

    private static String first(Hl7Header header, String field) {
        int end = field.indexOf(header.encoding().getRepetitionSeparator());
        return end < 0 ? field : field.substring(0, end);
    }

    /** What cannot be decoded is kept byte for byte in a spelling of its own. */
    private static String kept(String bytes) {
        return bytes.chars().allMatch(c -> c < 128)
                ? trimmed(bytes)
                : "base64:" + Base64.getEncoder().encodeToString(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Without the frame around the message and the line ends after it. */
    private static String trimmed(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) <= ' ') {
            end--;
        }
        return text.substring(0, end);
    }
}
