package org.barscancel.cost;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * How long each work takes, and what it allocates, each in a JVM of its own with both compilers. Settings (system
 * properties): {@code bars.jmh.works}, a regular expression of their names; {@code bars.jmh.forks}, how many JVMs each is
 * measured in.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class WorkBenchmark {
    private static final Path RESULTS = Path.of("target", "jmh", "results.json");

    /** One after the other. */
    @Param
    public Work work;

    /** What is measured. */
    @Benchmark
    public Object once() {
        return work.once();
    }

    /** Measures, prints a table, and writes it as JSON. */
    public static void main(String[] args) throws IOException, RunnerException {
        String asked = System.getProperty("bars.jmh.works", ".*");
        Files.createDirectories(RESULTS.getParent());
        new Runner(new OptionsBuilder()
                        .include(WorkBenchmark.class.getName())
                        .param(
                                "work",
                                Arrays.stream(Work.values())
                                        .filter(work -> work.named().matches(asked))
                                        .map(Work::name)
                                        .toArray(String[]::new))
                        .forks(Integer.getInteger("bars.jmh.forks", 1))
                        .addProfiler(GCProfiler.class)
                        .resultFormat(ResultFormatType.JSON)
                        .result(RESULTS.toString())
                        .build())
                .run();
    }
}
