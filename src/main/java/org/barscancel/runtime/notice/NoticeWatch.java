package org.barscancel.runtime.notice;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.barscancel.ledger.Notices;
import org.barscancel.notice.Letter;
import org.barscancel.runtime.watch.Setbacks;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Looks now and then whether something needs a person, and sends what is to be told, on a thread of its own: a mail server that
 * does not answer must hold up nothing else. A letter stays in the ledger until it was taken.
 */
final class NoticeWatch implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(NoticeWatch.class);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    /** What nobody could be sent for so long is of no use any more. */
    private static final Duration GIVE_UP_AFTER = Duration.ofDays(7);

    private static final int MOST_DOUBLINGS = 10;
    private static final int CLOSING_SECONDS = 5;

    private final NoticeLook look;
    private final Notices notices;
    private final List<NoticeSender> senders;
    private final Duration every;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Setbacks setbacks = new Setbacks(System::nanoTime);
    private volatile @Nullable ScheduledExecutorService thread;
    private volatile boolean running;

    NoticeWatch(
            NoticeLook look,
            Notices notices,
            List<NoticeSender> senders,
            Duration every,
            Clock clock,
            MeterRegistry meters) {
        this.look = look;
        this.notices = notices;
        this.senders = List.copyOf(senders);
        this.every = every;
        this.clock = clock;
        this.meters = meters;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // The task tells of its own failure, and is never taken back.
    public void start() {
        if (senders.isEmpty()) {
            return;
        }
        running = true;
        ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread own = new Thread(task, "notices");
            own.setDaemon(true);
            return own;
        });
        thread = looking;
        looking.scheduleWithFixedDelay(this::once, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A look, and what is due. */
    void once() {
        try {
            if (look.look()) {
                senders.forEach(this::send);
                int lost = notices.giveUp(clock.instant().minus(GIVE_UP_AFTER));
                if (lost > 0) {
                    LOG.error("{} notices could not be sent for {} and are given up", lost, GIVE_UP_AFTER);
                }
            }
            setbacks.succeeded("ledger");
        } catch (DataAccessException | TransactionException down) {
            String why = Setbacks.reason(down);
            if (setbacks.failed("ledger", why)) {
                LOG.warn("Nobody can be told of what needs a person: the ledger does not answer ({})", why);
            }
        } catch (RuntimeException defect) {
            LOG.error("What needs a person was not looked at ({})", Setbacks.reason(defect));
        }
    }

    /** One that fails is enough to know for this look; another one is tried at the next. */
    private void send(NoticeSender sender) {
        for (Letter letter : notices.due(sender.channel(), clock.instant())) {
            if (!running || !notices.take(letter, clock.instant().plus(pause(letter)))) {
                return;
            }
            try {
                sender.send(letter);
                notices.sent(letter);
                count(sender, "sent");
                if (setbacks.succeeded(sender.channel())) {
                    LOG.info("Notices can be sent by {} again", sender.channel());
                }
                LOG.info(
                        "Told by {}: {} {}",
                        sender.channel(),
                        letter.reason().code(),
                        letter.type().code());
            } catch (IOException failure) {
                count(sender, "failed");
                if (setbacks.failed(sender.channel(), String.valueOf(failure.getMessage()))) {
                    LOG.warn(
                            "A notice ({}) cannot be sent by {} ({}); it is tried again",
                            letter.reason().code(),
                            sender.channel(),
                            failure.getMessage());
                }
                return;
            }
        }
    }

    private void count(NoticeSender sender, String outcome) {
        meters.counter("bars.notices", "channel", sender.channel(), "outcome", outcome)
                .increment();
    }

    private static Duration pause(Letter letter) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(letter.attempts(), MOST_DOUBLINGS));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    @Override
    public void stop() {
        running = false;
        ScheduledExecutorService looking = thread;
        if (looking == null) {
            return;
        }
        looking.shutdown();
        try {
            if (!looking.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
                looking.shutdownNow();
            }
            look.leave();
        } catch (DataAccessException down) {
            LOG.debug("The ledger does not answer: {}", Setbacks.reason(down));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
