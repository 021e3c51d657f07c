package org.barscancel.hl7;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.barscancel.problem.Problem;
import org.barscancel.problem.ProblemCode;
import org.barscancel.request.TargetStatus;
import org.jspecify.annotations.Nullable;

/**
 * What a message asks for, by its trigger event. The status field SCH-25 contradicts it in real feeds, and the structure
 * in MSH-9-3 is often wrong.
 */
final class Events {
    static final String CANCELLED_VISIT = "ADT^A38";

    private static final Map<String, TargetStatus> TAKEN =
            Map.of("SIU^S15", TargetStatus.CANCELLED, "SIU^S17", TargetStatus.ENTERED_IN_ERROR);
    private static final Map<String, String> OTHERS = Map.of(
            "SIU^S12",
            "a new booking",
            "SIU^S13",
            "a rescheduling",
            "SIU^S14",
            "a modification",
            "SIU^S16",
            "a discontinuation",
            "SIU^S26",
            "a patient who did not come",
            CANCELLED_VISIT,
            "a cancelled visit, which this feed is not set to take");

    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9]{2}");
    private static final Pattern UNDONE = Pattern.compile("UNDO[ _-]?CANCEL.*");

    private Events() {}

    /** The event as {@code SIU^S15}; empty when MSH-9 names none that may be shown (R23). */
    static String of(Segment header) {
        String type = header.value(9, 1);
        String trigger = header.value(9, 2);
        return type == null
                        || trigger == null
                        || !CODE.matcher(type).matches()
                        || !CODE.matcher(trigger).matches()
                ? ""
                : type + "^" + trigger;
    }

    /** @param cancelledVisits whether ADT^A38 is taken */
    static TargetStatus status(Segments message, boolean cancelledVisits) throws Refused {
        String event = of(message.header());
        TargetStatus status =
                cancelledVisits && event.equals(CANCELLED_VISIT) ? TargetStatus.CANCELLED : TAKEN.get(event);
        if (status != null) {
            return status;
        }
        if (event.isEmpty()) {
            throw new Refused(ProblemCode.UNSUPPORTED_EVENT, "MSH-9: names no message type and event that is read.");
        }
        if ((event.equals("SIU^S13") || event.equals("SIU^S14")) && takesBack(message)) {
            throw new Refused(new Problem(
                    ProblemCode.UNSUPPORTED_EVENT,
                    "MSH-9: " + event + " with SCH-6 Undo Cancel takes a cancellation back; this program only cancels.",
                    "Look at the appointment at the provider, and book it again there if it is cancelled."));
        }
        String meaning = Objects.requireNonNullElse(OTHERS.get(event), "no cancellation");
        throw new Refused(
                ProblemCode.UNSUPPORTED_EVENT,
                "MSH-9: " + event + " is " + meaning
                        + "; SIU^S15 (cancelled) and SIU^S17 (entered in error) are read.");
    }

    private static boolean takesBack(Segments message) {
        return message.all("SCH").stream()
                .anyMatch(schedule -> undone(schedule.value(6, 1)) || undone(schedule.value(6, 2)));
    }

    private static boolean undone(@Nullable String reason) {
        return reason != null && UNDONE.matcher(reason.toUpperCase(Locale.ROOT)).matches();
    }
}
