package org.barscancel.bars;

import java.util.UUID;
import org.barscancel.cancellation.Cancellation;
import org.barscancel.cancellation.NameBasedUuid;
import org.jspecify.annotations.Nullable;

/** The {@code X-Request-Id} of each call (R18). */
final class CallIds {
    private CallIds() {}

    /** A read gets a fresh id each time. */
    static UUID read() {
        return UUID.randomUUID();
    }

    /**
     * A write keeps its id through all its retries, so that the receiver knows a repeat; another body, or a replay, is
     * another message.
     */
    static UUID write(Cancellation cancellation, String method, String path, byte @Nullable [] body) {
        return NameBasedUuid.of(
                "write",
                cancellation.cancellationId().toString(),
                Integer.toString(cancellation.generation()),
                method,
                path,
                body == null ? null : NameBasedUuid.sha256(body));
    }
}
