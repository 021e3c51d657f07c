package org.barscancel.ledger;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.io.TempDir;

/** The ledger on a file, as it is kept when nothing else is configured. */
class LedgerOnH2Test extends LedgerContract {
    @TempDir
    Path folder;

    @Override
    DataSource emptyDatabase() {
        return database.onH2(folder);
    }
}
