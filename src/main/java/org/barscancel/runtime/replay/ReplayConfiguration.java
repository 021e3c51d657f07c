package org.barscancel.runtime.replay;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.ConnectionFactory;
import java.time.Clock;
import org.barscancel.BarsSettings;
import org.barscancel.audit.Audit;
import org.barscancel.intake.History;
import org.barscancel.intake.Rehearsals;
import org.barscancel.intake.ReplayPace;
import org.barscancel.intake.Replays;
import org.barscancel.ledger.Ledger;
import org.barscancel.ledger.LedgerQueries;
import org.barscancel.ledger.NhsNumberHash;
import org.barscancel.runtime.broker.QueueSeals;
import org.barscancel.runtime.leg.LegQueues;
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
            Replays replays,
            ObjectMapper messageMapper,
            QueueSeals queueSeals) {
        return new ErrorChannels(
                new JmsTemplate(connectionFactory),
                settings.queue(),
                settings.providers().keySet(),
                replays,
                messageMapper,
                queueSeals);
    }

    @Bean
    Replays replays(Ledger ledger, Clock clock) {
        return new Replays(
                id -> ledger.find(id)
                        .map(known -> new History.Past(known.generation(), known.endedWell(), known.ended())),
                clock);
    }

    /** Dry runs of what stopped call the same far sides, so they share it. */
    @Bean
    ReplayPace replayPace(BarsSettings settings, Clock clock) {
        return new ReplayPace(settings.replay().rate(), clock);
    }

    @Bean
    ReplayMessage replayMessage(ReplayPace replayPace, LegQueues legQueues, ObjectMapper messageMapper) {
        return new ReplayMessage(replayPace, legQueues, messageMapper);
    }

    @Bean
    StoppedRehearsals stoppedRehearsals(
            BarsSettings settings,
            ConnectionFactory connectionFactory,
            Replays replays,
            NhsNumberHash nhsNumberHash,
            Clock clock,
            ObjectMapper messageMapper,
            QueueSeals queueSeals) {
        return new StoppedRehearsals(
                new JmsTemplate(connectionFactory),
                settings.queue(),
                settings.providers().keySet(),
                replays,
                new Rehearsals(nhsNumberHash::of, clock),
                messageMapper,
                queueSeals);
    }

    @Bean
    RehearsalMessage rehearsalMessage(ReplayPace replayPace, LegQueues legQueues, ObjectMapper messageMapper) {
        return new RehearsalMessage(replayPace, legQueues, messageMapper);
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

    @Bean
    ResubmitCall resubmitCall(LedgerQueries ledgerQueries, Audit audit) {
        return new ResubmitCall(ledgerQueries, audit);
    }
}
