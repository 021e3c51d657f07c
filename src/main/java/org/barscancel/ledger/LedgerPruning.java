package org.barscancel.ledger;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import javax.sql.DataSource;
import org.barscancel.answer.KeptFiles;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Removes from the ledger what is old and settled, in small transactions: a list of requests when nothing of any of them
 * is open and its file was answered, then the cancellations that no list and no report names. Several instances may do
 * so at a time; each row is removed by one of them. Every method throws {@link DataAccessException} when the database is
 * down.
 */
public final class LedgerPruning implements KeptFiles {
    private final TransactionTemplate transaction;
    private final PrunedBatches batches;
    private final PrunedCancellations cancellations;
    private final PrunedReports reports;

    /**
     * Sets up the pruning.
     *
     * @param dataSource the ledger's database
     */
    public LedgerPruning(DataSource dataSource) {
        JdbcClient client = JdbcClient.create(new JdbcTemplate(dataSource));
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.batches = new PrunedBatches(client);
        this.cancellations = new PrunedCancellations(client);
        this.reports = new PrunedReports(client);
    }

    /**
     * What was removed.
     *
     * @param cancellations with all their events
     * @param batches files and lists, with their rows
     * @param reports of reconciliations, with their findings
     */
    public record Pruned(int cancellations, int batches, int reports) {}

    /**
     * Removes what was settled before that moment, was not asked for since, and is named by nothing that stays.
     *
     * @param goOn whether to begin the next part
     */
    public Pruned prune(Instant before, BooleanSupplier goOn) {
        int oldReports = this.<UUID>inParts(goOn, after -> reports.part(before));
        int oldBatches = this.<String>inParts(goOn, after -> batches.part(before, after));
        int oldCancellations = this.<Instant>inParts(goOn, after -> cancellations.part(before, after));
        return new Pruned(oldCancellations, oldBatches, oldReports);
    }

    /**
     * Which of these runs are over for good, as the cancellation has ended well since, under the same generation or a
     * later one.
     *
     * @param generations the run's generation by cancellation
     * @return the generation up to which runs are over, by cancellation
     */
    public Map<UUID, Integer> overtaken(Map<UUID, Integer> generations) {
        Map<UUID, Integer> settled = cancellations.settled(generations.keySet());
        settled.entrySet().removeIf(one -> one.getValue() < Objects.requireNonNull(generations.get(one.getKey())));
        return settled;
    }

    @Override
    public boolean needsOriginal(String batchId, boolean isCsv) {
        return isCsv ? batches.isKnown(batchId) : batches.isOpen(batchId);
    }

    @Override
    public boolean needsResult(String home, @Nullable String requester, String resultName) {
        return batches
                .named(
                        ResultName.of(home, requester, resultName).key(),
                        ResultName.of(null, requester, resultName).key())
                .stream()
                .anyMatch(batches::isOpen);
    }

    /** One part. */
    record Part<K>(int removed, @Nullable K last) {
        /** Nothing was left. */
        static <K> Part<K> none() {
            return new Part<>(0, null);
        }
    }

    /** A transaction each, so that no lock is held for long. One that lost a race is left to the next run. */
    private <K> int inParts(BooleanSupplier goOn, Function<@Nullable K, Part<K>> work) {
        int removed = 0;
        @Nullable K after = null;
        while (goOn.getAsBoolean()) {
            @Nullable K start = after;
            Part<K> part;
            try {
                part = Objects.requireNonNull(transaction.execute(status -> work.apply(start)));
            } catch (ConcurrencyFailureException busy) {
                return removed;
            }
            removed += part.removed();
            after = part.last();
            if (after == null) {
                return removed;
            }
        }
        return removed;
    }
}
