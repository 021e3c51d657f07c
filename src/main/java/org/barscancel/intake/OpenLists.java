package org.barscancel.intake;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.barscancel.request.CsvRows;
import org.jspecify.annotations.Nullable;

/**
 * Long lists that stay open between two of their parts: each part would otherwise be searched from the beginning of the file, and
 * half of the time a list of 100,000 rows takes would go there. At most a few are open; any other is searched as before.
 */
final class OpenLists implements Closeable {
    private static final int MOST = 8;

    private final Map<String, Open> lists = new LinkedHashMap<>();

    /**
     * @param state of the file when it was opened
     * @param accepted rows that are behind it
     */
    private record Open(FileState state, int accepted, CsvRows rows) {}

    /**
     * What tells that a file was changed.
     *
     * @param bytes its size
     * @param modified when it was written to last
     */
    record FileState(long bytes, FileTime modified) {
        static FileState of(Path file) throws IOException {
            return new FileState(Files.size(file), Files.getLastModifiedTime(file));
        }
    }

    /**
     * Hands over the rows of a list, to be kept or closed by whoever takes them.
     *
     * @param accepted rows that are to be behind it
     * @return null when it is not open there: it was not kept, it was changed, or what came after was rolled back
     */
    synchronized @Nullable CsvRows take(String claim, FileState state, int accepted) throws IOException {
        Open open = lists.remove(claim);
        if (open == null) {
            return null;
        }
        if (open.accepted() != accepted || !open.state().equals(state)) {
            open.rows().close();
            return null;
        }
        return open.rows();
    }

    /** Keeps a list for its next part, or closes it when there is none. */
    synchronized void keep(String claim, FileState state, int accepted, CsvRows rows) throws IOException {
        if (!rows.hasNext()) {
            rows.close();
            return;
        }
        lists.put(claim, new Open(state, accepted, rows));
        if (lists.size() > MOST) {
            String eldest = lists.keySet().iterator().next();
            lists.remove(eldest).rows().close();
        }
    }

    @Override
    public synchronized void close() {
        lists.values().forEach(open -> {
            try {
                open.rows().close();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
        lists.clear();
    }
}
