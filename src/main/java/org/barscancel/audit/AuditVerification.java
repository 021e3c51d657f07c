package org.barscancel.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a chain from its first record to its last and tells the first one that is not as it was written. */
final class AuditVerification {
    private final AuditKey key;
    private final Set<AuditHead> expected;
    private final boolean partial;

    /**
     * @param expected heads that were written down elsewhere
     * @param partial whether the first files of a chain may be missing, since they are kept elsewhere
     */
    AuditVerification(AuditKey key, Set<AuditHead> expected, boolean partial) {
        this.key = key;
        this.expected = expected;
        this.partial = partial;
    }

    /**
     * What was found of a chain.
     *
     * @param first the number of its first record; 0 when there is none
     * @param last its last good record
     * @param fragments lines that are no records, left by a crash or a full disk, or put there by somebody
     * @param broken where and why it is broken; null when it is whole
     */
    record Verified(long first, AuditHead last, int fragments, @Nullable String broken) {}

    Verified verify(Path chain) throws IOException {
        Walk walk = new Walk(AuditFolder.name(chain));
        for (Path day : AuditFolder.days(chain)) {
            try (BufferedReader lines = AuditFolder.reader(day)) {
                int number = 0;
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    Optional<String> fault = walk.next(line);
                    number++;
                    if (fault.isPresent()) {
                        return walk.end(day + " line " + number + ": " + fault.get());
                    }
                }
            }
        }
        return walk.end(walk.cutOff());
    }

    private final class Walk {
        private final List<AuditHead> owed;
        private final Set<AuditHead> met = new HashSet<>();
        private AuditHead last;
        private long first;
        private int fragments;

        Walk(String chain) {
            last = new AuditHead(chain, 0, chain);
            owed = expected.stream()
                    .filter(head -> head.chain().equals(chain) && head.sequence() > 0)
                    .collect(Collectors.toCollection(ArrayList::new));
        }

        Optional<String> next(String line) {
            Optional<AuditRecord> read = AuditRecord.read(line);
            if (read.isEmpty()) {
                fragments += line.isEmpty() ? 0 : 1;
                return Optional.empty();
            }
            AuditRecord record = read.get();
            if (!record.isSealedBy(key)) {
                return Optional.of("record " + record.sequence() + " was changed, or written with another key");
            }
            boolean begins = first == 0 && partial;
            if (!begins && record.sequence() != last.sequence() + 1) {
                return Optional.of(
                        first == 0
                                ? "the first record is " + record.sequence() + "; those before it are not here"
                                : "record " + record.sequence() + " follows record " + last.sequence());
            }
            if (!begins && !record.previous().equals(last.mac())) {
                return Optional.of("record " + record.sequence() + " does not follow from the record before it");
            }
            first = first == 0 ? record.sequence() : first;
            last = new AuditHead(last.chain(), record.sequence(), record.mac());
            if (owed.contains(last)) {
                met.add(last);
            }
            return Optional.empty();
        }

        @Nullable
        String cutOff() {
            return owed.stream()
                    .filter(head -> head.sequence() >= first && !met.contains(head))
                    .findFirst()
                    .map(head -> "record " + head.sequence()
                            + " is not there as it was written down elsewhere; the last is " + last.sequence())
                    .orElse(null);
        }

        Verified end(@Nullable String broken) {
            return new Verified(first, last, fragments, broken);
        }
    }
}
