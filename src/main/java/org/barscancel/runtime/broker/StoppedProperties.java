package org.barscancel.runtime.broker;

import java.time.Instant;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/**
 * The message properties of what stopped (parked, rejected or refused): by these replays, discards and removals select, without
 * opening a body.
 */
public final class StoppedProperties {
    /** Whether the message can run again as it stands. What a requester sent is not marked. */
    public static final String REPLAYABLE = "replayable";

    /** Who asked; absent when nobody is known. */
    public static final String REQUESTER = "requester";

    /** When the request first came, in milliseconds since 1970. */
    public static final String RECEIVED_AT = "receivedAt";

    /** Which series of attempts stopped, from 0. */
    public static final String GENERATION = "generation";

    /** The provider's name in the settings; absent when it is the default one. */
    public static final String PROVIDER = "provider";

    /** True on what is a dry run, also after a replay; absent otherwise. */
    public static final String DRY_RUN = "dryRun";

    private StoppedProperties() {}

    /**
     * Sets what a discard selects by, too, of whatever stopped.
     *
     * @param generation which series of attempts stopped, from 0
     * @param receivedAt when the request first came
     * @param requester who asked; null when nobody is known
     */
    public static void setOrigin(Message message, int generation, Instant receivedAt, @Nullable String requester) {
        message.setHeader(GENERATION, generation);
        message.setHeader(RECEIVED_AT, receivedAt.toEpochMilli());
        if (requester != null) {
            message.setHeader(REQUESTER, requester);
        }
    }
}
