package org.barscancel.ledger;

import javax.sql.DataSource;

/** Reconciliations on a real PostgreSQL. */
class ReconciliationsOnPostgresTest extends ReconciliationsContract {
    @Override
    DataSource emptyDatabase() {
        return database.onPostgres();
    }
}
