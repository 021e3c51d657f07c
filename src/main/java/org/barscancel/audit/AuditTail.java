package org.barscancel.audit;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where a chain is gone on with.
 *
 * @param last its last record
 * @param file the file that holds it
 */
record AuditTail(AuditRecord last, Path file) {
    private static final List<Integer> LOOKED_AT = List.of(256 * 1024, 16 * 1024 * 1024);

    /**
     * Looks for the last record that this key has sealed; what a crash or a full disk left of a line counts for nothing.
     *
     * @return empty when there is none: another key, or somebody has changed it
     */
    static Optional<AuditTail> of(Path chain, AuditKey key) throws IOException {
        List<Path> days = AuditFolder.days(chain);
        for (int i = days.size() - 1; i >= 0; i--) {
            Optional<AuditRecord> last = last(days.get(i), key);
            if (last.isPresent()) {
                return Optional.of(new AuditTail(last.get(), days.get(i)));
            }
        }
        return Optional.empty();
    }

    /** Whether a file ends in the middle of a line. */
    static boolean isTorn(Path file) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            if (bytes.length() == 0) {
                return false;
            }
            bytes.seek(bytes.length() - 1);
            return bytes.read() != '\n';
        }
    }

    /** From the end, since a day's file may be large and is opened anew after each failure. */
    private static Optional<AuditRecord> last(Path file, AuditKey key) throws IOException {
        for (int most : LOOKED_AT) {
            String[] lines = end(file, most).split("\n", -1);
            for (int i = lines.length - 1; i >= 0; i--) {
                Optional<AuditRecord> record = AuditRecord.read(lines[i]).filter(one -> one.isSealedBy(key));
                if (record.isPresent()) {
                    return record;
                }
            }
        }
        return Optional.empty();
    }

    private static String end(Path file, int most) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            byte[] end = new byte[(int) Math.min(bytes.length(), most)];
            bytes.seek(bytes.length() - end.length);
            bytes.readFully(end);
            return new String(end, StandardCharsets.UTF_8);
        }
    }
}
