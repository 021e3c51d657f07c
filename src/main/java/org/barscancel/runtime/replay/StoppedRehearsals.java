package org.barscancel.runtime.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import org.barscancel.BarsSettings;
import org.barscancel.atrest.SealedException;
import org.barscancel.cancellation.Cancellation;
import org.barscancel.intake.Rehearsals;
import org.barscancel.intake.Replays;
import org.barscancel.runtime.broker.QueueSeals;
import org.barscancel.runtime.broker.StoppedProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jms.core.JmsTemplate;

/**
 * Makes dry runs of what lies on the queues of what was parked or rejected. It only looks at those queues: no message is taken,
 * so none is counted as delivered either. What is a dry run already is left out, since one of it would be the same again.
 */
public final class StoppedRehearsals {
    private static final Logger LOG = LoggerFactory.getLogger(StoppedRehearsals.class);

    private final JmsTemplate jms;
    private final BarsSettings.Queues queues;
    private final Set<String> providers;
    private final Replays replays;
    private final Rehearsals rehearsals;
    private final ObjectMapper mapper;
    private final QueueSeals seals;

    /** @param providers those that are set up beside the default one */
    StoppedRehearsals(
            JmsTemplate jms,
            BarsSettings.Queues queues,
            Set<String> providers,
            Replays replays,
            Rehearsals rehearsals,
            ObjectMapper mapper,
            QueueSeals seals) {
        this.jms = jms;
        this.queues = queues;
        this.providers = Set.copyOf(providers);
        this.replays = replays;
        this.rehearsals = rehearsals;
        this.mapper = mapper;
        this.seals = seals;
    }

    /**
     * Dry runs of those that fit and that a replay would run again, {@value ErrorChannels#MOST} at most.
     *
     * @throws org.springframework.jms.JmsException when the broker does not show them
     * @throws org.springframework.dao.DataAccessException when the ledger cannot tell what has become of them
     */
    public Rehearsals.Made of(Rehearsals.Asked asked) {
        String selector =
                ReplaySelector.of(asked.selection(), providers) + " AND " + StoppedProperties.DRY_RUN + " IS NULL";
        List<Cancellation> lying = new ArrayList<>();
        for (String queue : List.of(queues.parked(), queues.rejected())) {
            jms.browseSelected(queue, selector, (session, browser) -> {
                for (Enumeration<?> left = browser.getEnumeration();
                        lying.size() < ErrorChannels.MOST && left.hasMoreElements(); ) {
                    add((Message) left.nextElement(), lying);
                }
                return lying;
            });
        }
        return rehearsals.of(
                asked,
                replays.of(lying, null).stream()
                        .map(Replays.Again::cancellation)
                        .toList());
    }

    private void add(Message message, List<Cancellation> lying) throws JMSException {
        try {
            if (message instanceof TextMessage text) {
                lying.add(mapper.readValue(seals.text(text), Cancellation.class));
            }
        } catch (SealedException | JsonProcessingException unreadable) {
            // A replay tells more of it; nothing is done about it here.
            LOG.warn("A message on an error channel cannot be read, so no dry run is made of it");
        }
    }
}
