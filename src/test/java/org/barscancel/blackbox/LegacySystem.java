package org.barscancel.blackbox;

import jakarta.jms.JMSException;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends one parcel after the other and tells which were acknowledged; not safe for use by threads. */
final class LegacySystem implements AutoCloseable {
    static final String REPLIES = "pas.replies";

    private static final Logger LOG = LoggerFactory.getLogger(LegacySystem.class);

    private final RunningProgram program;
    private final int mllpPort;
    private final Map<Parcel, Integer> sent = new ConcurrentHashMap<>();
    private final Set<String> acknowledgedMessages = ConcurrentHashMap.newKeySet();
    private Requester requester;
    private MllpClient mllp;
    private Caller caller;

    LegacySystem(RunningProgram program, int mllpPort) {
        this.program = program;
        this.mllpPort = mllpPort;
    }

    /** How often a parcel was sent. */
    Map<Parcel, Integer> sent() {
        return sent;
    }

    /** The correlation ids of the messages that the broker said it has. */
    Set<String> acknowledgedMessages() {
        return acknowledgedMessages;
    }

    /** Sends a parcel; when that fails or is refused for now, it is to be sent again. */
    boolean isAcknowledged(Parcel parcel) {
        try {
            int time = sent.merge(parcel, 1, Integer::sum);
            switch (parcel.door()) {
                case QUEUE -> {
                    ask(parcel, Clinic.id(parcel.from()) + "/" + time);
                    return true;
                }
                case MLLP -> {
                    return isAccepted(parcel);
                }
                case HTTP -> {
                    return isTaken(parcel);
                }
                default -> {
                    program.drop(parcel.fileName(), parcel.content());
                    return true;
                }
            }
        } catch (IOException | JMSException brokenOff) {
            LOG.debug("{} is in doubt: {}", parcel, brokenOff.getMessage());
            close();
            return false;
        } catch (Exception unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    private void ask(Parcel parcel, String correlationId) throws Exception {
        if (requester == null) {
            requester = program.requester();
        }
        requester.send(requester.text(parcel.content()), requester.session().createQueue(REPLIES), correlationId);
        acknowledgedMessages.add(correlationId);
    }

    private boolean isAccepted(Parcel parcel) throws IOException {
        if (mllp == null) {
            mllp = new MllpClient(mllpPort);
        }
        String answer = mllp.send(parcel.content());
        if (answer.contains("MSA|AE|")) {
            return false;
        }
        if (!answer.contains("MSA|AA|MSG-" + parcel.from() + "\r")) {
            throw new AssertionError(parcel + " is answered with " + answer);
        }
        return true;
    }

    private boolean isTaken(Parcel parcel) throws Exception {
        if (caller == null) {
            caller = program.caller();
        }
        int status = caller.post(parcel.content(), "Idempotency-Key", "call-" + parcel.from())
                .status();
        if (status == 503 || status == 500) {
            return false;
        }
        if (status != 202 && status != 200) {
            throw new AssertionError(parcel + " is answered with " + status);
        }
        return true;
    }

    @Override
    public void close() {
        try (Requester nobody = requester;
                MllpClient noConnection = mllp) {
            LOG.debug("Connects anew: {}, {}", nobody, noConnection);
        } catch (IOException | JMSException gone) {
            LOG.debug("Was gone already: {}", gone.getMessage());
        } finally {
            requester = null;
            mllp = null;
            caller = null;
        }
    }
}
