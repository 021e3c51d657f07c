package org.barscancel.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The packaged program with a thousand and with very many requests waiting, far sides that answer at once, in 256 MB of heap. */
final class Backlog {
    private static final int WARM_UP = 4_000;
    private static final int MOST_COUNTED = 4_000;
    private static final int IN_FLIGHT = 32;
    private static final String HEAP = "-Xmx256m";

    private final Path work;
    private final UnpackedProgram unpacked;
    private final List<String> jvm;

    /**
     * @param work where the programs keep what they write
     * @param jvm options of Java beside that of the heap
     */
    Backlog(Path work, UnpackedProgram unpacked, List<String> jvm) {
        this.work = work;
        this.unpacked = unpacked;
        this.jvm = Stream.concat(Stream.of(HEAP), jvm.stream()).toList();
    }

    /** Has so many wait, then go on. */
    Waiting with(int waiting) throws IOException, InterruptedException {
        try (Child farSides = new Child(FarSideStub.class, "0");
                PackagedProgram program = new PackagedProgram(
                        Files.createTempDirectory(work, "backlog"),
                        "http://127.0.0.1:" + farSides.line("").trim(),
                        unpacked.command(jvm),
                        IN_FLIGHT,
                        "--bars.broker.listen=")) {
            program.accept("warm-up", Booking.some(0, WARM_UP));
            program.awaitEnd("warm-up");
            program.steer("pause");
            List<Booking> bookings = Booking.some(WARM_UP, waiting);
            long began = System.nanoTime();
            program.accept("waiting", bookings);
            double accepted = seconds(began);
            program.awaitLedger();
            double heap = program.liveHeapMegabytes();
            // The first tenth is left out: the legs begin anew after their pause.
            int counted = Math.min(MOST_COUNTED, waiting) * 9 / 10;
            double first = program.ended() + Math.min(MOST_COUNTED, waiting) / 10.0;
            program.steer("resume");
            program.awaitEnded(first);
            double from = program.ended();
            long resumed = System.nanoTime();
            program.awaitEnded(first + counted);
            double rate = (program.ended() - from) / seconds(resumed);
            return new Waiting(
                    waiting, accepted, heap, counted, rate, program.figures().peakResidentMegabytes());
        }
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
