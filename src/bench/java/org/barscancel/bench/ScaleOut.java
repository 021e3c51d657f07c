package org.barscancel.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One and more instances on one Artemis and one PostgreSQL, each of them a process, all on this machine. */
final class ScaleOut {
    private static final int CALLS = 5;
    /** Each has compilers of its own to keep busy. */
    private static final int WARM_UP = 5_000;

    private static final double BEGINNING = 0.15;
    private static final List<String> JVM = List.of("-Xmx384m");

    private final Path work;
    private final UnpackedProgram unpacked;
    private final long latencyMillis;
    private final int inFlightEach;
    private final int seconds;

    /**
     * Sets it up.
     *
     * @param latencyMillis how long each answer of the far sides takes
     * @param inFlightEach most calls in flight of each instance
     * @param seconds how long each measurement takes about, at the arithmetic limit
     */
    ScaleOut(Path work, UnpackedProgram unpacked, long latencyMillis, int inFlightEach, int seconds) {
        this.work = work;
        this.unpacked = unpacked;
        this.latencyMillis = latencyMillis;
        this.inFlightEach = inFlightEach;
        this.seconds = seconds;
    }

    /** Has so many instances share the work. */
    Scaled with(int instances) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(work, "scale");
        List<PackagedProgram> programs = new ArrayList<>();
        try (Child farSides = new Child(FarSideStub.class, Long.toString(latencyMillis));
                Child broker = new Child(BrokerBeside.class, folder.resolve("broker").toString());
                EmbeddedPostgres database = EmbeddedPostgres.builder().start()) {
            String base = "http://127.0.0.1:" + farSides.line("").trim();
            String port = broker.line(BrokerBeside.PORT).substring(BrokerBeside.PORT.length());
            for (int n = 0; n < instances; n++) {
                programs.add(new PackagedProgram(
                        folder.resolve("home-" + n),
                        base,
                        unpacked.command(JVM),
                        inFlightEach,
                        "--bars.broker.url=tcp://127.0.0.1:" + port,
                        "--bars.ledger.url=" + database.getJdbcUrl("postgres", "postgres"),
                        "--bars.ledger.hash-key=one-key-for-all-of-them"));
            }
            return measure(base, programs, broker);
        } finally {
            programs.forEach(PackagedProgram::close);
        }
    }

    /** The middle of the list counts: at its beginning and its end not all are at work. */
    private Scaled measure(String farSides, List<PackagedProgram> programs, Child broker) throws IOException, InterruptedException {
        PackagedProgram first = programs.get(0);
        int warmUp = WARM_UP * programs.size();
        int many = (int) (1000.0 * inFlightEach / (CALLS * latencyMillis) * programs.size() * seconds);
        FarSideStub.answersAfter(farSides, 0);
        first.accept("warm-up", Booking.some(0, warmUp));
        first.awaitEnd("warm-up");
        FarSideStub.answersAfter(farSides, latencyMillis);
        first.steer("pause");
        first.accept("measured", Booking.some(warmUp, many));
        double ended = ended(programs);
        first.steer("resume");
        first.await("under way", () -> ended(programs) >= ended + many * BEGINNING);
        double counted = ended(programs);
        double cpu = cpu(programs);
        double brokerCpu = broker.figures().cpuSeconds();
        double busy = Machine.busySeconds();
        long began = System.nanoTime();
        first.await("near its end", () -> ended(programs) >= ended + many * (1 - BEGINNING));
        double took = (System.nanoTime() - began) / 1e9;
        Scaled scaled = new Scaled(
                programs.size(),
                latencyMillis,
                inFlightEach,
                (int) (ended(programs) - counted),
                took,
                cpu(programs) - cpu,
                broker.figures().cpuSeconds() - brokerCpu,
                (Machine.busySeconds() - busy) / took);
        first.awaitEnd("measured");
        return scaled;
    }

    private static double ended(List<PackagedProgram> programs) throws IOException, InterruptedException {
        double sum = 0;
        for (PackagedProgram program : programs) {
            sum += program.ended();
        }
        return sum;
    }

    private static double cpu(List<PackagedProgram> programs) throws IOException {
        double sum = 0;
        for (PackagedProgram program : programs) {
            sum += program.figures().cpuSeconds();
        }
        return sum;
    }
}
