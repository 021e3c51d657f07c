package org.barscancel.hl7;

import java.time.Instant;
import java.util.Arrays;
import org.barscancel.problem.Problem;
import org.barscancel.request.TargetStatus;

/** Writes a message that tells of a cancelled or deleted booking. It names the booking and nobody (R23). */
final class NotificationText extends AnswerText {
    private static final String SCHEDULE = "SCH";
    private static final int EVENT_REASON = 6;
    private static final int FILLER_STATUS = 25;

    NotificationText(Hl7Header header) {
        super(header);
    }

    void header(Instant now, String controlId, TargetStatus status) {
        String trigger = status == TargetStatus.CANCELLED ? "S15" : "S17";
        header(now, controlId, composite("SIU", trigger, minorVersion() >= 4 ? "SIU_S12" : ""), "", "");
    }

    /**
     * SCH, with the id where the feed has it, and the feed's own segment before the resources when that is another.
     *
     * @param id as the feed gave it
     */
    void booking(FieldPath place, String id, TargetStatus status) {
        boolean inSchedule = place.segment().equals(SCHEDULE);
        String[] schedule = fields(Math.max(FILLER_STATUS, inSchedule ? place.field() : 0));
        schedule[EVENT_REASON - 1] = own(status.code(), LONGEST_TEXT);
        schedule[FILLER_STATUS - 1] =
                composite(status == TargetStatus.CANCELLED ? "Cancelled" : "Deleted", "", "HL70278");
        if (inSchedule) {
            schedule[place.field() - 1] = at(place, id);
        }
        segment(SCHEDULE, schedule);
    }

    /** What a person should know beside it. */
    void note(Problem problem) {
        segment("NTE", "1", "", own(AcknowledgementText.sentence(problem) + " " + problem.nextAction(), LONGEST_TEXT));
    }

    /** The segment of an id that does not stand in SCH, and the resources, which the standard asks for. */
    void rest(FieldPath place, String id) {
        if (!place.segment().equals(SCHEDULE)) {
            String[] fields = fields(place.field());
            fields[place.field() - 1] = at(place, id);
            segment(place.segment(), fields);
        }
        segment("RGS", "1");
    }

    private String at(FieldPath place, String id) {
        String[] subcomponents = fields(place.subcomponent());
        subcomponents[place.subcomponent() - 1] = own(id, LONGEST_TEXT);
        String[] components = fields(place.component());
        components[place.component() - 1] = joined(separators().getSubcomponentSeparator(), subcomponents);
        return composite(components);
    }

    private static String[] fields(int count) {
        String[] fields = new String[count];
        Arrays.fill(fields, "");
        return fields;
    }
}
