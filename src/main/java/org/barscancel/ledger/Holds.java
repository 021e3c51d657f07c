package org.barscancel.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.barscancel.steering.Hold;
import org.barscancel.steering.HoldKind;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What people hold, for all instances. Every method throws {@link DataAccessException} when the database is down. */
public final class Holds {
    private static final String ONE = " WHERE kind = :kind AND name = :name";

    private final JdbcClient client;

    /**
     * Sets up the holds.
     *
     * @param dataSource the ledger's database
     */
    public Holds(DataSource dataSource) {
        this.client = JdbcClient.create(dataSource);
    }

    /** All there are, in no order. */
    public List<Hold> all() {
        return client.sql("SELECT kind, name, state, since_at, held_by FROM steering")
                .query((row, n) -> read(row))
                .list();
    }

    /** Holds something. What is held in that way already stays as it is: the first one who did so is named. */
    public void hold(Hold hold) {
        int changed = with(
                        client.sql("UPDATE steering SET state = :state, since_at = :since, held_by = :by" + ONE
                                + " AND state <> :state"),
                        hold)
                .update();
        if (changed == 0) {
            try {
                with(
                                client.sql("INSERT INTO steering (kind, name, state, since_at, held_by)"
                                        + " VALUES (:kind, :name, :state, :since, :by)"),
                                hold)
                        .update();
            } catch (DuplicateKeyException alreadyHeld) {
                // As it is to be.
            }
        }
    }

    /** Lets something go. */
    public void release(HoldKind kind, String name) {
        client.sql("DELETE FROM steering" + ONE)
                .param("kind", kind.code())
                .param("name", name)
                .update();
    }

    private static JdbcClient.StatementSpec with(JdbcClient.StatementSpec statement, Hold hold) {
        return statement
                .param("kind", hold.kind().code())
                .param("name", hold.name())
                .param("state", hold.state().code())
                .param("since", Sql.time(hold.since()))
                .param("by", hold.by() == null ? null : Texts.fit(hold.by(), Texts.REQUESTER));
    }

    private static Hold read(ResultSet row) throws SQLException {
        return new Hold(
                HoldKind.of(row.getString("kind")),
                row.getString("name"),
                Hold.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                Sql.requiredInstant(row, "since_at"),
                row.getString("held_by"));
    }
}
