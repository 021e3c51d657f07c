package org.barscancel.intake;

import java.util.Map;
import java.util.Optional;
import org.barscancel.hl7.Hl7Feed;
import org.barscancel.problem.Problem;
import org.barscancel.problem.ProblemCode;
import org.jspecify.annotations.Nullable;

/** The feeds that are set up, and which of them an HL7 v2 message is of. */
public final class Hl7Feeds {
    private final Map<String, Hl7Feed> byName;
    private final Map<String, String> byFolder;
    private final Map<String, String> byRequester;
    private final @Nullable String others;

    /**
     * Sets up the feeds.
     *
     * @param byName the feeds
     * @param byFolder the name of the feed of each subfolder of the inbox
     * @param byRequester the name of the feed of each requester on the request queue
     * @param others the name of the feed of all other files and queue messages; null = they are of none
     */
    public Hl7Feeds(
            Map<String, Hl7Feed> byName,
            Map<String, String> byFolder,
            Map<String, String> byRequester,
            @Nullable String others) {
        this.byName = Map.copyOf(byName);
        this.byFolder = Map.copyOf(byFolder);
        this.byRequester = Map.copyOf(byRequester);
        this.others = others;
    }

    /**
     * The feed of that name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public Hl7Feed named(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("There is no feed " + name));
    }

    /** The feed of a subfolder of the inbox; null = of the inbox itself. */
    public Optional<Hl7Feed> ofFolder(@Nullable String folder) {
        return find(folder == null ? others : byFolder.getOrDefault(folder, others));
    }

    /** The feed of a requester on the request queue; null = it does not name itself. */
    public Optional<Hl7Feed> ofRequester(@Nullable String requester) {
        return find(requester == null ? others : byRequester.getOrDefault(requester, others));
    }

    /** Why HL7 v2 of no feed is refused: without its settings nobody knows where it holds the appointment's id. */
    static Problem missing(String where, String setting) {
        return new Problem(
                ProblemCode.UNSUPPORTED_FORMAT,
                "HL7 v2 is read only of a feed that is set up, and " + where + " is of none.",
                "Name it in " + setting + ", or name a feed for all others in bars.hl7.default-feed.");
    }

    /** The feed of that name; null = none. */
    Optional<Hl7Feed> find(@Nullable String name) {
        return name == null ? Optional.empty() : Optional.ofNullable(byName.get(name));
    }
}
