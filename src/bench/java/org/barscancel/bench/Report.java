package org.barscancel.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The figures as Markdown. */
final class Report {
    private static final int CALLS = 5;

    private final Results results;

    Report(Results results) {
        this.results = results;
    }

    String page() {
        return "Run on " + results.date() + ": " + results.machine() + ".\n\n"
                + "| far sides | in flight | program | cancellations a second | of the floor | of the arithmetic limit |"
                + " processor time each | of the floor | heap | resident |\n"
                + "|---|---|---|---|---|---|---|---|---|---|\n"
                + results.measured().stream().map(this::row).collect(Collectors.joining())
                + chart()
                + "\n| far sides | asked for a second | added, median | added, 99 of 100 below |\n|---|---|---|---|\n"
                + results.added().stream().map(Report::row).collect(Collectors.joining())
                + "\nStart to ready: "
                + results.startSeconds().stream()
                        .map(start -> String.format(Locale.ROOT, "%.1f s", start))
                        .collect(Collectors.joining(", "))
                + ".\n"
                + waiting()
                + scaled();
    }

    private String waiting() {
        return results.waiting().isEmpty()
                ? ""
                : "\n| waiting, in 256 MB of heap | accepted in | heap after a collection | cancellations a second | resident |\n"
                        + "|---|---|---|---|---|\n"
                        + results.waiting().stream().map(Report::row).collect(Collectors.joining());
    }

    private String scaled() {
        return results.scaled().isEmpty()
                ? ""
                : "\n| instances | far sides | in flight, each | cancellations a second, each | of one alone | processor time"
                        + " each | of the broker | busy cores |\n|---|---|---|---|---|---|---|---|\n"
                        + results.scaled().stream().map(this::row).collect(Collectors.joining());
    }

    /** Of the floor's rate, in percent: cases side by side, for each of them camel-fhir and then bars-cancel. */
    private String chart() {
        List<Measured> floors = results.measured().stream()
                .filter(run -> run.program().equals("floor"))
                .toList();
        return "\n```mermaid\nxychart-beta\n    title \"Rate, in percent of the floor's: camel-fhir, bars-cancel\"\n    x-axis ["
                + floors.stream().map(Report::named).collect(Collectors.joining(", "))
                + "]\n    y-axis \"%\" 0 --> 110\n"
                + bars("camel-fhir", floors)
                + bars("bars-cancel", floors)
                + "```\n";
    }

    private static String named(Measured run) {
        return "\"" + run.latencyMillis() + " ms, " + run.inFlight() + "\"";
    }

    private String bars(String program, List<Measured> floors) {
        return floors.stream()
                .map(floor -> results.measured().stream()
                        .filter(run -> run.program().equals(program))
                        .filter(run -> results.floorOf(run).filter(floor::equals).isPresent())
                        .findFirst()
                        .map(run -> String.format(Locale.ROOT, "%.0f", 100 * run.rate() / floor.rate()))
                        .orElse("0"))
                .collect(Collectors.joining(", ", "    bar [", "]\n"));
    }

    private String row(Measured run) {
        Measured floor = results.floorOf(run).orElse(run);
        String ofLimit = run.latencyMillis() == 0
                ? "–"
                : String.format(
                        Locale.ROOT,
                        "%.2f",
                        run.rate() / (1000.0 * run.inFlight() / (CALLS * run.latencyMillis())));
        return String.format(
                Locale.ROOT,
                "| %d ms | %d | %s | %.0f | %.2f | %s | %.2f ms | %.2f | %.0f MB | %.0f MB |%n",
                run.latencyMillis(),
                run.inFlight(),
                run.program(),
                run.rate(),
                run.rate() / floor.rate(),
                ofLimit,
                run.cpuMillisEach(),
                run.cpuMillisEach() / floor.cpuMillisEach(),
                run.peakHeapMegabytes(),
                run.peakResidentMegabytes());
    }

    private static String row(AddedLatency added) {
        return String.format(
                Locale.ROOT,
                "| %d ms | %.0f | %.1f ms | %.1f ms |%n",
                added.latencyMillis(),
                added.ratePerSecond(),
                added.medianMillis(),
                added.worstOfHundredMillis());
    }

    private static String row(Waiting waiting) {
        return String.format(
                Locale.ROOT,
                "| %,d | %.0f s | %.0f MB | %.0f | %.0f MB |%n",
                waiting.waiting(),
                waiting.acceptSeconds(),
                waiting.liveHeapMegabytes(),
                waiting.ratePerSecond(),
                waiting.peakResidentMegabytes());
    }

    private String row(Scaled scaled) {
        return String.format(
                Locale.ROOT,
                "| %d | %d ms | %d | %.1f | %.2f | %.1f ms | %.1f ms | %.1f |%n",
                scaled.instances(),
                scaled.latencyMillis(),
                scaled.inFlightEach(),
                scaled.ratePerInstance(),
                scaled.ratePerInstance() / results.scaled().get(0).ratePerInstance(),
                1000 * scaled.programCpuSeconds() / scaled.cancellations(),
                1000 * scaled.brokerCpuSeconds() / scaled.cancellations(),
                scaled.busyCores());
    }
}
