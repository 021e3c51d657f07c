package org.barscancel.intake;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.barscancel.cancellation.Event;
import org.barscancel.cancellation.NameBasedUuid;
import org.barscancel.problem.Problem;
import org.barscancel.problem.ProblemCode;
import org.barscancel.request.JsonRequestReader;
import org.barscancel.request.Reading;

/** Reads claimed files. */
public final class FileIntake {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd").withZone(ZoneOffset.UTC);

    private final Path home;
    private final Claims claims;
    private final JsonRequestReader reader;
    private final long mostBytes;
    private final Clock clock;
    private final Shelf shelf;

    /**
     * Sets up the intake.
     *
     * @param home below which {@code archive} and {@code rejected} lie
     * @param claims knows the claimed files
     * @param reader reads JSON
     * @param mostBytes a larger file is not read
     * @param clock tells when files are taken
     * @param shelf knows the files that are still to be put away
     */
    public FileIntake(Path home, Claims claims, JsonRequestReader reader, long mostBytes, Clock clock, Shelf shelf) {
        this.home = home.toAbsolutePath().normalize();
        this.claims = claims;
        this.reader = reader;
        this.mostBytes = mostBytes;
        this.clock = clock;
        this.shelf = shelf;
    }

    /**
     * Reads a claimed file.
     *
     * @throws IOException when it cannot be read at present; it stays claimed and is read later
     */
    public FileArrival read(File file) throws IOException {
        ClaimedFile claimed = claims.of(file);
        String owed = shelf.owed(claimed.claim());
        if (owed != null) {
            return new FileArrival.DealtWith(claimed, owed);
        }
        Instant now = clock.instant();
        Reading reading = reading(claimed);
        if (reading instanceof Reading.Unreadable unreadable) {
            return new FileArrival.Unreadable(
                    claimed,
                    unreadable,
                    new Event.FileRejected(
                            NameBasedUuid.of("file-rejected", claimed.claim()),
                            now,
                            claimed.claim(),
                            claimed.requester(),
                            claimed.name(),
                            unreadable.problem()),
                    below("rejected", claimed.requester())
                            .resolve(stored(claimed))
                            .toString());
        }
        return new FileArrival.Requests(
                claimed,
                new Arrival(
                        "file",
                        claimed.requester(),
                        claimed.name(),
                        claimed.claim(),
                        claimed.claim(),
                        null,
                        now,
                        (Reading.Rows) reading),
                home.resolve("archive")
                        .resolve(DAY.format(now))
                        .resolve(stored(claimed))
                        .toString());
    }

    private Reading reading(ClaimedFile claimed) throws IOException {
        String name = claimed.name().toLowerCase(Locale.ROOT);
        if (!name.endsWith(".json")) {
            String kind = name.substring(name.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT);
            return new Reading.Unreadable(
                    new Problem(
                            ProblemCode.UNSUPPORTED_FORMAT,
                            "This version does not read " + kind + " files.",
                            "Send the requests as JSON."),
                    null,
                    null);
        }
        long size = Files.size(claimed.path());
        if (size > mostBytes) {
            return new Reading.Unreadable(
                    new Problem(
                            ProblemCode.TOO_LARGE,
                            "The file has " + size + " bytes; at most " + mostBytes + " are read."),
                    null,
                    null);
        }
        return reader.read(Files.readAllBytes(claimed.path()));
    }

    private Path below(String folder, @org.jspecify.annotations.Nullable String requester) {
        Path path = home.resolve(folder);
        return requester == null ? path : path.resolve(requester);
    }

    private static String stored(ClaimedFile claimed) {
        return claimed.claim() + Claims.SEPARATOR + claimed.name();
    }
}
