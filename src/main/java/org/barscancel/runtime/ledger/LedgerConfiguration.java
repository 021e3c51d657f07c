package org.barscancel.runtime.ledger;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import javax.sql.DataSource;
import org.barscancel.BarsSettings;
import org.barscancel.answer.BatchCsv;
import org.barscancel.answer.ErrorFiles;
import org.barscancel.answer.ResultFiles;
import org.barscancel.atrest.SealedFiles;
import org.barscancel.intake.History;
import org.barscancel.ledger.Ledger;
import org.barscancel.ledger.LedgerQueries;
import org.barscancel.ledger.NhsHashKey;
import org.barscancel.ledger.NhsNumberHash;
import org.barscancel.request.CsvRequestReader;
import org.barscancel.runtime.start.DemoProfile;
import org.barscancel.runtime.start.HomeFolders;
import org.barscancel.runtime.start.HomeLock;
import org.barscancel.runtime.watch.Measures;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The ledger's database, and what is answered from it. */
@EnableScheduling
@Configuration(proxyBeanMethods = false)
class LedgerConfiguration {
    private static final long CONNECTION_MILLIS = 5_000;
    private static final int CONNECTIONS = 8;

    /**
     * H2 in a file unless a database is named. A commit must be on disk before the events are acknowledged, so H2 may
     * not delay its writes. It keeps no file of its errors, which would quote values.
     */
    @Bean(destroyMethod = "close")
    HikariDataSource dataSource(BarsSettings settings, HomeLock homeLock) {
        BarsSettings.LedgerSettings ledger = settings.ledger();
        HikariDataSource source = new HikariDataSource();
        Path file = HomeFolders.home(settings).resolve("ledger").resolve("ledger");
        source.setJdbcUrl(
                ledger.url() != null
                        ? ledger.url()
                        : "jdbc:h2:file:" + file + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0");
        source.setUsername(ledger.username() != null || ledger.url() != null ? ledger.username() : "bars");
        source.setPassword(ledger.password() != null || ledger.url() != null ? ledger.password() : "");
        source.setConnectionTimeout(CONNECTION_MILLIS);
        source.setMaximumPoolSize(CONNECTIONS);
        source.setExceptionOverrideClassName(ClosedDatabase.class.getName());
        return source;
    }

    @Bean
    @DependsOnDatabaseInitialization
    LedgerQueries ledgerQueries(DataSource dataSource, Environment environment) {
        return new LedgerQueries(dataSource, DemoProfile.isOn(environment));
    }

    /** The program's own home is locked first. */
    @Bean
    FileHome fileHome(BarsSettings settings, HomeLock homeLock) throws IOException {
        Path folder = HomeFolders.files(settings);
        return new FileHome(folder, folder.equals(HomeFolders.home(settings)));
    }

    @Bean
    ResultFiles resultFiles(
            FileHome fileHome,
            Clock clock,
            ObjectMapper messageMapper,
            LedgerQueries ledgerQueries,
            CsvRequestReader csvRequestReader,
            SealedFiles sealedFiles) {
        return new ResultFiles(
                fileHome, fileHome.folder(), clock, messageMapper, ledgerQueries, csvRequestReader, sealedFiles);
    }

    @Bean
    BatchCsv batchCsv(
            BarsSettings settings,
            LedgerQueries ledgerQueries,
            CsvRequestReader csvRequestReader,
            SealedFiles sealedFiles) {
        return new BatchCsv(HomeFolders.files(settings), csvRequestReader, ledgerQueries, sealedFiles);
    }

    @Bean
    @DependsOnDatabaseInitialization
    Ledger ledger(DataSource dataSource, ResultFiles resultFiles, Environment environment) {
        return new Ledger(dataSource, resultFiles, DemoProfile.isOn(environment));
    }

    @Bean
    FileAnswers fileAnswers(ResultFiles resultFiles, LedgerQueries ledgerQueries) {
        return new FileAnswers(resultFiles, ledgerQueries, System::nanoTime);
    }

    @Bean
    ProgressUpkeep progressUpkeep(
            BarsSettings settings,
            FileHome fileHome,
            ResultFiles resultFiles,
            LedgerQueries ledgerQueries,
            FileAnswers fileAnswers,
            Clock clock) {
        return new ProgressUpkeep(
                fileHome, settings.ledger().url() != null, resultFiles, ledgerQueries, fileAnswers, clock);
    }

    @Bean
    ErrorFiles errorFiles(FileHome fileHome, ObjectMapper messageMapper) {
        return new ErrorFiles(fileHome.folder(), messageMapper);
    }

    @Bean
    NhsNumberHash nhsNumberHash(BarsSettings settings, HomeLock homeLock) throws IOException {
        Path file = HomeFolders.home(settings).resolve("ledger").resolve("hash.key");
        return new NhsNumberHash(NhsHashKey.loadOrCreate(file, settings.ledger().hashKey()));
    }

    @Bean
    History history(BarsSettings settings, Ledger ledger, Clock clock) {
        return new LedgerHistory(ledger, settings.retention().ledger(), clock);
    }

    @Bean
    Outcomes outcomes(Ledger ledger, FileAnswers fileAnswers, ObjectMapper messageMapper, Measures measures) {
        return new Outcomes(ledger, fileAnswers, messageMapper, measures);
    }
}
