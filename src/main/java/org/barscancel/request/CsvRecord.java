package org.barscancel.request;

import java.util.List;

/**
 * A row of a CSV input.
 *
 * @param number which data row it is, from 1
 * @param original the row as received, without its line end
 * @param cells what stands in it, without quotation marks
 */
record CsvRecord(int number, String original, List<String> cells) {
    /** Without its content (R23). */
    @Override
    public String toString() {
        return "CsvRecord[row " + number + "]";
    }
}
