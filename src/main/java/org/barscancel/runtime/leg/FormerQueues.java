package org.barscancel.runtime.leg;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.barscancel.runtime.watch.Setbacks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/**
 * Names, once the program is ready, the queues of far sides that were removed from the settings and still hold messages:
 * nobody works on them, and nothing is lost. JMS has no list of queues, so those ever used are kept in a file.
 */
final class FormerQueues implements ApplicationListener<ApplicationReadyEvent> {
    private static final Logger LOG = LoggerFactory.getLogger(FormerQueues.class);

    private final Path file;
    private final Set<String> used;
    private final Function<String, Content> look;

    /** What a queue holds. */
    enum Content {
        MESSAGES,
        NOTHING,
        /** Nothing that can be seen: a message to be delivered later is not shown by every broker. */
        UNKNOWN
    }

    /**
     * Sets it up.
     *
     * @param file where the names are kept
     * @param used the queues of the far sides that are set up
     * @param look tells what a queue holds
     */
    FormerQueues(Path file, Set<String> used, Function<String, Content> look) {
        this.file = file;
        this.used = used;
        this.look = look;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent ready) {
        try {
            look();
        } catch (IOException failure) {
            LOG.warn("The names of the queues cannot be kept in {}: {}", file.getFileName(), Setbacks.reason(failure));
        }
    }

    void look() throws IOException {
        Set<String> known = new TreeSet<>(used);
        if (Files.exists(file)) {
            known.addAll(Files.readAllLines(file));
        }
        known.removeIf(queue -> !used.contains(queue) && isForgotten(queue));
        Files.write(file, known);
    }

    private boolean isForgotten(String queue) {
        Content content = look.apply(queue);
        if (content == Content.MESSAGES) {
            LOG.error(
                    "Queue {} holds messages and nobody works on them: its far side is no longer set up. Set it up again"
                            + " until the queue is empty",
                    queue);
        }
        return content == Content.NOTHING;
    }
}
