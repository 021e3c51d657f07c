package org.barscancel.hl7;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.barscancel.request.CancellationRequest;
import org.barscancel.request.Reading;
import org.barscancel.request.TargetService;
import org.jspecify.annotations.Nullable;

/** Messages, feeds, and what was read. */
final class Given {
    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    static final String MSH = "MSH|^~\\&|PAS|RXX|TIE|BARS|20261122115900||SIU^S15^SIU_S12|M-1|P|2.4\r";
    static final String SCH = "SCH|A-1|A-2|||||||||^^^202612010930\r";
    static final String PID = "PID|1||9990000018^^^NHS^NH~MRN1^^^RXX^MR||TEST^Patient\r";

    private static final Hl7Reader READER = new Hl7Reader(20 * 1024 * 1024);

    /** A feed's settings, one changed at a time. */
    record Settings(Hl7Feed feed) {
        static Settings usual() {
            return new Settings(Hl7Feed.usual("pas-1", AppointmentIdRule.at("SCH-1")));
        }

        Hl7Feed id(String place) {
            return copy(
                    feed.gate(), AppointmentIdRule.at(place), null, feed.reason(), feed.times(), feed.charset(), null);
        }

        Hl7Feed id(AppointmentIdRule rule) {
            return copy(feed.gate(), rule, null, feed.reason(), feed.times(), feed.charset(), null);
        }

        Hl7Feed gate(Hl7Gate gate) {
            return copy(gate, feed.appointmentId(), null, feed.reason(), feed.times(), feed.charset(), null);
        }

        Hl7Feed cancelledVisit(String place) {
            return copy(
                    feed.gate(),
                    feed.appointmentId(),
                    AppointmentIdRule.at(place),
                    feed.reason(),
                    feed.times(),
                    feed.charset(),
                    null);
        }

        Hl7Feed reason(ReasonRule rule) {
            return copy(feed.gate(), feed.appointmentId(), null, rule, feed.times(), feed.charset(), null);
        }

        Hl7Feed times(TimeRule times) {
            return copy(feed.gate(), feed.appointmentId(), null, feed.reason(), times, feed.charset(), null);
        }

        Hl7Feed charset(Charset charset) {
            return copy(feed.gate(), feed.appointmentId(), null, feed.reason(), feed.times(), charset, null);
        }

        Hl7Feed service(TargetService service) {
            return copy(feed.gate(), feed.appointmentId(), null, feed.reason(), feed.times(), feed.charset(), service);
        }

        private Hl7Feed copy(
                Hl7Gate gate,
                AppointmentIdRule id,
                @Nullable AppointmentIdRule visit,
                ReasonRule reason,
                TimeRule times,
                Charset charset,
                @Nullable TargetService service) {
            return new Hl7Feed(feed.name(), gate, id, visit, feed.nhsNumber(), reason, times, charset, service);
        }
    }

    private Given() {}

    static Hl7Feed usual() {
        return Settings.usual().feed();
    }

    static Hl7Reading read(byte[] input, Hl7Feed feed) {
        return READER.read(input, feed, NOW);
    }

    static List<Hl7Message> messages(String input, Hl7Feed feed) {
        return ((Hl7Reading.Messages) read(input.getBytes(StandardCharsets.UTF_8), feed)).messages();
    }

    static Hl7Message message(String input, Hl7Feed feed) {
        List<Hl7Message> messages = messages(input, feed);
        assertThat(messages).hasSize(1);
        return messages.get(0);
    }

    static CancellationRequest request(String input, Hl7Feed feed) {
        Reading.Row row = message(input, feed).row();
        assertThat(row)
                .withFailMessage(() -> ((Reading.Invalid) row).problem().toString())
                .isInstanceOf(Reading.Valid.class);
        return ((Reading.Valid) row).request();
    }

    static Reading.Invalid invalid(String input, Hl7Feed feed) {
        Reading.Row row = message(input, feed).row();
        assertThat(row).isInstanceOf(Reading.Invalid.class);
        return (Reading.Invalid) row;
    }
}
