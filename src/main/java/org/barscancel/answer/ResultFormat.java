package org.barscancel.answer;

import java.io.IOException;
import java.io.OutputStream;

/** How the results of a file are written. */
interface ResultFormat {
    /** What the names of JSON results end with. */
    String JSON = ".result.json";

    /** What the names of CSV results end with. */
    String CSV = ".result.csv";

    /** What the name of a result file ends with. */
    String ending();

    /** Writes every result of a batch, without holding them all in memory. */
    void write(BatchSummary batch, OutputStream out) throws IOException;
}
