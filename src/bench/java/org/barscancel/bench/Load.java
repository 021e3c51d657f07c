package org.barscancel.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs one program's way to cancel, so many at a time: some to warm up, with far sides that answer at once, then those that count.
 */
final class Load {
    /** How one program cancels one booking. */
    interface Way {
        /** Makes the five calls; fails when one is not answered as it should be. */
        void cancel(Booking booking) throws Exception;
    }

    private Load() {}

    /** Prints what was measured as a line of JSON. */
    static void run(String program, Arguments arguments, Way way) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(arguments.inFlight());
        try {
            FarSideStub.answersAfter(arguments.base(), 0);
            all(Booking.some(0, arguments.warmUp()), arguments.inFlight(), threads, way);
            FarSideStub.answersAfter(arguments.base(), arguments.latencyMillis());
            List<Booking> bookings = Booking.some(arguments.warmUp(), arguments.cancellations());
            long cpu = cpuNanos();
            long began = System.nanoTime();
            all(bookings, arguments.inFlight(), threads, way);
            double seconds = (System.nanoTime() - began) / 1e9;
            double cpuSeconds = (cpuNanos() - cpu) / 1e9;
            System.out.println(Json.MAPPER.writeValueAsString(new Measured(
                    program,
                    arguments.latencyMillis(),
                    arguments.inFlight(),
                    arguments.cancellations(),
                    seconds,
                    cpuSeconds,
                    heapAfterCollection(),
                    ProcessFigures.of(ProcessHandle.current().pid()).peakResidentMegabytes())));
        } finally {
            threads.shutdownNow();
        }
    }

    private static void all(List<Booking> bookings, int inFlight, ExecutorService threads, Way way) throws Exception {
        AtomicInteger next = new AtomicInteger();
        Callable<Boolean> worker = () -> {
            for (int i = next.getAndIncrement(); i < bookings.size(); i = next.getAndIncrement()) {
                way.cancel(bookings.get(i));
            }
            return true;
        };
        for (Future<Boolean> done : threads.invokeAll(java.util.Collections.nCopies(inFlight, worker))) {
            done.get();
        }
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static double heapAfterCollection() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                        .map(MemoryPoolMXBean::getCollectionUsage)
                        .flatMap(usage -> Optional.ofNullable(usage).stream())
                        .mapToLong(MemoryUsage::getUsed)
                        .sum()
                / 1e6;
    }
}
