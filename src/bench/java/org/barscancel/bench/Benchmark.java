package org.barscancel.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Measures the floor, camel-fhir as it comes, and the packaged program, one after the other on the machine it runs on; then the
 * packaged program with many requests waiting, and several of it on one broker. Writes the figures as JSON and Markdown. Settings
 * (system properties): {@code bars.bench.cases}, such as {@code 0x32,50x64} (milliseconds of each answer x calls in flight);
 * {@code bars.bench.seconds}, how long each measurement takes about; {@code bars.bench.warm-up}, so many cancellations before,
 * which far sides answer at once; {@code bars.bench.programs}, a regular expression; {@code bars.bench.waiting} and {@code bars.bench.instances}, such as
 * {@code 1000,100000} and {@code 1,2,4}; {@code bars.bench.jvm}, more options of the packaged program's Java, such as a recording,
 * with blanks between them. A list that is empty leaves its part out.
 */
final class Benchmark {
    private static final Path WORK = Path.of("target", "bench");
    private static final int CALLS = 5;
    private static final int WARM_UP = Integer.getInteger("bars.bench.warm-up", 20_000);
    private static final int FEWEST = 500;
    private static final int MOST = 20_000;
    private static final double FASTEST = 1_500;
    private static final int SINGLES = 400;
    private static final int SCALE_LATENCY = 50;
    private static final int SCALE_IN_FLIGHT = 8;

    private final List<Measured> measured = new ArrayList<>();
    private final List<AddedLatency> added = new ArrayList<>();
    private final List<Double> starts = new ArrayList<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private final List<Scaled> scaled = new ArrayList<>();
    private final int seconds = Integer.getInteger("bars.bench.seconds", 12);
    private final String programs = System.getProperty("bars.bench.programs", ".*");
    private final UnpackedProgram unpacked;

    private Benchmark() throws IOException, InterruptedException {
        unpacked = new UnpackedProgram(WORK);
    }

