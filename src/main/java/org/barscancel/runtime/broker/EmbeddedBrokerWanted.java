package org.barscancel.runtime.broker;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Without a broker's address or client, this program is its own broker. */
final class EmbeddedBrokerWanted implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return context.getEnvironment().getProperty("bars.broker.url", "").isBlank()
                && context.getEnvironment()
                        .getProperty("bars.broker.connection-factory", "")
                        .isBlank();
    }
}
