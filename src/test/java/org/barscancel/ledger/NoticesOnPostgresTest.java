package org.barscancel.ledger;

import javax.sql.DataSource;

/** Notices on a real PostgreSQL. */
class NoticesOnPostgresTest extends NoticesContract {
    @Override
    DataSource emptyDatabase() {
        return database.onPostgres();
    }
}
