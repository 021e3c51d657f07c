package org.barscancel.cost;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Objects;

/**
 * A program that prints how many bytes each work allocates, a line each. Without the second compiler, which leaves out
 * allocations as it sees fit, that is the same each time.
 */
final class Allocations {
    /** Caches are filled by then, and what is linked on its first use is linked. */
    private static final int WARM_UP = 200;

    private static final int ROUNDS = 5;
    private static final int TIMES = 40;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocations() {}

    public static void main(String[] args) {
        for (Work work : Work.values()) {
            System.out.println(work.named() + "=" + bytes(work));
        }
    }

    /** The least of some rounds: whatever happens now and then adds to it, and nothing takes away. */
    private static long bytes(Work work) {
        allocated(work, WARM_UP);
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            least = Math.min(least, allocated(work, TIMES));
        }
        return least / TIMES;
    }

    private static long allocated(Work work, int times) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < times; i++) {
            Objects.requireNonNull(work.once());
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
