package org.barscancel.audit;

import org.jspecify.annotations.Nullable;

/**
 * Who does something.
 *
 * @param who the name that was proved, such as a user's or a certificate's; null when nobody is known
 * @param channel {@code http}, {@code file}, {@code queue}, {@code mllp}, {@code console} for a list that was uploaded there, or
 *     {@code program} for the program itself
 * @param requester who asked, as the channel knows it
 * @param from the network address it came from
 */
public record Actor(@Nullable String who, String channel, @Nullable String requester, @Nullable String from) {
    /** What the program does by itself, as its settings say. */
    public static final Actor PROGRAM = new Actor(null, "program", null, null);

    /** Somebody whom a channel knows by a requester's name at most. */
    public static Actor of(String channel, @Nullable String requester) {
        return new Actor(null, channel, requester, null);
    }

    /** The same, with the requester that the body named. */
    public Actor asking(@Nullable String name) {
        return name == null ? this : new Actor(who, channel, name, from);
    }

    /** As a sentence names somebody. */
    public String name() {
        return who == null ? "nobody known" : who;
    }
}
