package org.barscancel.answer;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which names of result files are still free in the place where they are written. */
@FunctionalInterface
public interface ResultNames {
    /**
     * Whether a result file of that name lies there already, as far as that can be seen from here.
     *
     * @param home the folder of the file; null when that is not known
     * @param requester the subfolder, with {@code /} between levels; null for none
     * @param resultName what the file's name begins with
     */
    boolean isTaken(@Nullable String home, @Nullable String requester, String resultName);

    /**
     * The names a batch may have, best first and without end: its file's own, then with its claim, then numbered too.
     * Each is short enough for a file once an ending is added.
     */
    static Stream<String> candidates(String name, String claim) {
        return Stream.concat(
                Stream.of(shortened(name, "")),
                IntStream.iterate(1, n -> n + 1).mapToObj(n -> shortened(name, "." + claim + (n == 1 ? "" : "." + n))));
    }

    private static String shortened(String name, String after) {
        String ending = ProgressFiles.PROGRESS;
        String whole = Folder.fitting("", name, after + ending);
        return whole.substring(0, whole.length() - ending.length());
    }
}
