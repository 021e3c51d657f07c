package org.barscancel.hl7;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.barscancel.fuzz.Holds;
import org.barscancel.problem.Problem;
import org.barscancel.problem.ProblemCode;
import org.barscancel.request.Reading;

/** HL7 v2 messages, batches of them, and their acknowledgements. */
public final class Hl7Fuzz {
    private static final int LONGEST_ANSWER = 20_000;
    private static final Set<String> SEGMENTS = Set.of("MSH", "MSA", "ERR");
    private static final Hl7Reader READER = new Hl7Reader(1 << 16);
    private static final Hl7Feed FEED = Hl7Feed.usual("pas-1", AppointmentIdRule.at("SCH-1"));
    private static final Hl7Acknowledgement ANSWERS =
            new Hl7Acknowledgement(Clock.fixed(Given.NOW, ZoneOffset.UTC), () -> "C7");

    private Hl7Fuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Hl7Reading reading = READER.read(input, FEED, Given.NOW);
        READER.readDecoded(input, FEED, Given.NOW);
        if (reading instanceof Hl7Reading.Unreadable unreadable) {
            Holds.shown(unreadable.problem());
            return;
        }
        List<Hl7Message> messages = ((Hl7Reading.Messages) reading).messages();
        Holds.that(!messages.isEmpty(), "There is no message");
        messages.forEach(message -> {
            Problem problem = message.row() instanceof Reading.Invalid invalid
                    ? invalid.problem()
                    : new Problem(ProblemCode.CONFIGURATION, "A | text ^ with \\ every & separator ~");
            Holds.shown(problem);
            answered(ANSWERS.accepted(message.header()));
            answered(ANSWERS.refused(message.header(), problem));
            answered(ANSWERS.unavailable(message.header()));
        });
    }

    /** Whatever is echoed of a message opens no segment of its own, and does not end the frame. */
    private static void answered(Optional<byte[]> bytes) {
        bytes.ifPresent(answer -> {
            String text = new String(answer, StandardCharsets.ISO_8859_1);
            Holds.that(text.length() < LONGEST_ANSWER, "An answer is too long");
            Holds.that(
                    text.chars().noneMatch(c -> c < ' ' && c != '\r' && c != '\t'),
                    "An answer holds control characters");
            List<String> names = Arrays.stream(text.split("\r"))
                    .map(segment -> segment.substring(0, Math.min(3, segment.length())))
                    .toList();
            Holds.that(SEGMENTS.containsAll(names), "An answer has a segment that is not ours");
            Holds.that(names.stream().distinct().count() == names.size(), "A segment stands twice");
        });
    }
}
