package org.barscancel.cancellation;

import org.jspecify.annotations.Nullable;

/**
 * Where a request came from.
 *
 * @param channel {@code file}, {@code queue}, {@code mllp}, {@code http} or {@code console}
 * @param name the file's name, when it was a file
 * @param row the row in its file or list, from 1
 * @param requester who asked, as the channel knows it; never from the body
 */
public record Source(String channel, @Nullable String name, @Nullable Integer row, @Nullable String requester) {
    /** The channel of what a person sends from the console's pages; the ids of lists that are uploaded there begin with it. */
    public static final String CONSOLE = "console";

    /** What the ids of lists begin with that are dry runs of what stopped. */
    public static final String TRIED = "tried";
}
