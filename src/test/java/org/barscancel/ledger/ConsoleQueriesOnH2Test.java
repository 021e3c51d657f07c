package org.barscancel.ledger;

import javax.sql.DataSource;

/** The console's queries on the database that is used when none is configured. */
class ConsoleQueriesOnH2Test extends ConsoleQueriesContract {
    @Override
    DataSource emptyDatabase() {
        return database.onH2(home);
    }

    @Override
    String indexColumns() {
        return "SELECT COLUMN_NAME FROM INFORMATION_SCHEMA.INDEX_COLUMNS WHERE TABLE_NAME = 'BATCH'";
    }
}
