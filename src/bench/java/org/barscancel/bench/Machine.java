package org.barscancel.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The machine that was measured on. */
final class Machine {
    private static final double TICKS_A_SECOND = 100;

    private Machine() {}

    /** Processor, cores, memory, Java. */
    static String described() throws IOException {
        return "%s, %d cores, %d GiB of memory, %s, Java %s"
                .formatted(
                        value("/proc/cpuinfo", "model name"),
                        Runtime.getRuntime().availableProcessors(),
                        Long.parseLong(value("/proc/meminfo", "MemTotal").replaceAll("\\D", "")) >> 20,
                        System.getProperty("os.name"),
                        Runtime.version());
    }

    /** How long its cores were busy since it began, all of them together. */
    static double busySeconds() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/stat"))) {
            String[] times = lines.findFirst().orElseThrow().split(" +");
            // User, with low priority, system; after idle and waiting for disks: interrupts, soft ones.
            return Stream.of(1, 2, 3, 6, 7).mapToDouble(n -> Double.parseDouble(times[n])).sum() / TICKS_A_SECOND;
        }
    }

    private static String value(String file, String name) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst()
                    .orElse("unknown");
        }
    }
}
