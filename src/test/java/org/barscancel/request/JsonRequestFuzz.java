package org.barscancel.request;

import org.barscancel.fuzz.Holds;

/** JSON as it comes by every door. */
public final class JsonRequestFuzz {
    private static final JsonRequestReader READER =
            new JsonRequestReader(1 << 16, new Lookups(true, true, false, null));

    private JsonRequestFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Holds.read(READER.read(input), input);
    }
}
