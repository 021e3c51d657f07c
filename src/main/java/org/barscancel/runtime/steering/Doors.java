package org.barscancel.runtime.steering;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.barscancel.Hl7Settings;
import org.barscancel.steering.HoldKind;
import org.jspecify.annotations.Nullable;

/** The ways by which requests come, and which of them a person pauses: the doors, and each HL7 v2 feed. */
public final class Doors {
    static final String FILE = "file";
    static final String QUEUE = "queue";

    /** The door of requests by HTTP, plain and BaRS. */
    public static final String HTTP = "http";

    private static final String FEED = "hl7-";
    private static final String HL7_FILE = ".hl7";

    private final Steering steering;
    private final Path inbox;
    private final @Nullable String defaultFeed;
    private final Map<String, String> feedsByFolder = new HashMap<>();

    /**
     * Sets up the doors.
     *
     * @param steering knows what is paused
     * @param inbox where files come in
     * @param hl7 the feeds
     */
    Doors(Steering steering, Path inbox, Hl7Settings hl7) {
        this.steering = steering;
        this.inbox = inbox;
        this.defaultFeed = hl7.defaultFeed();
        hl7.feeds().forEach((name, feed) -> feedsByFolder.put(feed.inbox() == null ? name : feed.inbox(), name));
    }

    /** What may be paused: the doors, then the feeds in order. */
    static List<String> names(Hl7Settings hl7) {
        List<String> names = new ArrayList<>(List.of(FILE, QUEUE, HTTP));
        new TreeSet<>(hl7.feeds().keySet()).forEach(feed -> names.add(FEED + feed));
        return names;
    }

    /** Whether a person pauses a door, or a feed by {@code hl7-} and its name. */
    public boolean isPaused(String door) {
        return steering.of(HoldKind.FEED, door) != null;
    }

    /** Whether that feed is paused; null = the feed of all that name none. */
    public boolean isFeedPaused(@Nullable String feed) {
        String name = feed == null ? defaultFeed : feed;
        return name != null && isPaused(FEED + name);
    }

    /**
     * Lets a message of a feed come in.
     *
     * @throws DoorPausedException when a person pauses the feed; its sender is told to send again
     */
    public void requireFeed(String feed) throws DoorPausedException {
        if (isFeedPaused(feed)) {
            throw new DoorPausedException(feed);
        }
    }

    /** Whether a file may be taken from the inbox; a paused one's stays there. */
    public boolean takes(Path file) {
        if (isPaused(FILE)) {
            return false;
        }
        if (!file.toString().toLowerCase(Locale.ROOT).endsWith(HL7_FILE)) {
            return true;
        }
        Path folder = inbox.relativize(file.toAbsolutePath().normalize()).getParent();
        return !isFeedPaused(
                folder == null ? null : feedsByFolder.get(folder.toString().replace('\\', '/')));
    }
}
