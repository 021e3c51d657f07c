package org.barscancel.runtime.ledger;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import org.h2.api.ErrorCode;

/**
 * Tells the pool to let go of a connection whose embedded database has closed itself, as it does when its file cannot be
 * written. To H2 such a connection is valid for ever; the next one opens the database anew.
 */
public final class ClosedDatabase implements SQLExceptionOverride {
    @java.lang.Override
    public Override adjudicate(SQLException failure) {
        return failure.getErrorCode() == ErrorCode.DATABASE_IS_CLOSED ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }
}
