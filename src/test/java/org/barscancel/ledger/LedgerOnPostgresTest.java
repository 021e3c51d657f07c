package org.barscancel.ledger;

import javax.sql.DataSource;

/** The ledger on a real PostgreSQL. */
class LedgerOnPostgresTest extends LedgerContract {
    @Override
    DataSource emptyDatabase() {
        return database.onPostgres();
    }
}
