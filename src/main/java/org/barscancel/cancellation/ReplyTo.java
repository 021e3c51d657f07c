package org.barscancel.cancellation;

import org.jspecify.annotations.Nullable;

/**
 * Where the requester waits for the answer.
 *
 * @param destination a queue's or topic's name
 * @param topic whether it is a topic
 * @param correlationId the {@code JMSCorrelationID} to give back
 */
public record ReplyTo(String destination, boolean topic, @Nullable String correlationId) {}
