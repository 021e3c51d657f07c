package org.barscancel.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.barscancel.atrest.SealedFiles;
import org.barscancel.cancellation.Event;
import org.barscancel.cancellation.NameBasedUuid;
import org.barscancel.problem.Problem;
import org.barscancel.problem.ProblemCode;
import org.barscancel.request.CsvForm;
import org.barscancel.request.CsvRequestReader;
import org.barscancel.request.Reading;
import org.jspecify.annotations.Nullable;

/**
 * CSV bodies of calls. They may be longer than memory, so each becomes a claimed file of its own, on disk before the call
 * is answered. An {@code Idempotency-Key} lies in a hidden file beside it.
 */
public final class CalledFiles {
    /** The one media type that is read this way. */
    public static final String MEDIA_TYPE = "text/csv";

    /** The greatest rate that a list may ask for; beyond it, a cap is none. */
    public static final int MOST_RATE = 1_000;

    private final Claims claims;
    private final CsvRequestReader reader;
    private final Charset charset;
    private final SealedFiles seals;
    private final Clock clock;

    /**
     * Sets up the intake.
     *
     * @param claims knows where claimed files lie
     * @param reader reads CSV
     * @param charset of CSV that does not name its own
     * @param seals by which bodies are encrypted, if a key is set
     * @param clock tells when calls are taken
     */
    public CalledFiles(Claims claims, CsvRequestReader reader, Charset charset, SealedFiles seals, Clock clock) {
        this.seals = seals;
        this.claims = claims;
        this.reader = reader;
        this.charset = charset;
        this.clock = clock;
    }

    /** Whether a header {@code Content-Type} names CSV. */
    public static boolean isCsv(@Nullable String contentType) {
        return MediaTypes.of(contentType).equals(MEDIA_TYPE);
    }

    /**
     * Takes a body that has been written to a file of its own.
     *
     * @param body the file, on the file system of the claimed files; it is gone on return
     * @param contentType the header
     * @param idempotencyKey the header
     * @param requester whom the caller's credential is of
     * @param dryRun what the call says of dry runs
     * @throws IOException when it cannot be put among the claimed files, or not be read; nothing is taken then
     */
    public HttpArrival take(
            Path body,
            @Nullable String contentType,
            @Nullable String idempotencyKey,
            @Nullable String requester,
            DryRunWish dryRun)
            throws IOException {
        return take(body, contentType, idempotencyKey, requester, dryRun, null);
    }

    /**
     * Takes a body whose rows are to be accepted at a pace.
     *
     * @param rate most rows a second, 1 to {@link #MOST_RATE}; null = as fast as can be
     * @throws IOException when it cannot be put among the claimed files, or not be read; nothing is taken then
     */
    public HttpArrival take(
            Path body,
            @Nullable String contentType,
            @Nullable String idempotencyKey,
            @Nullable String requester,
            DryRunWish dryRun,
            @Nullable Integer rate)
            throws IOException {
        try {
            Optional<Problem> unclear = dryRun.problem(HttpIntake.PARAMETER);
            return unclear.isPresent()
                    ? new HttpArrival.Refused(unclear.get())
                    : taken(body, contentType, idempotencyKey, requester, dryRun, rate, claims.newCall());
        } finally {
            Files.deleteIfExists(body);
        }
    }

    /**
     * Takes a list that a person has uploaded, as a dry run of all of it.
     *
     * @param body as of a call
     * @param requester as of a call
     * @throws IOException when it cannot be put among the claimed files, or not be read; nothing is taken then
     */
    public HttpArrival upload(Path body, @Nullable String requester) throws IOException {
        try {
            return taken(body, MEDIA_TYPE, null, requester, DryRunWish.ALL, null, claims.newUpload());
        } finally {
            Files.deleteIfExists(body);
        }
    }

