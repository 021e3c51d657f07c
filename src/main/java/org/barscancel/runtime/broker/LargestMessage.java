package org.barscancel.runtime.broker;

import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQIllegalStateException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerMessagePlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;

/**
 * Has the embedded broker refuse messages that nobody could read: the client would take the whole of a text into memory before
 * its size can be asked. A message that is too large by less is taken, so that its sender gets an answer. One that is packed does
 * not show its size at all.
 */
final class LargestMessage implements ActiveMQServerMessagePlugin {
    /** Text may take two bytes a character on its way, and properties come on top. */
    private static final int TIMES = 16;

    private final String queue;
    private final long mostBytes;

    /**
     * @param queue where requests come in
     * @param requestBytes the largest that is read
     */
    LargestMessage(String queue, long requestBytes) {
        this.queue = queue;
        this.mostBytes = TIMES * requestBytes;
    }

    @Override
    public void beforeSend(
            ServerSession session, Transaction tx, Message message, boolean direct, boolean noAutoCreateQueue)
            throws ActiveMQException {
        if (queue.equals(message.getAddress()) && message.containsProperty(Message.HDR_LARGE_COMPRESSED)) {
            throw new ActiveMQIllegalStateException(
                    "A packed message is not taken: send it without compressLargeMessages");
        }
        if (queue.equals(message.getAddress()) && message.getWholeMessageSize() > mostBytes) {
            throw new ActiveMQIllegalStateException("The message is larger than " + mostBytes + " bytes");
        }
    }
}
