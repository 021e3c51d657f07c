package org.barscancel.ledger;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;

/** The ledger on a file, as it is kept when nothing else is configured. */
class LedgerOnH2Test extends LedgerContract {
    private final HikariDataSource database = new HikariDataSource();

    @Override
    DataSource emptyDatabase() {
        database.setJdbcUrl("jdbc:h2:file:" + home.resolve("ledger").toAbsolutePath() + ";WRITE_DELAY=0");
        database.setUsername("sa");
        return database;
    }

    @AfterEach
    void close() {
        database.close();
    }
}