    private HttpArrival taken(
            Path body,
            @Nullable String contentType,
            @Nullable String idempotencyKey,
            @Nullable String requester,
            DryRunWish dryRun,
            @Nullable Integer rate,
            String claim)
            throws IOException {
        Optional<IdempotencyKey> key = IdempotencyKey.of(idempotencyKey);
        if (idempotencyKey != null && key.isEmpty()) {
            return new HttpArrival.Refused(IdempotencyKey.NONE);
        }
        Charset named = named(contentType);
        if (named == null) {
            return new HttpArrival.Refused(new Problem(
                    ProblemCode.UNSUPPORTED_FORMAT,
                    "CSV in this character set is not read.",
                    "Send it as UTF-8 or " + charset + " (bars.file.csv-charset)."));
        }
        if (!named.equals(charset)) {
            mark(body);
        }
        CsvForm form;
        try (InputStream in = seals.openGiven(body)) {
            form = reader.form(in);
        }
        Reading.Unreadable unreadable = form instanceof CsvForm.Broken broken ? broken.reading() : null;
        if (unreadable != null && unreadable.problem().code() == ProblemCode.TOO_LARGE) {
            return new HttpArrival.Refused(unreadable.problem());
        }
        Path place = claims.place(
                claim,
                dryRun == DryRunWish.ALL ? CsvRequestReader.UNNAMED_DRY_RUN : CsvRequestReader.UNNAMED,
                requester);
        if (key.isPresent()) {
            DiskFiles.write(keyFile(place, claim), key.get().value().getBytes(StandardCharsets.US_ASCII));
        }
        if (rate != null) {
            DiskFiles.write(rateFile(place, claim), rate.toString().getBytes(StandardCharsets.US_ASCII));
        }
        move(body, place);
        return new HttpArrival.Filed(
                form instanceof CsvForm.Sound sound ? opened(claim, sound.rows(), requester) : null, unreadable);
    }

    private void mark(Path body) throws IOException {
        if (seals.isSealed(body)) {
            try (InputStream in = seals.openGiven(body)) {
                seals.seal(DiskFiles.marked(in), body);
            }
        } else {
            DiskFiles.mark(body);
        }
    }

    /** What is encrypted is so under its name, and anew under another one. */
    private void move(Path body, Path place) throws IOException {
        if (seals.isSealed(body)) {
            try (InputStream in = seals.openGiven(body)) {
                seals.seal(in, place);
            }
        } else {
            DiskFiles.move(body, place);
        }
    }

    /** As {@link Acceptance} tells it once more when the file's turn comes. */
    private Event.BatchOpened opened(String claim, int rows, @Nullable String requester) {
        Instant now = clock.instant();
        return new Event.BatchOpened(
                NameBasedUuid.of("batch-opened", claim), now, claim, requester, null, true, rows, null);
    }

    private @Nullable Charset named(@Nullable String contentType) {
        try {
            Charset named =
                    MediaTypes.charset(contentType).map(Charset::forName).orElse(charset);
            return named.equals(charset) || named.equals(StandardCharsets.UTF_8) ? named : null;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return null;
        }
    }

    /** The key of a claimed file, when it is the body of a call that had one. */
    static Optional<IdempotencyKey> key(ClaimedFile file) throws IOException {
        if (!file.called()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new IdempotencyKey(
                    Files.readString(keyFile(file.path(), file.claim()), StandardCharsets.US_ASCII)));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    /** The claim of a file that lies among the claimed ones, by its name. */
    public static String claim(Path claimed) {
        return String.valueOf(claimed.getFileName()).split(Claims.SEPARATOR, 2)[0];
    }

    /** How many rows a second of a claimed file may be accepted; 0 = as fast as can be. What cannot be read says nothing. */
    public static int rate(Path claimed) {
        String claim = claim(claimed);
        if (!Claims.isCalled(claim)) {
            return 0;
        }
        try {
            String rate = Files.readString(rateFile(claimed, claim), StandardCharsets.US_ASCII);
            return rate.matches("[1-9]\\d{0,3}") ? Math.min(Integer.parseInt(rate), MOST_RATE) : 0;
        } catch (IOException none) {
            return 0;
        }
    }

    static Path rateFile(Path claimed, String claim) {
        return claimed.resolveSibling("." + claim + ".rate");
    }

    static Path keyFile(Path claimed, String claim) {
        return claimed.resolveSibling("." + claim + ".key");
    }
}
