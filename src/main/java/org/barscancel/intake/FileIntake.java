package org.barscancel.intake;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
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
import org.barscancel.request.DocumentReader;
import org.barscancel.request.Reading;
import org.jspecify.annotations.Nullable;

/** Reads claimed files. */
public final class FileIntake {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd").withZone(ZoneOffset.UTC);

    /** Carried out, it might be what was only to be tried; as a dry run, what was meant. */
    private static final Reading.Unreadable DOUBTFUL = new Reading.Unreadable(
            new Problem(
                    ProblemCode.INVALID_FIELD,
                    "The file's name looks like that of a dry run, and is none.",
                    "For a dry run let the name end in .dry-run.json (or .csv, .hl7, .xml); else name it otherwise."),
            null,
            null);

    private final Path home;
    private final Claims claims;
    private final DocumentReader documents;
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
     * @param documents reads JSON and BaRS messages
     * @param csv reads CSV
     * @param hl7 reads HL7 v2
     * @param mostBytes a larger file of any format but CSV is not read
     * @param clock tells when files are taken
     * @param shelf knows the files that are still to be put away
     */
    public FileIntake(
            Path home,
            Claims claims,
            DocumentReader documents,
            CsvIntake csv,
            Hl7Intake hl7,
            long mostBytes,
            Clock clock,
            Shelf shelf) {
        this.home = home.toAbsolutePath().normalize();
        this.claims = claims;
        this.documents = documents;
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
        if (DryRunName.isDoubtful(claimed.name())) {
            return unreadable(claimed, DOUBTFUL);
        }
        String name = claimed.name().toLowerCase(Locale.ROOT);
        if (name.endsWith(".json")) {
            return whole(claimed, documents::read);
        }
        if (name.endsWith(".xml")) {
            return whole(claimed, documents::message);
        }
        if (name.endsWith(".hl7")) {
            return whole(claimed, content -> hl7.file(content, claimed.requester()));
        }
        return name.endsWith(".csv") ? csv(claimed) : unsupported(claimed, name);
    }

    private FileArrival csv(ClaimedFile claimed) throws IOException {
        CsvIntake.Next next =
                csv.next(shelf.content(claimed), shelf.progress(claimed), CalledFiles.rate(claimed.path()));
        if (next instanceof CsvIntake.Broken broken) {
            return unreadable(claimed, broken.reading());
        }
        shelf.conceal(claimed);
        CsvIntake.Part part = (CsvIntake.Part) next;
        Reading.Rows rows =
                CalledFiles.key(claimed).map(key -> key.applyTo(part.rows())).orElse(part.rows());
        return requests(claimed, rows, part.then().rows(), part.then().isComplete() ? null : part.then());
    }

    private FileArrival whole(ClaimedFile claimed, Function<byte[], Reading> reader) throws IOException {
        long size = Files.size(claimed.path());
        if (size > mostBytes && !shelf.isConcealed(claimed)) {
            Problem problem = new Problem(
                    ProblemCode.TOO_LARGE, "The file has " + size + " bytes; at most " + mostBytes + " are read.");
            return unreadable(claimed, new Reading.Unreadable(problem, null, null));
        }
        Reading reading = reader.apply(content(claimed));
        if (reading instanceof Reading.Unreadable unreadable) {
            return unreadable(claimed, unreadable);
        }
        shelf.conceal(claimed);
        Reading.Rows rows = (Reading.Rows) reading;
        return requests(claimed, rows, rows.rows().size(), null);
    }

    private byte[] content(ClaimedFile claimed) throws IOException {
        try (InputStream in = shelf.open(claimed)) {
            return in.readAllBytes();
        }
    }

    private FileArrival unsupported(ClaimedFile claimed, String name) {
        String kind = name.substring(name.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT);
        Problem problem = new Problem(
                ProblemCode.UNSUPPORTED_FORMAT,
                "This version does not read " + kind + " files.",
                "Send the requests as JSON, CSV, HL7 v2 or a BaRS message.");
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

    /** A file that is read again after a crash arrived when it was claimed, and lies in the archive of that day. */
    private FileArrival requests(ClaimedFile claimed, Reading.Rows rows, int size, @Nullable FileProgress more) {
        Instant at = claimed.since().orElseGet(clock::instant);
        return new FileArrival.Requests(
                claimed,
                new Arrival(
                        claimed.channel(),
                        claimed.requester(),
                        claimed.called() ? null : claimed.name(),
                        claimed.claim(),
                        claimed.claim(),
                        null,
                        at,
                        rows,
                        size,
                        DryRunName.isOne(claimed.name())),
                home.resolve("archive")
                        .resolve(DAY.format(at))
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
