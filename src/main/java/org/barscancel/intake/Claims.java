package org.barscancel.intake;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.UUID;
import org.barscancel.cancellation.Source;
import org.jspecify.annotations.Nullable;

/**
 * Takes files from the inbox by an atomic rename to a unique name, the claim. Claim and row are the identity of a request
 * without an id of its own, so the claim outlives a crash in the middle of the file.
 */
public final class Claims {
    /** Between claim and name. */
    static final String SEPARATOR = "-";

    /** What the claims of bodies of calls begin with; those of files begin with a digit. */
    static final String CALLED = "http";

    /** What the claims of lists begin with that a person uploads on the console. */
    static final String UPLOADED = Source.CONSOLE;

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS").withZone(ZoneOffset.UTC);

    private static final int STAMP_LENGTH = 18;

    private static final int RANDOM_DIGITS = 8;

    /** File systems take 255 bytes; the claim and what error files add must fit too. */
    private static final int LONGEST_NAME = 200;

    private final Path inbox;
    private final Path claimed;
    private final Clock clock;

    /**
     * Sets up the folders.
     *
     * @param home below which {@code inbox} and {@code claimed} lie; both are made
     * @param clock stamps the claims
     * @throws IOException when a folder cannot be made
     */
    public Claims(Path home, Clock clock) throws IOException {
        this.inbox = Files.createDirectories(home.resolve("inbox")).toRealPath();
        this.claimed = Files.createDirectories(home.resolve("claimed")).toRealPath();
        this.clock = clock;
    }

    /**
     * Takes a complete file.
     *
     * @param file lies below the inbox
     * @return where it lies now
     * @throws IOException when it cannot be renamed; it stays in the inbox then
     */
    public File claim(File file) throws IOException {
        Path source = file.toPath().toAbsolutePath();
        Path parent = source.getParent();
        if (parent == null) {
            throw new IOException("Not a file in a folder");
        }
        Path realParent = parent.toRealPath();
        if (!realParent.startsWith(inbox)) {
            // A link must not lead the claim out of its folder either.
            throw new IOException("Not a file in the inbox");
        }
        Path folder = inbox.relativize(realParent);
        Path target = claimed.resolve(folder)
                .resolve(newClaim() + SEPARATOR + fitting(source.getFileName().toString()));
        Files.createDirectories(target.getParent());
        Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
        return target.toFile();
    }

    /** A new claim for the body of a call. */
    String newCall() {
        return CALLED + newClaim();
    }

    /** A new claim for a list that is uploaded. */
    String newUpload() {
        return UPLOADED + newClaim();
    }

    /** Whether a claim is of what came in no file of the inbox. */
    static boolean isCalled(String claim) {
        return claim.startsWith(CALLED) || claim.startsWith(UPLOADED);
    }

    /**
     * Where a file of that claim lies that comes from no folder, or from a requester's, which is there then.
     *
     * @throws IOException when that folder cannot be made, or the requester's name would lead elsewhere
     */
    Path place(String claim, String name, @Nullable String requester) throws IOException {
        String file = claim + SEPARATOR + name;
        if (requester == null) {
            return claimed.resolve(file);
        }
        Path folder = claimed.resolve(requester).normalize();
        if (!folder.startsWith(claimed)) {
            throw new IOException("The requester's name is none of a folder");
        }
        return Files.createDirectories(folder).resolve(file);
    }

    /** What is known of a claimed file by where it lies. */
    public ClaimedFile of(File file) throws IOException {
        return ClaimedFile.at(claimed, file.toPath().toRealPath());
    }

    /** When a claim was made; empty when it is none of ours. */
    static Optional<Instant> since(String claim) {
        String stamped = isCalled(claim) ? claim.replaceFirst("^[a-z]+", "") : claim;
        if (stamped.length() < STAMP_LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.from(STAMP.parse(stamped.substring(0, STAMP_LENGTH))));
        } catch (DateTimeException foreign) {
            return Optional.empty();
        }
    }

    /** A name so long that no claim fits before it loses characters at its beginning, so that its ending stays. */
    private static String fitting(String name) {
        String shortened = name;
        while (shortened.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            shortened = shortened.substring(shortened.offsetByCodePoints(0, 1));
        }
        return shortened;
    }

    private String newClaim() {
        return STAMP.format(clock.instant())
                + UUID.randomUUID().toString().replace("-", "").substring(0, RANDOM_DIGITS);
    }
}
