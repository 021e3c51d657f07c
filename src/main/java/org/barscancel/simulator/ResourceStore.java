package org.barscancel.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The resources of one type, in memory, with versions, and an index by the keys of each. */
final class ResourceStore {
    private final Clock clock;
    private final Function<JsonNode, Set<String>> keys;
    private final Map<String, Stored> resources = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> idsByKey = new ConcurrentHashMap<>();

    ResourceStore(Clock clock, Function<JsonNode, Set<String>> keys) {
        this.clock = clock;
        this.keys = keys;
    }

    /** @throws RefusalException with 404 or 410 */
    Stored read(String id) {
        return present(resources.get(id));
    }

    Optional<Stored> find(String id) {
        return Optional.ofNullable(resources.get(id)).filter(stored -> !stored.deleted());
    }

    /** Those that have one of the keys, by id. */
    List<Stored> search(Collection<String> wanted) {
        return wanted.stream()
                .flatMap(key -> idsByKey.getOrDefault(key, Set.of()).stream())
                .distinct()
                .sorted()
                .flatMap(id -> find(id).stream())
                .toList();
    }

    List<Stored> all() {
        return resources.values().stream()
                .filter(stored -> !stored.deleted())
                .sorted(Comparator.comparing(Stored::id))
                .toList();
    }

    /** Puts it there, whatever was there before. */
    void seed(String id, byte[] text, JsonNode tree) {
        resources.compute(id, (key, old) -> next(id, old, text, tree, false));
    }

    /**
     * Replaces what is there.
     *
     * @param ifMatch the version the caller has read; null when it does not say
     * @param check looks at the version that will be replaced, and may refuse
     * @throws RefusalException with 404, 410 or 412, or by the check; nothing is changed then
     */
    Stored update(String id, @Nullable String ifMatch, byte[] text, JsonNode tree, Consumer<Stored> check) {
        return Objects.requireNonNull(resources.compute(id, (key, old) -> {
            Stored current = present(old);
            requireVersion(current, ifMatch);
            check.accept(current);
            return next(id, current, text, tree, false);
        }));
    }

    /** @throws RefusalException with 404, 410 or 412; nothing is changed then */
    void delete(String id, @Nullable String ifMatch) {
        resources.compute(id, (key, old) -> {
            Stored current = present(old);
            requireVersion(current, ifMatch);
            return next(id, current, current.text(), current.tree(), true);
        });
    }

    void clear() {
        resources.clear();
        idsByKey.clear();
    }

    private Stored next(String id, @Nullable Stored old, byte[] text, JsonNode tree, boolean deleted) {
        Set<String> now = deleted ? Set.of() : keys.apply(tree);
        now.forEach(key -> idsByKey.computeIfAbsent(key, any -> ConcurrentHashMap.newKeySet())
                .add(id));
        if (old != null) {
            keys.apply(old.tree()).stream()
                    .filter(key -> !now.contains(key))
                    .flatMap(key -> Optional.ofNullable(idsByKey.get(key)).stream())
                    .forEach(ids -> ids.remove(id));
        }
        return new Stored(id, old == null ? 1 : old.version() + 1, clock.instant(), text, tree, deleted);
    }

    private static Stored present(@Nullable Stored stored) {
        if (stored == null) {
            throw new RefusalException(Refusal.notFound());
        }
        if (stored.deleted()) {
            throw new RefusalException(Refusal.gone());
        }
        return stored;
    }

    private static void requireVersion(Stored current, @Nullable String ifMatch) {
        if (ifMatch != null
                && !"*".equals(ifMatch)
                && !Long.toString(current.version()).equals(ifMatch)) {
            throw new RefusalException(Refusal.stale());
        }
    }
}
