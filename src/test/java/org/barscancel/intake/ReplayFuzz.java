package org.barscancel.intake;

import org.barscancel.fuzz.Holds;

/** The selection of a replay. */
public final class ReplayFuzz {
    private ReplayFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        ReplayReader.ReplayReading reading = ReplayReader.read(input);
        if (reading instanceof ReplayReader.Faulty faulty) {
            Holds.shown(faulty.why());
        } else {
            Holds.shown(((ReplayReader.Selected) reading).selection().toString());
        }
    }
}
