package org.barscancel.runtime.leg;

import jakarta.jms.ConnectionFactory;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.barscancel.runtime.leg.FormerQueues.Content;
import org.barscancel.runtime.watch.Setbacks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jms.JmsException;
import org.springframework.jms.core.JmsTemplate;

/** What a queue holds that no route consumes. */
final class QueueContent {
    private static final Logger LOG = LoggerFactory.getLogger(QueueContent.class);

    private QueueContent() {}

    /** By the embedded broker's own count, messages to be delivered later included. */
    static Content of(EmbeddedActiveMQ broker, String queue) {
        Queue found = broker.getActiveMQServer().locateQueue(queue);
        return found == null || found.getMessageCount() == 0 ? Content.NOTHING : Content.MESSAGES;
    }

    /** By what any broker shows of it. */
    static Content seen(ConnectionFactory connections, String queue) {
        try {
            Boolean some = new JmsTemplate(connections).browse(queue, (session, browser) -> browser.getEnumeration()
                    .hasMoreElements());
            return Boolean.TRUE.equals(some) ? Content.MESSAGES : Content.UNKNOWN;
        } catch (JmsException failure) {
            LOG.warn("Queue {} cannot be looked at: {}", queue, Setbacks.reason(failure));
            return Content.UNKNOWN;
        }
    }
}
