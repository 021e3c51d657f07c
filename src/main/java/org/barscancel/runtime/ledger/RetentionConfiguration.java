package org.barscancel.runtime.ledger;

import jakarta.jms.ConnectionFactory;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.barscancel.BarsSettings;
import org.barscancel.answer.FilePruning;
import org.barscancel.ledger.LedgerPruning;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.SchedulingConfigurer;

/** How long what is at its end is kept. */
@Configuration(proxyBeanMethods = false)
class RetentionConfiguration {
    @Bean
    @DependsOnDatabaseInitialization
    LedgerPruning ledgerPruning(DataSource dataSource) {
        return new LedgerPruning(dataSource);
    }

    @Bean
    Retention retention(
            BarsSettings settings,
            ConnectionFactory connectionFactory,
            LedgerPruning ledgerPruning,
            FileHome fileHome,
            Clock clock) {
        BarsSettings.Queues queues = settings.queue();
        return new Retention(
                settings.retention(),
                new Leftovers(connectionFactory, List.of(queues.parked(), queues.rejected()), ledgerPruning::overtaken),
                ledgerPruning,
                new FilePruning(fileHome, fileHome.folder(), ledgerPruning),
                clock);
    }

    /** Each instance begins at the hour: what the database holds is removed by whoever comes first. */
    @Bean
    SchedulingConfigurer retentionSchedule(BarsSettings settings, Retention retention) {
        return tasks -> {
            if (retention.isWanted()) {
                tasks.addCronTask(retention::begin, settings.retention().cron());
            }
        };
    }
}
