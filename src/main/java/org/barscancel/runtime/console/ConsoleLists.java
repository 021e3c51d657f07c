package org.barscancel.runtime.console;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.apache.tomcat.util.http.fileupload.FileItemStream;
import org.barscancel.access.Caller;
import org.barscancel.cancellation.Event;
import org.barscancel.console.Callers;
import org.barscancel.console.page.BulkLists;
import org.barscancel.intake.CalledFiles;
import org.barscancel.intake.HttpArrival;
import org.barscancel.intake.RehearsedLists;
import org.barscancel.ledger.KnownBatch;
import org.barscancel.ledger.LedgerQueries;
import org.barscancel.problem.Problem;
import org.barscancel.request.Reading;
import org.barscancel.runtime.access.UploadFilter;
import org.barscancel.runtime.http.HttpFiled;
import org.barscancel.runtime.http.Spool;
import org.barscancel.runtime.steering.Doors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;

/** Takes lists for the console by the way of CSV by HTTP: by the spool to the claimed files, and by the same door. */
final class ConsoleLists implements BulkLists {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleLists.class);

    private static final String LATER = "Try again in a minute.";

    private final Doors doors;
    private final Spool spool;
    private final CalledFiles files;
    private final RehearsedLists rehearsed;
    private final HttpFiled filed;
    private final LedgerQueries ledger;
    private final boolean dryRunOnly;

    ConsoleLists(
            Doors doors,
            Spool spool,
            CalledFiles files,
            RehearsedLists rehearsed,
            HttpFiled filed,
            LedgerQueries ledger,
            boolean dryRunOnly) {
        this.doors = doors;
        this.spool = spool;
        this.files = files;
        this.rehearsed = rehearsed;
        this.filed = filed;
        this.ledger = ledger;
        this.dryRunOnly = dryRunOnly;
    }

    @Override
    public long mostBytes() {
        return spool.mostBytes();
    }

    @Override
    public Answer upload(HttpServletRequest call) throws IOException {
        if (doors.isPaused(Doors.HTTP)) {
            return paused();
        }
        if (!(call.getAttribute(UploadFilter.FILE) instanceof FileItemStream file)) {
            return noFile();
        }
        if (!spool.enter()) {
            return noRoom();
        }
        try (InputStream in = file.openStream()) {
            Optional<Path> body = spool.receive(in);
            return body.isPresent() ? taken(body.get(), call) : tooLarge();
        } catch (Spool.NoRoom full) {
            LOG.warn("A list is not taken: it cannot be written to disk at present");
            return noRoom();
        } finally {
            spool.leave();
        }
    }

    @Override
    public Answer start(KnownBatch dryRun, @Nullable Integer rate) throws IOException {
        if (doors.isPaused(Doors.HTTP)) {
            return paused();
        }
        if (dryRunOnly) {
            return new Refused(
                    HttpStatus.CONFLICT,
                    "This program carries nothing out: all that it takes is a dry run (bars.dry-run).",
                    "Start the list once the program runs without it.");
        }
        try {
            Event.BatchOpened opened = rehearsed.start(
                    dryRun.batchId(), dryRun.requester(), dryRun.size(), rate, claim -> ledger.known(claim)
                            .isPresent());
            if (ledger.known(opened.batchId()).isEmpty()) {
                filed.project(opened);
            }
            return new Taken(opened.batchId());
        } catch (NoSuchFileException gone) {
            return new Refused(
                    HttpStatus.CONFLICT,
                    "The file of this list does not lie here: it was removed, or another instance has it.",
                    "Upload it again.");
        }
    }

    @Override
    public Optional<Rehearsal> rehearsal(KnownBatch batch) {
        try {
            return rehearsed.isOne(batch.batchId(), batch.requester())
                    ? Optional.of(
                            new Rehearsal(rehearsed.started(batch.batchId()).orElse(null)))
                    : Optional.empty();
        } catch (IOException unreadable) {
            LOG.warn("It cannot be looked up at present whether a list is a dry run");
            return Optional.empty();
        }
    }

    private Answer taken(Path body, HttpServletRequest call) throws IOException {
        if (Files.size(body) == 0) {
            Files.deleteIfExists(body);
            return noFile();
        }
        HttpArrival arrival = files.upload(body, Caller.of(call).requester());
        if (!(arrival instanceof HttpArrival.Filed list)) {
            return refused(((HttpArrival.Refused) arrival).problem(), null);
        }
        filed.taken(list, Callers.of(call));
        Reading.Unreadable unreadable = list.unreadable();
        return unreadable == null
                ? new Taken(Objects.requireNonNull(list.opened()).batchId())
                : refused(unreadable.problem(), unreadable.line());
    }

    private static Refused refused(Problem problem, @Nullable Integer line) {
        return new Refused(
                HttpStatus.BAD_REQUEST,
                problem.message() + (line == null ? "" : " It is in line " + line + "."),
                problem.nextAction());
    }

    private Refused tooLarge() {
        return new Refused(
                HttpStatus.PAYLOAD_TOO_LARGE,
                "The file has more than " + spool.mostBytes() + " bytes; it is not read.",
                "Upload it in parts.");
    }

    private static Refused noFile() {
        return new Refused(
                HttpStatus.BAD_REQUEST, "No file came, or an empty one.", "Choose a file and send it again.");
    }

    private static Refused noRoom() {
        return new Refused(
                HttpStatus.SERVICE_UNAVAILABLE, "There is no room for another list at present; none was taken.", LATER);
    }

    private static Refused paused() {
        return new Refused(
                HttpStatus.SERVICE_UNAVAILABLE,
                "A person has paused the door http: no list is taken. Nothing was done.",
                "Wait until it is resumed, and send it again.");
    }
}
