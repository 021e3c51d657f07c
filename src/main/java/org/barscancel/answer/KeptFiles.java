package org.barscancel.answer;

import org.jspecify.annotations.Nullable;

/** Which files something is still to happen to, however old they are. */
public interface KeptFiles {
    /**
     * Whether the original of a batch may still be read: for an answer that is owed, for a person who decides about a
     * request of it that was rejected or parked, or, of CSV, for whoever asks for the results as CSV.
     */
    boolean needsOriginal(String batchId, boolean isCsv);

    /**
     * Whether the answer to a file may still change, since not every request of it has ended well.
     *
     * @param home the folder of the file
     * @param requester the subfolder, with {@code /} between levels; null for none
     * @param resultName what the file's name begins with
     */
    boolean needsResult(String home, @Nullable String requester, String resultName);
}
