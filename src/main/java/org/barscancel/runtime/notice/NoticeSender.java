package org.barscancel.runtime.notice;

import java.io.IOException;
import org.barscancel.notice.Letter;

/** One way to tell people. */
interface NoticeSender {
    /** Its name, in the ledger and in metrics. */
    String channel();

    /**
     * Sends a letter, and returns when it was taken.
     *
     * @throws IOException when it was not, or may not have been; the message is for the log and holds nothing of the other side
     */
    void send(Letter letter) throws IOException;
}
