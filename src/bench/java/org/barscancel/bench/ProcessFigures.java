package org.barscancel.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What Linux tells of a process.
 *
 * @param cpuSeconds processor time since it began, all threads
 * @param peakResidentMegabytes the most memory since it began
 */
record ProcessFigures(double cpuSeconds, double peakResidentMegabytes) {
    private static final double TICKS_A_SECOND = 100;
    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;

    static ProcessFigures of(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        // The name of the program, in brackets, may hold blanks.
        List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
        double ticks = Double.parseDouble(fields.get(USER_TIME)) + Double.parseDouble(fields.get(SYSTEM_TIME));
        double kilobytes = Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
        return new ProcessFigures(ticks / TICKS_A_SECOND, kilobytes / 1000);
    }
}
