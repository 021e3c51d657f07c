package org.barscancel.request;

import java.nio.charset.StandardCharsets;
import org.barscancel.fuzz.Holds;

/** CSV as it comes by every door. */
public final class CsvRequestFuzz {
    private static final CsvRequestReader READER = new CsvRequestReader(StandardCharsets.UTF_8, 1_000);

    private CsvRequestFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Holds.read(READER.read(input), input);
    }
}
