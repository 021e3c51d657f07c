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
import java.util.function.Function;
import org.barscancel.cancellation.Event;
import org.barscancel.cancellation.NameBasedUuid;
import org.barscancel.problem.Problem;
import org.barscancel.problem.ProblemCode;
import org.barscancel.request.JsonRequestReader;
import org.barscancel.request.Reading;
import org.jspecify.annotations.Nullable;

/** Reads claimed files. */
public final class FileIntake {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd").withZone(ZoneOffset.UTC);

    private final Path home;
    private final Claims claims;
    private final JsonRequestReader json;
    private final CsvIntake csv;
    private final Hl7Intake hl7;
    private final long mostBytes;
    private final Clock clock;
    private final Shelf shelf;

    /**
     * Sets up the intake.
     *
     * @param home below which {@code archive} and {@code rejected} lie
     * @param claims knows the claimed files
     * @param json reads JSON
     * @param csv reads CSV
     * @param hl7 reads HL7 v2
     * @param mostBytes a larger JSON or HL7 v2 file is not read
     * @param clock tells when files are taken
     * @param shelf knows the files that are still to be put away
     */
    public FileIntake(
            Path home,
            Claims claims,
            JsonRequestReader json,
            CsvIntake csv,
            Hl7Intake hl7,
            long mostBytes,
            Clock clock,
            Shelf shelf) {
        this.home = home.toAbsolutePath().normalize();
        this.claims = claims;
        this.json = json;
        this.csv = csv;
        this.hl7 = hl7;
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
        String name = claimed.name().toLowerCase(Locale.ROOT);
        if (name.endsWith(".json")) {
            return whole(claimed, json::read);
        }
        if (name.endsWith(".hl7")) {
            return whole(claimed, content -> hl7.file(content, claimed.requester()));
        }
        return name.endsWith(".csv") ? csv(claimed) : unsupported(claimed, name);
    }

    private FileArrival csv(ClaimedFile claimed) throws IOException {
        CsvIntake.Next next = csv.next(claimed, shelf.progress(claimed));
        if (next instanceof CsvIntake.Broken broken) {
            return unreadable(claimed, broken.reading());
        }
        CsvIntake.Part part = (CsvIntake.Part) next;
        return requests(claimed, part.rows(), part.then().rows(), part.then().isComplete() ? null : part.then());
    }

    private FileArrival whole(ClaimedFile claimed, Function<byte[], Reading> reader) throws IOException {
        long size = Files.size(claimed.path());
        if (size > mostBytes) {
            Problem problem = new Problem(
                    ProblemCode.TOO_LARGE, "The file has " + size + " bytes; at most " + mostBytes + " are read.");
            return unreadable(claimed, new Reading.Unreadable(problem, null, null));
        }
        Reading reading = reader.apply(Files.readAllBytes(claimed.path()));
        if (reading instanceof Reading.Unreadable unreadable) {
            return unreadable(claimed, unreadable);
        }
        Reading.Rows rows = (Reading.Rows) reading;
        return requests(claimed, rows, rows.rows().size(), null);
    }

    private FileArrival unsupported(ClaimedFile claimed, String name) {
        String kind = name.substring(name.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT);
        Problem problem = new Problem(
                ProblemCode.UNSUPPORTED_FORMAT,
                "This version does not read " + kind + " files.",
                "Send the requests as JSON, CSV or HL7 v2.");
        return unreadable(claimed, new Reading.Unreadable(problem, null, null));
    }

    private FileArrival unreadable(ClaimedFile claimed, Reading.Unreadable unreadable) {
        return new FileArrival.Unreadable(
                claimed,
                unreadable,
                new Event.FileRejected(
                        NameBasedUuid.of("file-rejected", claimed.claim()),
                        clock.instant(),
                        claimed.claim(),
                        claimed.requester(),
                        claimed.name(),
                        unreadable.problem()),
                below("rejected", claimed.requester()).resolve(stored(claimed)).toString());
    }

    private FileArrival requests(ClaimedFile claimed, Reading.Rows rows, int size, @Nullable FileProgress more) {
        Instant now = clock.instant();
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
                        rows,
                        size),
                home.resolve("archive")
                        .resolve(DAY.format(now))
                        .resolve(stored(claimed))
                        .toString(),
                more);
    }

    private Path below(String folder, @Nullable String requester) {
        Path path = home.resolve(folder);
        return requester == null ? path : path.resolve(requester);
    }

    private static String stored(ClaimedFile claimed) {
        return claimed.claim() + Claims.SEPARATOR + claimed.name();
    }
}
