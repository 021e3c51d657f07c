package org.barscancel.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.barscancel.notice.Letter;
import org.barscancel.notice.LetterType;
import org.barscancel.notice.Notice;
import org.barscancel.notice.Reason;
import org.barscancel.notice.Step;
import org.barscancel.notice.Trouble;
import org.barscancel.notice.Words;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What people are told by itself: what each instance sees, what has begun and is not over, and what is to be sent. Of several
 * instances one decides and sends. Every method throws {@link DataAccessException} when the database is down.
 */
public final class Notices {
    private static final int LETTERS = 50;

    private static final String MINE = "UPDATE notice_sender SET worker = :worker, seen_at = :now WHERE one = 1 AND";

    private final JdbcClient client;
    private final TransactionTemplate transaction;

    /** @param dataSource the ledger's database */
    public Notices(DataSource dataSource) {
        this.client = JdbcClient.create(dataSource);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    /** Keeps what an instance sees of its own, in the place of what it saw before. */
    public void report(UUID worker, Collection<Trouble> seen, Instant now) {
        transaction.executeWithoutResult(status -> {
            client.sql("DELETE FROM notice_trouble WHERE worker = :worker")
                    .param("worker", worker)
                    .update();
            seen.forEach(trouble -> client.sql("INSERT INTO notice_trouble (worker, reason, since, many, seen_at)"
                            + " VALUES (:worker, :reason, :since, :many, :now)")
                    .param("worker", worker)
                    .param("reason", trouble.reason().code())
                    .param("since", Sql.time(trouble.since()))
                    .param("many", trouble.count())
                    .param("now", Sql.time(now))
                    .update());
        });
    }

    /** What all instances see that have looked since that moment; what others saw is forgotten. */
    public List<Trouble> reported(Instant since) {
        client.sql("DELETE FROM notice_trouble WHERE seen_at < :since")
                .param("since", Sql.time(since))
                .update();
        return client.sql("SELECT reason, since, many FROM notice_trouble")
                .query((row, n) -> new Trouble(
                        Reason.parse(row.getString("reason")), Sql.requiredInstant(row, "since"), row.getLong("many")))
                .list();
    }

    /**
     * Makes an instance the one that sends, unless another one is.
     *
     * @param patience one that was not seen for so long is taken for gone
     * @return whether it is
     */
    public boolean takeOn(UUID worker, Instant now, Duration patience) {
        return client.sql(MINE + " (worker = :worker OR seen_at < :gone)")
                        .param("worker", worker)
                        .param("now", Sql.time(now))
                        .param("gone", Sql.time(now.minus(patience)))
                        .update()
                == 1;
    }

    /** Forgets what an instance sees, and that it is the one that sends, so that another one need not wait. */
    public void leave(UUID worker) {
        client.sql("DELETE FROM notice_trouble WHERE worker = :worker")
                .param("worker", worker)
                .update();
        client.sql("UPDATE notice_sender SET worker = NULL, seen_at = :long_ago WHERE one = 1 AND worker = :worker")
                .param("worker", worker)
                .param("long_ago", Sql.time(Instant.EPOCH))
                .update();
    }

    /** What has begun and is not over. */
    public List<Notice> open() {
        return client.sql("SELECT reason, since, seen_at, many, told_at FROM notice ORDER BY reason")
                .query((row, n) -> new Notice(
                        Reason.parse(row.getString("reason")),
                        Sql.requiredInstant(row, "since"),
                        Sql.requiredInstant(row, "seen_at"),
                        row.getLong("many"),
                        Sql.instant(row, "told_at")))
                .list();
    }

    /**
     * Keeps what a look made of the notices together with what is to be sent for it, all or none.
     *
     * @return whether the instance is still the one that sends; if not, nothing was kept
     */
    public boolean keep(UUID worker, List<Step> steps, List<Letter> letters, Instant now) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            boolean mine = client.sql(MINE + " worker = :worker")
                            .param("worker", worker)
                            .param("now", Sql.time(now))
                            .update()
                    == 1;
            if (mine) {
                steps.forEach(this::keep);
                letters.forEach(this::write);
            }
            return mine;
        }));
    }

    /**
     * Some letters of a channel that are due, the oldest first: of each reason the one that was written first, so that no end is
     * told before its beginning.
     */
    public List<Letter> due(String channel, Instant now) {
        return client.sql("SELECT * FROM notice_letter WHERE channel = :channel AND due_at <= :now"
                        + " AND NOT EXISTS (SELECT 1 FROM notice_letter earlier"
                        + " WHERE earlier.channel = notice_letter.channel AND earlier.reason = notice_letter.reason"
                        + " AND earlier.written_at < notice_letter.written_at)"
                        + " ORDER BY written_at, reason FETCH FIRST :most ROWS ONLY")
                .param("channel", channel)
                .param("now", Sql.time(now))
                .param("most", LETTERS)
                .query((row, n) -> letter(row))
                .list();
    }

    /**
     * Takes a letter to send it; it is due again then unless it is removed.
     *
     * @return whether nobody else has taken it
     */
    public boolean take(Letter letter, Instant dueAgain) {
        return client.sql("UPDATE notice_letter SET attempts = attempts + 1, due_at = :due"
                                + " WHERE letter_id = :id AND attempts = :attempts")
                        .param("due", Sql.time(dueAgain))
                        .param("id", letter.letterId())
                        .param("attempts", letter.attempts())
                        .update()
                == 1;
    }

    /** Removes a letter that was sent. */
    public void sent(Letter letter) {
        client.sql("DELETE FROM notice_letter WHERE letter_id = :id")
                .param("id", letter.letterId())
                .update();
    }

    /** Removes letters that nobody could be sent since that moment. Returns how many. */
    public int giveUp(Instant before) {
        return client.sql("DELETE FROM notice_letter WHERE written_at < :before")
                .param("before", Sql.time(before))
                .update();
    }

    private void keep(Step step) {
        Notice notice = step.notice();
        client.sql("DELETE FROM notice WHERE reason = :reason")
                .param("reason", notice.reason().code())
                .update();
        if (step instanceof Step.Keep || step instanceof Step.Tell) {
            client.sql("INSERT INTO notice (reason, since, seen_at, many, told_at)"
                            + " VALUES (:reason, :since, :seen, :many, :told)")
                    .param("reason", notice.reason().code())
                    .param("since", Sql.time(notice.since()))
                    .param("seen", Sql.time(notice.seenAt()))
                    .param("many", notice.count())
                    .param("told", Sql.time(notice.toldAt()))
                    .update();
        }
    }

    private void write(Letter letter) {
        client.sql("INSERT INTO notice_letter (letter_id, channel, type, reason, what, next_action, place, since, many,"
                        + " written_at, attempts, due_at)"
                        + " VALUES (:id, :channel, :type, :reason, :what, :next, :place, :since, :many, :at, 0, :at)")
                .param("id", letter.letterId())
                .param("channel", letter.channel())
                .param("type", letter.type().code())
                .param("reason", letter.reason().code())
                .param("what", letter.words().what())
                .param("next", letter.words().nextAction())
                .param("place", letter.words().where())
                .param("since", Sql.time(letter.since()))
                .param("many", letter.count())
                .param("at", Sql.time(letter.writtenAt()))
                .update();
    }

    private static Letter letter(ResultSet row) throws SQLException {
        return new Letter(
                Sql.uuid(row, "letter_id"),
                row.getString("channel"),
                LetterType.of(row.getString("type")),
                Reason.parse(row.getString("reason")),
                new Words(row.getString("what"), row.getString("next_action"), row.getString("place")),
                Sql.requiredInstant(row, "since"),
                row.getLong("many"),
                Sql.requiredInstant(row, "written_at"),
                row.getInt("attempts"));
    }
}