    public static void main(String[] args) throws Exception {
        Benchmark benchmark = new Benchmark();
        for (String each : list("bars.bench.cases", "0x32,5x32,50x16,50x64,50x256")) {
            String[] parts = each.split("x");
            benchmark.measure(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
        }
        Backlog backlog = new Backlog(WORK, benchmark.unpacked, jvm());
        for (String many : list("bars.bench.waiting", "1000,100000")) {
            benchmark.note(backlog.with(Integer.parseInt(many)));
        }
        ScaleOut scaleOut =
                new ScaleOut(WORK, benchmark.unpacked, SCALE_LATENCY, SCALE_IN_FLIGHT, benchmark.seconds);
        for (String instances : list("bars.bench.instances", "1,2,4")) {
            benchmark.note(scaleOut.with(Integer.parseInt(instances)));
        }
        Results results = new Results(
                LocalDate.now().toString(),
                Machine.described(),
                benchmark.measured,
                benchmark.added,
                benchmark.starts,
                benchmark.waiting,
                benchmark.scaled);
        Files.createDirectories(WORK);
        Json.PRETTY.writeValue(WORK.resolve("results.json").toFile(), results);
        String page = new Report(results).page();
        Files.writeString(WORK.resolve("results.md"), page);
        System.out.println(page);
        System.exit(0);
    }

    private static List<String> list(String setting, String preset) {
        return Stream.of(System.getProperty(setting, preset).split(","))
                .filter(each -> !each.isBlank())
                .toList();
    }

    private void note(Waiting run) {
        waiting.add(run);
        System.out.println(run);
    }

    private void note(Scaled run) {
        scaled.add(run);
        System.out.println(run);
    }

    private void measure(int latencyMillis, int inFlight) throws Exception {
        try (Child farSides = new Child(FarSideStub.class, Integer.toString(latencyMillis))) {
            String base = "http://127.0.0.1:" + farSides.line("").trim();
            double limit = latencyMillis == 0 ? FASTEST : 1000.0 * inFlight / (CALLS * latencyMillis);
            int cancellations = (int) Math.max(FEWEST, Math.min(MOST, Math.min(limit, FASTEST) * seconds));
            Arguments arguments = new Arguments(base, latencyMillis, inFlight, WARM_UP, cancellations);
            if ("floor".matches(programs)) {
                note(compared(Floor.class, arguments));
            }
            if ("camel-fhir".matches(programs)) {
                note(compared(PlainCamel.class, arguments));
            }
            if ("bars-cancel".matches(programs)) {
                packaged(arguments);
            }
        }
    }

    private void note(Measured run) {
        measured.add(run);
        System.out.printf(
                "%s, %d ms, %d in flight: %.0f a second, %.2f ms of processor time each, %.0f MB resident%n",
                run.program(),
                run.latencyMillis(),
                run.inFlight(),
                run.rate(),
                run.cpuMillisEach(),
                run.peakResidentMegabytes());
    }

    private static Measured compared(Class<?> program, Arguments arguments) throws IOException {
        try (Child child = new Child(program, arguments.given())) {
            return Json.MAPPER.readValue(child.line("{\"program\""), Measured.class);
        }
    }

    /** From full queues to the last event, both legs at work; then singles at half of that rate. */
    private void packaged(Arguments arguments) throws Exception {
        Path home = Files.createTempDirectory(Files.createDirectories(WORK), "home");
        try (PackagedProgram program =
                new PackagedProgram(home, arguments.base(), unpacked.command(jvm()), arguments.inFlight(), "--bars.broker.listen=")) {
            starts.add(program.startSeconds());
            FarSideStub.answersAfter(arguments.base(), 0);
            run(program, "warm-up", Booking.some(0, arguments.warmUp()));
            FarSideStub.answersAfter(arguments.base(), arguments.latencyMillis());
            List<Booking> bookings = Booking.some(arguments.warmUp(), arguments.cancellations());
            program.steer("pause");
            program.accept("measured", bookings);
            program.awaitLedger();
            ProcessFigures before = program.figures();
            long began = System.nanoTime();
            program.steer("resume");
            program.awaitEnd("measured");
            double took = (System.nanoTime() - began) / 1e9;
            ProcessFigures after = program.figures();
            Measured run = new Measured(
                    "bars-cancel",
                    arguments.latencyMillis(),
                    arguments.inFlight(),
                    arguments.cancellations(),
                    took,
                    after.cpuSeconds() - before.cpuSeconds(),
                    program.heapMegabytes(),
                    after.peakResidentMegabytes());
            note(run);
            singles(program, arguments, run.rate() / 2);
        }
    }

    private static List<String> jvm() {
        List<String> options = new ArrayList<>(List.of("-Xmx512m"));
        Stream.of(System.getProperty("bars.bench.jvm", "").split(" "))
                .filter(option -> !option.isBlank())
                .forEach(options::add);
        return options;
    }

    private static void run(PackagedProgram program, String name, List<Booking> bookings) throws Exception {
        program.accept(name, bookings);
        program.awaitEnd(name);
    }

    private void singles(PackagedProgram program, Arguments arguments, double rate) throws Exception {
        int many = (int) Math.min(SINGLES, Math.max(100, rate * seconds));
        List<Booking> bookings = Booking.some(arguments.warmUp() + arguments.cancellations(), many);
        ExecutorService callers = Executors.newCachedThreadPool();
        try {
            List<Future<Long>> answers = new ArrayList<>();
            long began = System.nanoTime();
            for (int i = 0; i < many; i++) {
                long turn = began + (long) (i * 1e9 / rate);
                TimeUnit.NANOSECONDS.sleep(turn - System.nanoTime());
                Booking booking = bookings.get(i);
                answers.add(callers.submit(() -> program.cancel(booking)));
            }
            long[] nanos = new long[many];
            for (int i = 0; i < many; i++) {
                nanos[i] = answers.get(i).get();
            }
            added.add(AddedLatency.of(arguments.latencyMillis(), rate, nanos));
        } finally {
            callers.shutdownNow();
        }
    }
}
