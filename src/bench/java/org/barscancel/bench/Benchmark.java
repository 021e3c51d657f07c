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
 * Measures the floor, camel-fhir as it comes, and the packaged program, one after the other on the machine it runs on, and writes
 * the figures as JSON and Markdown. Settings (system properties): {@code bars.bench.cases}, such as {@code 0x32,50x64}
 * (milliseconds of each answer x calls in flight); {@code bars.bench.seconds}, how long each measurement takes about;
 * {@code bars.bench.programs}, a regular expression; {@code bars.bench.jvm}, more options of the packaged program's Java, such as
 * a recording, with blanks between them.
 */
final class Benchmark {
    private static final Path WORK = Path.of("target", "bench");
    private static final int CALLS = 5;
    private static final int WARM_UP = 6_000;
    private static final int FEWEST = 500;
    private static final int MOST = 20_000;
    private static final double FASTEST = 1_500;
    private static final int SINGLES = 400;

    private final List<Measured> measured = new ArrayList<>();
    private final List<AddedLatency> added = new ArrayList<>();
    private final List<Double> starts = new ArrayList<>();
    private final int seconds = Integer.getInteger("bars.bench.seconds", 12);
    private final String programs = System.getProperty("bars.bench.programs", ".*");

    public static void main(String[] args) throws Exception {
        Benchmark benchmark = new Benchmark();
        for (String each : System.getProperty("bars.bench.cases", "0x32,5x32,50x16,50x64,50x256").split(",")) {
            String[] parts = each.split("x");
            benchmark.measure(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
        }
        Results results = new Results(
                LocalDate.now().toString(), Machine.described(), benchmark.measured, benchmark.added, benchmark.starts);
        Files.createDirectories(WORK);
        Json.PRETTY.writeValue(WORK.resolve("results.json").toFile(), results);
        String page = new Report(results).page();
        Files.writeString(WORK.resolve("results.md"), page);
        System.out.println(page);
        System.exit(0);
    }

    private void measure(int latencyMillis, int inFlight) throws Exception {
        try (Child farSides = new Child(FarSideStub.class, Integer.toString(latencyMillis))) {
            String base = "http://127.0.0.1:" + farSides.line("").trim();
            double limit = latencyMillis == 0 ? FASTEST : 1000.0 * inFlight / (CALLS * latencyMillis);
            int cancellations = (int) Math.max(FEWEST, Math.min(MOST, Math.min(limit, FASTEST) * seconds));
            Arguments arguments = new Arguments(base, latencyMillis, inFlight, Math.min(WARM_UP, cancellations), cancellations);
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
        // Two of the five calls go to the provider, three to the registry.
        int provider = Math.max(1, Math.round(arguments.inFlight() * 2f / CALLS));
        int registry = arguments.inFlight() - provider;
        Path home = Files.createTempDirectory(Files.createDirectories(WORK), "home");
        try (PackagedProgram program =
                new PackagedProgram(home, arguments.base(), jvm(), provider, registry)) {
            starts.add(program.startSeconds());
            run(program, "warm-up", Booking.some(0, arguments.warmUp()));
            List<Booking> bookings = Booking.some(arguments.warmUp(), arguments.cancellations());
            program.steer("pause");
            program.accept("measured", bookings);
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
