package org.barscancel.audit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The chain that one instance writes. It goes on with the youngest chain of its folder; when that one's end cannot be
 * trusted, it is left as it is and a new one begins.
 */
final class AuditChain implements Closeable {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS").withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd").withZone(ZoneOffset.UTC);

    private static final int RANDOM_DIGITS = 8;

    private final Path folder;
    private final AuditKey key;
    private final Clock clock;
    private final Object forcing = new Object();
    private Path day;
    private volatile AuditFile file;
    private volatile AuditHead head;
    private long forced;

    /** Opens the trail of that folder at its end. */
    AuditChain(Path home, AuditKey key, Clock clock) throws IOException {
        this.key = key;
        this.clock = clock;
        AuditFile.makeFolder(home);
        List<Path> chains = AuditFolder.chains(home);
        Optional<AuditTail> tail =
                chains.isEmpty() ? Optional.empty() : AuditTail.of(chains.get(chains.size() - 1), key);
        this.folder = tail.isPresent() ? chains.get(chains.size() - 1) : home.resolve(name(clock.instant()));
        AuditFile.makeFolder(folder);
        this.head = tail.map(AuditTail::last)
                .map(last -> new AuditHead(AuditFolder.name(folder), last.sequence(), last.mac()))
                .orElseGet(() -> new AuditHead(AuditFolder.name(folder), 0, AuditFolder.name(folder)));
        this.forced = head.sequence();
        // A clock that was put back must not lead to a file before the last one.
        this.day = tail.map(AuditTail::file).orElseGet(() -> today(clock.instant()));
        this.file = open(day);
    }

    /**
     * Appends a record; it is with the operating system on return.
     *
     * @throws IOException when it cannot be written; the chain must be closed and opened afresh then
     */
    synchronized AuditHead append(AuditEntry entry) throws IOException {
        Instant now = clock.instant();
        AuditHead last = head;
        AuditRecord next = AuditRecord.of(last.sequence() + 1, now, entry, last.mac(), key);
        turn(today(now));
        file.append(next.line() + "\n");
        head = new AuditHead(last.chain(), next.sequence(), next.mac());
        return head;
    }

    /** Has the disk keep what was appended up to a record. Those who wait share one write. */
    void force(AuditHead upTo) throws IOException {
        synchronized (forcing) {
            if (forced < upTo.sequence()) {
                long written = head.sequence();
                file.force();
                forced = written;
            }
        }
    }

    AuditHead head() {
        return head;
    }

    @Override
    public void close() throws IOException {
        synchronized (forcing) {
            file.close();
        }
    }

    /** To the file of a later day. */
    private void turn(Path today) throws IOException {
        if (today.compareTo(day) > 0) {
            synchronized (forcing) {
                file.force();
                file.close();
                file = open(today);
                day = today;
            }
        }
    }

    private Path today(Instant now) {
        return folder.resolve(DAY.format(now) + ".jsonl");
    }

    private static AuditFile open(Path file) throws IOException {
        AuditFile opened = new AuditFile(file);
        if (AuditTail.isTorn(file)) {
            opened.append("\n");
        }
        return opened;
    }

    private static String name(Instant now) {
        return STAMP.format(now) + "-" + UUID.randomUUID().toString().substring(0, RANDOM_DIGITS);
    }
}
