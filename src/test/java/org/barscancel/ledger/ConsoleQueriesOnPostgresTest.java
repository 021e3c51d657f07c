package org.barscancel.ledger;

import javax.sql.DataSource;

/** The console's queries on a real PostgreSQL. */
class ConsoleQueriesOnPostgresTest extends ConsoleQueriesContract {
    @Override
    DataSource emptyDatabase() {
        return database.onPostgres();
    }

    @Override
    String indexColumns() {
        return "SELECT indexdef FROM pg_indexes WHERE tablename = 'batch'";
    }
}
