package org.barscancel.ledger;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.io.TempDir;

/** Pruning of the ledger in the file that is used when nothing else is configured. */
class PruningOnH2Test extends PruningContract {
    @TempDir
    Path folder;

    @Override
    DataSource emptyDatabase() {
        return database.onH2(folder);
    }
}
