package org.barscancel.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.barscancel.atrest.SealedFiles;
import org.barscancel.cancellation.Event;
import org.barscancel.cancellation.NameBasedUuid;
import org.barscancel.request.CsvRequestReader;
import org.jspecify.annotations.Nullable;

/**
 * Lists of CSV that came by a call as a dry run, and may be carried out from the file as it came. Which list that became is
 * noted beside the file before there is one, so a second start finds the first; and the requests bear ids that are made of the
 * dry run's, so that even two lists would be the same cancellations.
 */
public final class RehearsedLists {
    /** It ends so that it is kept as long as the file beside it. */
    private static final String NOTE = "started.csv";

    private static final Pattern CALLED =
            Pattern.compile("(?:" + Claims.CALLED + "|" + Claims.UPLOADED + ")\\d{8}T\\d{9}[0-9a-f]{8}");

    private final Path archive;
    private final Claims claims;
    private final SealedFiles seals;
    private final Clock clock;

    /**
     * Sets it up.
     *
     * @param home below which {@code archive} lies
     * @param claims knows where claimed files lie
     * @param seals by which files are encrypted, if a key is set
     * @param clock tells when lists are started
     */
    public RehearsedLists(Path home, Claims claims, SealedFiles seals, Clock clock) {
        this.archive = home.resolve("archive");
        this.claims = claims;
        this.seals = seals;
        this.clock = clock;
    }

    /**
     * Whether a list came so, and its file lies here.
     *
     * @throws IOException when that cannot be looked up
     */
    public boolean isOne(String batchId, @Nullable String requester) throws IOException {
        return original(batchId, requester).isPresent();
    }

    /**
     * The list as which it was started; empty when it was not.
     *
     * @throws IOException when that cannot be looked up
     */
    public Optional<String> started(String batchId) throws IOException {
        return CALLED.matcher(batchId).matches() ? noted(archived(batchId, NOTE)) : Optional.empty();
    }

    /**
     * Carries the list out, or finds that this was done.
     *
     * @param batchId the dry run, all of which has ended
     * @param requester whose it is
     * @param size how many requests it holds
     * @param rate most rows a second, 1 to {@link CalledFiles#MOST_RATE}; null = as fast as can be
     * @param isKnown whether the ledger knows a list
     * @return the list that carries it out, on disk
     * @throws NoSuchFileException when its file does not lie here
     * @throws IOException when it cannot be put among the claimed files; it may be started again
     */
    public synchronized Event.BatchOpened start(
            String batchId, @Nullable String requester, int size, @Nullable Integer rate, Predicate<String> isKnown)
            throws IOException {
        Path original = original(batchId, requester).orElseThrow(() -> new NoSuchFileException("The rehearsed file"));
        String claim = claim(batchId);
        Path place = claims.place(claim, CsvRequestReader.UNNAMED, requester);
        // One that was stopped between the note and the file goes on here.
        if (!isKnown.test(claim) && !isFile(place) && !isFile(archived(claim, CsvRequestReader.UNNAMED))) {
            write(CalledFiles.keyFile(place, claim), "start/" + batchId);
            if (rate != null) {
                write(CalledFiles.rateFile(place, claim), rate.toString());
            }
            copy(original, place, claim);
        }
        return new Event.BatchOpened(
                NameBasedUuid.of("batch-opened", claim), clock.instant(), claim, requester, null, true, size, null);
    }

    /** Of the file that lies there or of a new one. */
    private String claim(String batchId) throws IOException {
        Path note = archived(batchId, NOTE);
        Files.createDirectories(note.resolveSibling(".").normalize());
        try {
            Files.createFile(note);
        } catch (FileAlreadyExistsException before) {
            Optional<String> noted = noted(note);
            if (noted.isPresent()) {
                return noted.get();
            }
        }
        String claim = batchId.startsWith(Claims.UPLOADED) ? claims.newUpload() : claims.newCall();
        write(note, claim);
        return claim;
    }

    private void copy(Path original, Path place, String claim) throws IOException {
        Path copy = place.resolveSibling("." + claim + ".copy");
        try (InputStream in = seals.open(original)) {
            if (seals.encrypts()) {
                seals.seal(in, place);
            } else {
                Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
                DiskFiles.move(copy, place);
            }
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private Optional<Path> original(String batchId, @Nullable String requester) throws IOException {
        if (!CALLED.matcher(batchId).matches()) {
            return Optional.empty();
        }
        return Stream.of(
                        claims.place(batchId, CsvRequestReader.UNNAMED_DRY_RUN, requester),
                        archived(batchId, CsvRequestReader.UNNAMED_DRY_RUN))
                .filter(RehearsedLists::isFile)
                .findFirst();
    }

    /** Where a body of a call lies once all of it is accepted: by the day on which it came. */
    private Path archived(String claim, String name) {
        Instant came = Claims.since(claim).orElse(Instant.EPOCH);
        return archive.resolve(LocalDate.ofInstant(came, ZoneOffset.UTC).toString())
                .resolve(claim + Claims.SEPARATOR + name);
    }

    private static Optional<String> noted(Path note) throws IOException {
        try {
            return Optional.of(Files.readString(note, StandardCharsets.US_ASCII))
                    .filter(claim -> CALLED.matcher(claim).matches());
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    private static boolean isFile(Path path) {
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static void write(Path file, String text) throws IOException {
        DiskFiles.write(file, text.getBytes(StandardCharsets.US_ASCII));
    }
}
