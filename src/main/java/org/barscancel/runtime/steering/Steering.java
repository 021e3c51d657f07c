package org.barscancel.runtime.steering;

import java.time.Clock;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.barscancel.ledger.Holds;
import org.barscancel.runtime.circuit.CircuitReason;
import org.barscancel.runtime.circuit.CircuitView;
import org.barscancel.runtime.circuit.Circuits;
import org.barscancel.steering.Hold;
import org.barscancel.steering.HoldKind;
import org.barscancel.steering.Steered;
import org.barscancel.steering.SteeredItem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * What people hold, as this instance knows it: looked up each second, since it may have been told to another one. While the
 * database is down, what was known last holds.
 */
public final class Steering implements Steered {
    private static final Logger LOG = LoggerFactory.getLogger(Steering.class);

    private final Holds holds;
    private final Circuits circuits;
    private final List<String> feeds;
    private final Clock clock;
    private final List<Runnable> followers = new CopyOnWriteArrayList<>();
    private volatile Map<HoldKind, Map<String, Hold>> held = Map.of();
    private volatile boolean down;

    /**
     * Sets up the steering, with what is held now.
     *
     * @param holds keeps it
     * @param circuits the far sides
     * @param feeds the ways by which requests come, by name
     * @throws DataAccessException when that cannot be looked up
     */
    Steering(Holds holds, Circuits circuits, Collection<String> feeds, Clock clock) {
        this.holds = holds;
        this.circuits = circuits;
        this.feeds = List.copyOf(feeds);
        this.clock = clock;
        refresh();
    }

    /** Every second. */
    @Scheduled(fixedDelay = 1_000)
    public void look() {
        try {
            refresh();
            down = false;
        } catch (DataAccessException unknown) {
            if (!down) {
                down = true;
                LOG.warn("What people hold cannot be looked up at present; what was known last holds");
            }
        }
    }

    /** Has something done whenever this has looked. */
    void onLook(Runnable follower) {
        followers.add(follower);
    }

    @Override
    public List<SteeredItem> items(HoldKind kind) {
        return names(kind).stream().map(name -> item(kind, name)).toList();
    }

    @Override
    public SteeredItem pause(HoldKind kind, String name, @Nullable String by) {
        hold(kind, name, Hold.State.PAUSED, by);
        return item(kind, name);
    }

    @Override
    public SteeredItem resume(HoldKind kind, String name) {
        release(kind, name);
        return item(kind, name);
    }

    @Override
    public @Nullable Hold held(HoldKind kind, String name) {
        return of(kind, name);
    }

    /** Here at once, and on the other instances soon. */
    @Override
    public void hold(HoldKind kind, String name, Hold.State state, @Nullable String by) {
        holds.hold(new Hold(kind, name, state, clock.instant(), by));
        refresh();
    }

    /** Here at once, and on the other instances soon. */
    @Override
    public void release(HoldKind kind, String name) {
        holds.release(kind, name);
        refresh();
    }

    /** Who holds it; null when nobody does. */
    @Nullable
    Hold of(HoldKind kind, String name) {
        return all(kind).get(name);
    }

    /** All of a kind that are held, by their names. */
    Map<String, Hold> all(HoldKind kind) {
        return held.getOrDefault(kind, Map.of());
    }

    List<String> names(HoldKind kind) {
        return switch (kind) {
            case FAR_SIDE -> circuits.all().keySet().stream().sorted().toList();
            case FEED -> feeds;
            case BATCH -> List.of();
        };
    }

    private synchronized void refresh() {
        Map<HoldKind, Map<String, Hold>> now = new EnumMap<>(HoldKind.class);
        holds.all().forEach(hold -> now.computeIfAbsent(hold.kind(), kind -> new TreeMap<>())
                .put(hold.name(), hold));
        held = now;
        circuits.all().forEach((name, circuit) -> circuit.steer(of(HoldKind.FAR_SIDE, name)));
        followers.forEach(Runnable::run);
    }

    private SteeredItem item(HoldKind kind, String name) {
        if (kind == HoldKind.FAR_SIDE) {
            CircuitView view = circuits.of(name).view();
            return new SteeredItem(
                    name,
                    view.state().word(),
                    view.since(),
                    view.until(),
                    view.reason() == null ? null : view.reason().word(),
                    view.by());
        }
        Hold hold = of(kind, name);
        return hold == null
                ? new SteeredItem(name, "open", null, null, null, null)
                : new SteeredItem(
                        name, hold.state().code(), hold.since(), null, CircuitReason.PERSON.word(), hold.by());
    }
}
