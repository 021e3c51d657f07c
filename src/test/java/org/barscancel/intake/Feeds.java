package org.barscancel.intake;

import java.time.Clock;
import java.util.Map;
import org.barscancel.hl7.AppointmentIdRule;
import org.barscancel.hl7.Hl7Feed;
import org.barscancel.hl7.Hl7Reader;

/** One feed, {@code pas-1}, whose appointments' ids are in SCH-1. */
public final class Feeds {
    private Feeds() {}

    /** That feed for the folder and the requester of its name, and for nobody else. */
    public static Hl7Feeds one() {
        return new Hl7Feeds(
                Map.of("pas-1", Hl7Feed.usual("pas-1", AppointmentIdRule.at("SCH-1"))),
                Map.of("pas-1", "pas-1"),
                Map.of("pas-1", "pas-1"),
                null);
    }

    /** Reads what is of that feed. */
    public static Hl7Intake intake(int mostBytes, Clock clock) {
        return new Hl7Intake(one(), new Hl7Reader(mostBytes), clock);
    }

    /** A cancellation. */
    static String message(String controlId, String appointmentId) {
        return "MSH|^~\\&|P|R|||||SIU^S15|" + controlId + "|P|2.4\rSCH|" + appointmentId + "|\r";
    }
}
