package org.barscancel.answer;

import java.io.IOException;
import java.io.OutputStream;

/** How the results of a file are written. */
interface ResultFormat {
    /** What the name of a result file ends with. */
    String ending();

    /** Writes every result of a batch, without holding them all in memory. */
    void write(BatchSummary batch, OutputStream out) throws IOException;
}
