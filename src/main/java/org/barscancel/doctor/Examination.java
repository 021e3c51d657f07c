package org.barscancel.doctor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs checks one after another, each in its time. */
public final class Examination {
    private Examination() {}

    /** What each found, in their order. */
    public static List<Finding> of(List<Check> checks) throws InterruptedException {
        ExecutorService runner = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "doctor");
            // One that hangs must not keep the command from ending.
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Finding> findings = new ArrayList<>();
            Set<String> missing = new HashSet<>();
            for (Check check : checks) {
                Finding finding = examined(check, missing, runner);
                findings.add(finding);
                if (finding.verdict() == Verdict.FAIL || finding.verdict() == Verdict.SKIPPED) {
                    missing.add(check.name());
                }
            }
            return findings;
        } finally {
            runner.shutdownNow();
        }
    }

    private static Finding examined(Check check, Set<String> missing, ExecutorService runner)
            throws InterruptedException {
        List<String> lacks =
                check.needs().stream().filter(missing::contains).sorted().toList();
        if (!lacks.isEmpty()) {
            return Finding.skipped(check.name(), "needs " + String.join(" and ", lacks));
        }
        Future<Finding> asked = runner.submit(check.question()::ask);
        try {
            return asked.get(check.limit().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            asked.cancel(true);
            return Finding.fail(
                    check.name(),
                    "no answer within " + check.limit().toSeconds() + " s",
                    "Look whether what it asks is overloaded, or whether a firewall swallows what is sent.");
        } catch (ExecutionException failed) {
            // What an exception says may hold anything.
            return Finding.fail(
                    check.name(),
                    "it cannot be looked at: " + failure(failed).getClass().getSimpleName(),
                    "Start the program and look at its log; if that tells no more, report it with this table.");
        }
    }

    private static Throwable failure(ExecutionException failed) {
        return Objects.requireNonNullElse(failed.getCause(), failed);
    }
}
