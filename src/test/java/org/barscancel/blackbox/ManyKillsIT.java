package org.barscancel.blackbox;

import static org.junit.jupiter.api.Assertions.assertAll;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.barscancel.simulator.SimulatorHost;
import org.barscancel.simulator.SimulatorSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests by every door, far sides with faults, and a program that is killed again and again. Legacy systems send again
 * what was not acknowledged. In the end every request has one result, and every appointment was changed once. With {@code
 * -Dbars.test.outside=true} broker and database are outside (Artemis, PostgreSQL) and two programs share the work, each of them
 * killed in turn.
 */
class ManyKillsIT {
    private static final Logger LOG = LoggerFactory.getLogger(ManyKillsIT.class);
    private static final int REQUESTS = Integer.getInteger("bars.test.requests", 300);
    private static final int KILLS = Integer.getInteger("bars.test.kills", 3);
    private static final long SEED = Long.getLong("bars.test.seed", 20261122);
    private static final boolean OUTSIDE = Boolean.getBoolean("bars.test.outside");
    private static final double FAULTS = 0.05;
    private static final Duration PATIENCE = Duration.ofMillis(180_000 + 100L * REQUESTS + 60_000L * KILLS);

    /** So many requests are on their way at most, so that the doors are in use until the last kill. */
    private static final int ROOM = 60;

    /** What each legacy system sends, in turn; one of each turn is a file. */
    private static final List<List<Door>> SYSTEMS = List.of(
            List.of(Door.JSON_FILE, Door.LIST_FILE, Door.CSV_FILE, Door.HL7_FILE),
            List.of(Door.QUEUE),
            List.of(Door.MLLP),
            List.of(Door.HTTP));

    @TempDir
    Path folder;

    private final int port = FreePort.any();
    private final Semaphore room = new Semaphore(ROOM);
    private final List<LegacySystem> systems = new ArrayList<>();
    private final List<RunningProgram> programs = new ArrayList<>();
    private SimulatorHost farSide;
    private OutsideBroker broker;
    private EmbeddedPostgres database;

    @BeforeEach
    void start() throws Exception {
        farSide = SimulatorHost.start(0, SimulatorSettings.strict().withRecordLimit(100 * REQUESTS), Clock.systemUTC());
        farSide.simulator().seed(Clinic.resources(1, REQUESTS));
        farSide.simulator()
                .addFaults(Mishap.faults(Mishap.outages(), FAULTS, SEED).toString());
        if (OUTSIDE) {
            broker = OutsideBroker.start(folder.resolve("broker"));
            database = EmbeddedPostgres.builder().start();
        }
        programs.add(program("many-kills", "--bars.hl7.feeds.pas-1.port=" + port));
        if (OUTSIDE) {
            programs.add(program("many-kills-too"));
        }
    }

    private RunningProgram program(String name, String... more) {
        List<String> settings = RunningProgram.settings(
                farSide.baseUrl(),
                "--logging.level.root=info",
                "--bars.hl7.default-feed=pas-1",
                "--bars.hl7.feeds.pas-1.appointment-id=SCH-1",
                "--bars.retry.initial-delay=100ms",
                "--bars.retry.max-delay=1s",
                "--bars.circuit.pause=1s",
                // Short, since each hanging call holds a consumer; long enough for a busy machine.
                "--bars.http.response-timeout=5s");
        settings.addAll(List.of(more));
        if (OUTSIDE) {
            settings.addAll(List.of(
                    "--bars.broker.url=" + broker.core(),
                    "--bars.ledger.url=" + database.getJdbcUrl("postgres", "postgres"),
                    "--bars.ledger.hash-key=one-key-for-all-of-them"));
        }
        return RunningProgram.start(name, folder.resolve(name), settings);
    }

    @AfterEach
    void finish() throws Exception {
        try {
            systems.forEach(LegacySystem::close);
            programs.forEach(RunningProgram::kill);
        } finally {
            farSide.close();
            if (OUTSIDE) {
                broker.close();
                database.close();
            }
        }
    }

    @Test
    void loseNothingAndDoNothingTwice() throws Exception {
        long started = System.nanoTime();
        List<List<Parcel>> parcels = parcels();
        try (Reaper reaper = new Reaper(programs, REQUESTS, KILLS, SEED, room)) {
            farSide.simulator().behave(reaper);
            send(parcels, reaper);
            reaper.awaitAllKills(PATIENCE);
            LOG.info("Killed {} times, and {} times while it started", KILLS, reaper.startsBrokenOff());
        }
        farSide.simulator().clearFaults();
        List<Parcel> all = parcels.stream().flatMap(List::stream).toList();
        Reckoning reckoning = new Reckoning(programs.get(0), farSide.simulator(), all, systems, REQUESTS);
        reckoning.awaitTheEnd(PATIENCE);

        Map<String, Integer> struck = new TreeMap<>();
        farSide.simulator()
                .calls()
                .forEach(call -> struck.merge(call.fault() == null ? "none" : call.fault(), 1, Integer::sum));
        LOG.info(
                "{} requests {}, seed {}, {} ms, faults {}\n{}",
                REQUESTS,
                all.stream().collect(Collectors.groupingBy(Parcel::door, Collectors.summingLong(one -> one.each()
                        .count()))),
                SEED,
                Duration.ofNanos(System.nanoTime() - started).toMillis(),
                struck,
                reckoning.report());
        assertAll(reckoning::assertOneResultEach, reckoning::assertOneChangeEach, reckoning::assertNothingIsLeftOver);
    }

    /** Numbers are dealt out in turn, as many to each kind of system. */
    private static List<List<Parcel>> parcels() {
        List<List<Parcel>> parcels = new ArrayList<>();
        SYSTEMS.forEach(system -> parcels.add(new ArrayList<>()));
        for (int n = 1; n <= REQUESTS; ) {
            List<Parcel> fewest = parcels.stream()
                    .min(Comparator.comparingLong(ManyKillsIT::requests))
                    .orElseThrow();
            List<Door> doors = SYSTEMS.get(parcels.indexOf(fewest));
            Door door = doors.get(fewest.size() % doors.size());
            Parcel parcel = new Parcel(door, n, Math.min(REQUESTS, n + door.size() - 1));
            fewest.add(parcel);
            n = parcel.to() + 1;
        }
        return parcels;
    }

    private static long requests(List<Parcel> parcels) {
        return parcels.stream().mapToLong(parcel -> parcel.each().count()).sum();
    }

    private void send(List<List<Parcel>> parcels, Reaper reaper) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(parcels.size());
        try {
            List<Future<?>> sending = new ArrayList<>();
            for (List<Parcel> mine : parcels) {
                LegacySystem system = new LegacySystem(programs.get(0), port);
                systems.add(system);
                sending.add(threads.submit(() -> send(system, mine, reaper)));
            }
            for (Future<?> one : sending) {
                one.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private Void send(LegacySystem system, List<Parcel> parcels, Reaper reaper) throws InterruptedException {
        for (Parcel parcel : parcels) {
            room.acquire((int) parcel.each().count());
            do {
                reaper.awaitUp();
            } while (!system.isAcknowledged(parcel));
        }
        return null;
    }
}
