package org.barscancel.ledger;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.barscancel.answer.BatchCounts;
import org.barscancel.answer.BatchResults;
import org.barscancel.answer.BatchSummary;
import org.barscancel.answer.CancellationResult;
import org.barscancel.problem.ProblemCode;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What others ask the ledger. Every method throws {@link DataAccessException} when the database is down. */
public final class LedgerQueries implements BatchResults {
    /** How many results are in memory at a time. */
    private static final int PAGE = 1000;

    private static final int MOST_OWED = 10_000;

    /** Whose progress is looked up, each by a query or two. */
    private static final int MOST_OPEN = 20;

    private final BatchTable batches;
    private final BatchRowTable rows;
    private final ResultRows results;

    /**
     * @param dataSource the ledger's database
     * @param simulated whether every result is to be marked as simulated
     */
    public LedgerQueries(DataSource dataSource, boolean simulated) {
        JdbcTemplate template = new JdbcTemplate(dataSource);
        JdbcClient client = JdbcClient.create(template);
        this.batches = new BatchTable(client, template);
        this.rows = new BatchRowTable(client, template);
        this.results = new ResultRows(client, simulated);
    }

    /** Does nothing while the ledger can be asked. */
    public void requireReadable() {
        batches.find("");
    }

    /** How a cancellation stands; empty when its acceptance is not known yet. */
    public Optional<CancellationResult> result(UUID cancellationId) {
        return results.of(List.of(cancellationId)).stream().findFirst();
    }

    /** Cancellations that a filter lets through, page by page, the newest first. */
    public CancellationPage search(CancellationFilter filter, int page, int size) {
        return results.search(filter, page, size);
    }

    /** A file or list of requests; empty when it could not be read, or none of it is known yet. */
    public Optional<KnownBatch> known(String batchId) {
        return batches.find(batchId);
    }

    /** Files and lists of requests, page by page, the newest first. */
    public List<KnownBatch> batches(BatchFilter filter, int page, int size) {
        return batches.page(filter, page, size);
    }

    /** How many files and lists a filter lets through. */
    public long total(BatchFilter filter) {
        return batches.total(filter);
    }

    /** Some requests of a file or list that lie rejected or parked, and could run again; each once. */
    public Set<UUID> failures(String batchId, int most) {
        List<String> notAgain = Arrays.stream(ProblemCode.values())
                .filter(ProblemCode::isOfTheInput)
                .map(ProblemCode::code)
                .toList();
        return new LinkedHashSet<>(rows.failures(batchId, notAgain, most));
    }

    /** How many requests of a file or list stand where. */
    public BatchCounts counts(KnownBatch batch) {
        return rows.counts(batch.batchId(), batch.size());
    }

    @Override
    public Optional<BatchSummary> batch(String batchId) {
        return batches.summary(batchId);
    }

    @Override
    public BatchCounts counts(BatchSummary batch) {
        return rows.counts(batch.batchId(), batch.size());
    }

    @Override
    public boolean hasDryRuns(String batchId) {
        return rows.hasDryRuns(batchId);
    }

    /** Takes note that the result files of these batches were written. */
    public void answered(Collection<String> batchIds) {
        batches.answered(batchIds);
    }

    /**
     * Files of a home whose requests had all ended before that moment, and whose result file is still owed; the oldest
     * first.
     */
    public List<String> unanswered(String home, Instant before) {
        return batches.unanswered(home, before, MOST_OWED);
    }

    /** Some files of a home whose requests have not all ended, the oldest first. */
    public List<String> open(String home) {
        return batches.open(home, MOST_OPEN);
    }

    @Override
    public void forEachResult(String batchId, Consumer<CancellationResult> consumer) {
        List<ResultRows.Numbered> page = results.page(batchId, 0, PAGE);
        while (!page.isEmpty()) {
            page.forEach(one -> consumer.accept(one.result()));
            page = page.size() < PAGE
                    ? List.of()
                    : results.page(batchId, page.get(PAGE - 1).row(), PAGE);
        }
    }
}
