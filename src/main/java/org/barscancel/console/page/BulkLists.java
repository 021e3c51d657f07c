package org.barscancel.console.page;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import org.barscancel.ledger.KnownBatch;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Takes a list that is uploaded as a dry run, and carries it out once a person has seen what would come of it. */
public interface BulkLists {
    /** How many bytes a list may have. */
    long mostBytes();

    /**
     * Takes the list that comes with a call, as a dry run of all of it, by the way of CSV by HTTP.
     *
     * @param call whose file is not read yet
     * @throws IOException when it does not come, or cannot be written
     */
    Answer upload(HttpServletRequest call) throws IOException;

    /**
     * Carries a dry run out, or finds that this was done.
     *
     * @param dryRun a list that is one
     * @param rate most rows a second, 1 to 1000; null = as fast as can be
     * @throws IOException when it cannot be written; it may be started again
     */
    Answer start(KnownBatch dryRun, @Nullable Integer rate) throws IOException;

    /** What is known here of a list as a dry run; empty when it is none that can be carried out here. */
    Optional<Rehearsal> rehearsal(KnownBatch batch);

    /**
     * A list that is a dry run of all of it, with its file.
     *
     * @param startedAs the list that carries it out; null while there is none
     */
    record Rehearsal(@Nullable String startedAs) {}

    /** What came of it. */
    sealed interface Answer {}

    /**
     * The list is on disk.
     *
     * @param batchId its id
     */
    record Taken(String batchId) implements Answer {}

    /**
     * Nothing was done.
     *
     * @param status how the page is answered
     * @param detail why
     * @param nextAction what to do about it
     */
    record Refused(HttpStatus status, String detail, String nextAction) implements Answer {}
}
