package org.barscancel.runtime;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.ConnectionFactory;
import java.time.Clock;
import org.barscancel.BarsSettings;
import org.barscancel.audit.Audit;
import org.barscancel.intake.History;
import org.barscancel.intake.ReplayPace;
import org.barscancel.intake.Replays;
import org.barscancel.ledger.Ledger;
import org.barscancel.ledger.LedgerQueries;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jms.core.JmsTemplate;

/** Replays and discards, and the calls that ask for them. */
@Configuration(proxyBeanMethods = false)
class ReplayConfiguration {
    /** Its sessions are those of the transaction, which has the same connection factory. */
    @Bean
    ErrorChannels errorChannels(
            BarsSettings settings,
            ConnectionFactory connectionFactory,
            Ledger ledger,
            Clock clock,
            ObjectMapper messageMapper,
            QueueSeals queueSeals) {
        return new ErrorChannels(
                new JmsTemplate(connectionFactory),
                settings.queue(),
                settings.providers().keySet(),
                new Replays(
                        id -> ledger.find(id)
                                .map(known -> new History.Past(known.generation(), known.endedWell(), known.ended())),
                        clock),
                messageMapper,
                queueSeals);
    }

    @Bean
    ReplayMessage replayMessage(BarsSettings settings, Clock clock, LegQueues legQueues, ObjectMapper messageMapper) {
        return new ReplayMessage(new ReplayPace(settings.replay().rate(), clock), legQueues, messageMapper);
    }

    @Bean
    ReplayOneCall replayOneCall(LedgerQueries ledgerQueries, Audit audit) {
        return new ReplayOneCall(ledgerQueries, new ReplayAudit(audit));
    }

    @Bean
    ReplayGroupCall replayGroupCall(LedgerQueries ledgerQueries, Audit audit) {
        return new ReplayGroupCall(ledgerQueries, new ReplayAudit(audit));
    }

    @Bean
    DiscardOneCall discardOneCall(LedgerQueries ledgerQueries, Audit audit) {
        return new DiscardOneCall(ledgerQueries, new ReplayAudit(audit));
    }

    @Bean
    ReplayGroupCall discardGroupCall(LedgerQueries ledgerQueries, Audit audit) {
        return ReplayGroupCall.ofDiscards(ledgerQueries, new ReplayAudit(audit));
    }

    /** Its sessions are those of the transaction, which has the same connection factory. */
    @Bean
    Discards discards(BarsSettings settings, ConnectionFactory connectionFactory, Ledger ledger, Clock clock) {
        return new Discards(new JmsTemplate(connectionFactory), settings.queue(), ledger, clock);
    }

    @Bean
    DiscardReceipt discardReceipt(Ledger ledger, LedgerQueries ledgerQueries, Audit audit, ObjectMapper messageMapper) {
        return new DiscardReceipt(ledger, ledgerQueries, new ReplayAudit(audit), messageMapper);
    }

    @Bean
    ReplayRefusal replayRefusal(ObjectMapper messageMapper) {
        return new ReplayRefusal(messageMapper);
    }

    @Bean
    ReplayReceipt replayReceipt(Ledger ledger, Audit audit, ObjectMapper messageMapper) {
        return new ReplayReceipt(ledger, new ReplayAudit(audit), messageMapper);
    }
}
