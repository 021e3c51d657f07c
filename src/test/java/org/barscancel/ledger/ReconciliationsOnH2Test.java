package org.barscancel.ledger;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.io.TempDir;

/** Reconciliations in the file that is used when nothing else is configured. */
class ReconciliationsOnH2Test extends ReconciliationsContract {
    @TempDir
    Path folder;

    @Override
    DataSource emptyDatabase() {
        return database.onH2(folder);
    }
}
