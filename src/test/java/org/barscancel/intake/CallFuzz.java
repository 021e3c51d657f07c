package org.barscancel.intake;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.barscancel.fuzz.Holds;
import org.barscancel.request.JsonRequestReader;
import org.barscancel.request.Reading;

/** A call by HTTP: a line of {@code Idempotency-Key}, one of {@code Content-Type}, one of feed, and the body. */
public final class CallFuzz {
    private static final int LINES = 4;
    private static final HttpIntake INTAKE = new HttpIntake(
            Map.of(
                    "application/json",
                    HttpIntake.plain(new JsonRequestReader(1 << 16)::read),
                    "application/hl7-v2",
                    Feeds.intake(1 << 16, Clock.systemUTC())::call),
            List.of(CalledFiles.MEDIA_TYPE),
            Clock.systemUTC());

    private CallFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String[] lines = new String(input, StandardCharsets.ISO_8859_1).split("\n", LINES);
        if (lines.length < LINES) {
            return;
        }
        MediaTypes.charset(lines[1]);
        HttpArrival arrival = INTAKE.read(
                lines[LINES - 1].getBytes(StandardCharsets.ISO_8859_1),
                lines[1],
                header(lines[0]),
                header(lines[2]),
                null,
                DryRunWish.NONE);
        if (arrival instanceof HttpArrival.Refused refused) {
            Holds.shown(refused.problem());
            return;
        }
        HttpArrival.Taken taken = (HttpArrival.Taken) arrival;
        taken.arrival().rows().rows().forEach(row -> {
            if (row instanceof Reading.Valid valid && valid.request().requestId() != null) {
                Holds.that(valid.request().requestId().length() <= 128, "A request id is too long");
                Holds.that(
                        valid.request().requestId().chars().noneMatch(Character::isISOControl),
                        "A request id holds control characters");
            } else if (row instanceof Reading.Invalid invalid) {
                Holds.shown(invalid.problem());
            }
        });
    }

    private static String header(String line) {
        return line.isEmpty() ? null : line;
    }
}
