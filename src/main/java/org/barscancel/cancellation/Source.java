package org.barscancel.cancellation;

import org.jspecify.annotations.Nullable;

/**
 * Where a request came from.
 *
 * @param channel {@code file}, {@code queue}, {@code mllp} or {@code http}
 * @param name the file's name, when it was a file
 * @param row the row in its file or list, from 1
 * @param requester who asked, as the channel knows it; never from the body
 */
public record Source(String channel, @Nullable String name, @Nullable Integer row, @Nullable String requester) {}
