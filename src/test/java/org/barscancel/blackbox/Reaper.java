package org.barscancel.blackbox;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.barscancel.simulator.Behaviour;
import org.barscancel.simulator.RecordedCall;
import org.barscancel.simulator.SimulatedAnswer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kills one of the programs after the other, at moments drawn by a seed, and starts it again; every fourth time it is killed
 * while it starts, too.
 */
final class Reaper implements Behaviour, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Reaper.class);
    private static final int CALLS_A_REQUEST = 5;
    private static final int LATEST_PERCENT = 90;
    private static final int DELAY_MILLIS = 100;
    private static final int START_MILLIS = 5_000;

    private final List<RunningProgram> programs;
    private final Semaphore room;
    private final Random random;
    private final Deque<Integer> due = new ConcurrentLinkedDeque<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final Set<String> written = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService hands = Executors.newSingleThreadScheduledExecutor();
    private final CountDownLatch over;
    private final AtomicInteger startsBrokenOff = new AtomicInteger();
    private volatile CountDownLatch up = new CountDownLatch(0);

    /**
     * @param programs the first one is the one that legacy systems talk to
     * @param room is given one place for each appointment that is written the first time
     */
    Reaper(List<RunningProgram> programs, int requests, int kills, long seed, Semaphore room) {
        this.programs = List.copyOf(programs);
        this.room = room;
        this.random = new Random(seed);
        this.over = new CountDownLatch(kills);
        int latest = CALLS_A_REQUEST * requests * LATEST_PERCENT / 100;
        random.ints(kills, 1, latest).sorted().forEach(due::add);
    }

    @Override
    public SimulatedAnswer answer(RecordedCall call, Server server) throws ServletException, IOException {
        Integer next = due.peek();
        if (calls.incrementAndGet() >= (next == null ? Integer.MAX_VALUE : next) && due.remove(next)) {
            hands.schedule(this::killAndStart, random.nextInt(DELAY_MILLIS), TimeUnit.MILLISECONDS);
        }
        if ("PUT".equals(call.method()) && written.add(call.path())) {
            room.release();
        }
        return server.answer();
    }

    /** Waits until the first program is not being killed or started. */
    void awaitUp() throws InterruptedException {
        up.await();
    }

    void awaitAllKills(Duration patience) throws InterruptedException {
        if (!over.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError(over.getCount() + " kills are still due");
        }
    }

    int startsBrokenOff() {
        return startsBrokenOff.get();
    }

    private void killAndStart() {
        RunningProgram program = programs.get((int) over.getCount() % programs.size());
        CountDownLatch again = new CountDownLatch(1);
        if (program == programs.get(0)) {
            up = again;
        }
        program.kill();
        try {
            if (over.getCount() % 4 == 3) {
                program.startAndKillAfter(Duration.ofMillis(random.nextInt(START_MILLIS)));
                startsBrokenOff.incrementAndGet();
            }
            program.start();
            LOG.info("Killed and started; {} kills are left", over.getCount() - 1);
            over.countDown();
        } catch (RuntimeException | AssertionError failure) {
            LOG.error("The program does not start", failure);
        } finally {
            again.countDown();
        }
    }

    @Override
    public void close() {
        hands.shutdownNow();
    }
}
