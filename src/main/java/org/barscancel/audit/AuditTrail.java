package org.barscancel.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The audit trail of this instance. No cancellation waits for it or is lost by it: what cannot be recorded is counted, and
 * the count is the next record that can be written. What is refused while it cannot be written, its callers decide.
 */
public final class AuditTrail implements Audit, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);

    private final Path folder;
    private final AuditKey key;
    private final Clock clock;
    private @Nullable AuditChain chain;
    private long missing;
    private long missed;

    /**
     * Sets up the trail; it is opened when it is first written to.
     *
     * @param folder its own folder
     * @param key seals the records
     * @param clock stamps them
     */
    public AuditTrail(Path folder, AuditKey key, Clock clock) {
        this.folder = folder;
        this.key = key;
        this.clock = clock;
    }

    @Override
    public void note(AuditEntry entry) {
        try {
            append(entry);
        } catch (IOException failure) {
            failed(failure);
        }
    }

    @Override
    public void require(AuditEntry entry) throws AuditUnavailableException {
        try {
            Written written = append(entry);
            written.chain().force(written.head());
        } catch (IOException failure) {
            failed(failure);
            throw new AuditUnavailableException(failure);
        }
    }

    /** Has the disk keep what was noted. Called every second or so, and at the end. */
    public void force() {
        try {
            AuditChain open = current();
            if (open != null) {
                open.force(open.head());
            }
        } catch (IOException failure) {
            failed(failure);
        }
    }

    /** How far the trail is, to be written down elsewhere; empty when it was not written to. */
    public synchronized Optional<AuditHead> head() {
        return Optional.ofNullable(chain).map(AuditChain::head);
    }

    /** How many records could not be written since the start. */
    public synchronized long missed() {
        return missed;
    }

    @Override
    public synchronized void close() throws IOException {
        if (chain != null) {
            chain.force(chain.head());
            chain.close();
            chain = null;
        }
    }

    private record Written(AuditChain chain, AuditHead head) {}

    private synchronized Written append(AuditEntry entry) throws IOException {
        AuditChain open = opened();
        if (missing > 0) {
            open.append(new AuditEntry(Actor.PROGRAM, AuditAction.NOT_RECORDED, Map.of("records", missing)));
            LOG.warn("The audit trail is written again; {} records are missing, which it says", missing);
            missing = 0;
        }
        return new Written(open, open.append(entry));
    }

    private synchronized @Nullable AuditChain current() {
        return chain;
    }

    private synchronized AuditChain opened() throws IOException {
        AuditChain open = chain;
        if (open == null) {
            open = new AuditChain(folder, key, clock);
            chain = open;
        }
        return open;
    }

    /** What is in the file is not known then, so it is opened afresh. */
    private synchronized void failed(IOException failure) {
        if (missing == 0) {
            LOG.error(
                    "The audit trail in {} cannot be written ({}): searches, replays and reconciliations are refused;"
                            + " cancellations go on",
                    folder,
                    failure.getClass().getSimpleName());
        }
        missing++;
        missed++;
        AuditChain broken = chain;
        chain = null;
        if (broken != null) {
            try {
                broken.close();
            } catch (IOException alsoFailed) {
                LOG.debug("It cannot be closed either");
            }
        }
    }
}
