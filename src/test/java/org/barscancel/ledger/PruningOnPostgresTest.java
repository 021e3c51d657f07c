package org.barscancel.ledger;

import javax.sql.DataSource;

/** Pruning of the ledger on a real PostgreSQL. */
class PruningOnPostgresTest extends PruningContract {
    @Override
    DataSource emptyDatabase() {
        return database.onPostgres();
    }
}
