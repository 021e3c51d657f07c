package org.barscancel.runtime.replay;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.barscancel.intake.ReplaySelection;
import org.barscancel.runtime.broker.StoppedProperties;
import org.jspecify.annotations.Nullable;

/** A selection as a JMS selector over the properties that {@link StoppedProperties} names. */
final class ReplaySelector {
    private ReplaySelector() {}

    /**
     * Those that somebody would carry out: what is for a provider that is no longer set up would lie on a queue that nobody
     * reads.
     *
     * @param providers those that are set up beside the default one
     */
    static String of(ReplaySelection selection, Set<String> providers) {
        return of(selection) + " AND (" + StoppedProperties.PROVIDER + " IS NULL"
                + new TreeSet<>(providers)
                        .stream()
                                .map(name -> " OR " + equal(StoppedProperties.PROVIDER, name))
                                .collect(Collectors.joining())
                + ")";
    }

    /** All that fit, whoever they are for. What a requester sent is not marked, whatever its text looks like. */
    static String of(ReplaySelection selection) {
        return of(StoppedProperties.REPLAYABLE + " = TRUE", selection);
    }

    /** All that fit, whoever they are for, and also what was refused as it came. */
    static String ofAll(ReplaySelection selection) {
        return of("cancellationId IS NOT NULL AND leg IS NOT NULL", selection);
    }

    private static String of(String kind, ReplaySelection selection) {
        List<@Nullable String> conditions = Arrays.asList(
                kind,
                equal("cancellationId", selection.cancellationId()),
                selection.among().isEmpty()
                        ? null
                        : selection.among().stream()
                                .map(id -> "'" + id + "'")
                                .sorted()
                                .collect(Collectors.joining(", ", "cancellationId IN (", ")")),
                equal(
                        "problemCode",
                        selection.problem() == null ? null : selection.problem().code()),
                equal("leg", selection.leg() == null ? null : selection.leg().code()),
                equal(StoppedProperties.REQUESTER, selection.requester()),
                selection.from() == null
                        ? null
                        : StoppedProperties.RECEIVED_AT + " >= "
                                + selection.from().toEpochMilli(),
                selection.to() == null
                        ? null
                        : StoppedProperties.RECEIVED_AT + " < " + selection.to().toEpochMilli());
        return conditions.stream().filter(Objects::nonNull).collect(Collectors.joining(" AND "));
    }

    private static @Nullable String equal(String property, @Nullable Object value) {
        return value == null ? null : property + " = '" + value.toString().replace("'", "''") + "'";
    }
}
