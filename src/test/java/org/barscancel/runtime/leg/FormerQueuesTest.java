package org.barscancel.runtime.leg;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.barscancel.runtime.HeardLog;
import org.barscancel.runtime.leg.FormerQueues.Content;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class FormerQueuesTest {
    private static final String NORTH = "bars.requests.north";

    @TempDir
    Path home;

    private final Map<String, Content> content = new HashMap<>();

    @RegisterExtension
    final HeardLog log = new HeardLog(FormerQueues.class);

    @Test
    void aQueueOfARemovedFarSideThatHoldsMessagesIsNamedAtEachStart() throws IOException {
        start("bars.requests", NORTH);
        content.put(NORTH, Content.MESSAGES);

        start("bars.requests");
        start("bars.requests");

        assertThat(log.events())
                .hasSize(2)
                .allSatisfy(event -> assertThat(event.getLevel()).isEqualTo(Level.ERROR))
                .allSatisfy(event -> assertThat(event.getFormattedMessage()).contains(NORTH, "no longer set up"));
    }

    @Test
    void aQueueThatIsSetUpIsNotLookedAt() throws IOException {
        content.put(NORTH, Content.MESSAGES);

        start("bars.requests", NORTH);
        start("bars.requests", NORTH);

        assertThat(log.events()).isEmpty();
    }

    @Test
    void anEmptyQueueIsForgotten() throws IOException {
        start("bars.requests", NORTH);
        content.put(NORTH, Content.NOTHING);
        start("bars.requests");
        content.put(NORTH, Content.MESSAGES);

        start("bars.requests");

        assertThat(log.events()).isEmpty();
    }

    /** Its messages may only be due later. */
    @Test
    void aQueueThatOnlyLooksEmptyIsNotForgotten() throws IOException {
        start("bars.requests", NORTH);
        content.put(NORTH, Content.UNKNOWN);
        start("bars.requests");
        assertThat(log.events()).isEmpty();
        content.put(NORTH, Content.MESSAGES);

        start("bars.requests");

        assertThat(log.events()).hasSize(1);
    }

    private void start(String... used) throws IOException {
        new FormerQueues(home.resolve("queues.txt"), Set.of(used), content::get).look();
    }
}
