package org.barscancel.runtime.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.barscancel.answer.CancellationResult;
import org.barscancel.cancellation.Event;
import org.barscancel.ledger.Ledger;
import org.barscancel.ledger.Projection;
import org.barscancel.ledger.Settled;
import org.barscancel.runtime.watch.Journey;
import org.barscancel.runtime.watch.Measures;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Carries events to the ledger, and results from it. */
public final class Outcomes {
    private static final Logger LOG = LoggerFactory.getLogger(Outcomes.class);

    private static final TypeReference<List<Event>> EVENTS = new TypeReference<>() {};

    private final Ledger ledger;
    private final FileAnswers files;
    private final ObjectMapper mapper;
    private final Measures measures;
    private volatile boolean down;

    /**
     * @param ledger where events are projected
     * @param files are brought up to date with what has ended
     * @param mapper reads events and writes results
     * @param measures count what has ended
     */
    public Outcomes(Ledger ledger, FileAnswers files, ObjectMapper mapper, Measures measures) {
        this.ledger = ledger;
        this.files = files;
        this.mapper = mapper;
        this.measures = measures;
    }

    /**
     * What a batch of events led to.
     *
     * @param settled cancellations that have ended
     * @param batches files of which something is new
     * @param unreadable texts that are no events
     */
    public record Projected(List<Settled> settled, List<String> batches, List<String> unreadable) {
        /** Without content (R23). */
        @Override
        public String toString() {
            return "Projected[" + settled.size() + " settled]";
        }
    }

    /**
     * Projects a batch of events.
     *
     * @param batch a JSON list of the texts of the messages
     * @throws JsonProcessingException when the batch is none
     */
    public Projected project(String batch) throws JsonProcessingException {
        List<Event> events = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        for (@Nullable String text : mapper.readValue(batch, String[].class)) {
            List<Event> read = text == null ? List.of() : events(text);
            if (read.isEmpty()) {
                LOG.error("A message on the events queue holds no events and goes to the dead queue");
                unreadable.add(text == null ? "A message without a text" : text);
            }
            events.addAll(read);
        }
        Projection projection = project(events);
        projection.settled().forEach(settled -> {
            noteInItsName(settled.result());
            measures.ended(settled.result());
        });
        return new Projected(projection.settled(), projection.touchedBatches(), unreadable);
    }

    /** What the database says of a row may show it, so only its kind is told, and only once. */
    private Projection project(List<Event> events) {
        try {
            Projection projection = ledger.project(events);
            if (down) {
                down = false;
                LOG.info("The ledger takes events again");
            }
            return projection;
        } catch (DataAccessException | TransactionException failure) {
            if (!down) {
                down = true;
                LOG.error(
                        "The ledger takes no events at present ({}); they wait",
                        failure.getClass().getSimpleName());
            }
            throw failure;
        }
    }

    private static void noteInItsName(CancellationResult result) {
        MDC.put(Journey.CANCELLATION_ID, String.valueOf(result.cancellationId()));
        MDC.put(Journey.CORRELATION_ID, String.valueOf(result.correlationId()));
        try {
            note(result);
        } finally {
            MDC.remove(Journey.CANCELLATION_ID);
            MDC.remove(Journey.CORRELATION_ID);
        }
    }

    /** Names the cancellation and how it ended, and nothing of whom it is about (R23). */
    private static void note(CancellationResult result) {
        CancellationResult.Trouble trouble = result.problem();
        if (trouble == null) {
            LOG.info(
                    "{} {}: appointment {}, pointer {}",
                    kind(result),
                    result.cancellationId(),
                    result.outcome().code(),
                    result.registry().code());
        } else {
            LOG.warn(
                    "{} {}: appointment {}, pointer {}; {} in the {} leg: {}",
                    kind(result),
                    result.cancellationId(),
                    result.outcome().code(),
                    result.registry().code(),
                    trouble.code().code(),
                    trouble.leg().code(),
                    trouble.message());
        }
    }

    private static String kind(CancellationResult result) {
        return result.isDryRun() ? "Dry run" : "Cancellation";
    }

    /** Empty when the text holds anything but events: one such message must not hold up all that come after it. */
    private List<Event> events(String text) {
        try {
            List<Event> read = mapper.readValue(text, EVENTS);
            return read == null || read.stream().anyMatch(Outcomes::isIncomplete) ? List.of() : read;
        } catch (JsonProcessingException notEvents) {
            return List.of();
        }
    }

    private static boolean isIncomplete(@Nullable Event event) {
        return event == null
                || event.eventId() == null
                || (event instanceof Event.OfCancellation one && one.cancellationId() == null);
    }

    /** Brings the result and progress files of these batches up to date. */
    public void writeFiles(Projected projected) {
        files.bringUpToDate(projected.batches());
    }

    /**
     * The text of a final result.
     *
     * @throws JsonProcessingException never, for a result that the ledger made
     */
    public String resultText(Settled settled) throws JsonProcessingException {
        return mapper.writeValueAsString(settled.result());
    }

    /**
     * The text of one message for the events queue.
     *
     * @param events one event or a list of them
     * @return null when there is none
     * @throws JsonProcessingException never, for events of this program
     */
    public @Nullable String eventsText(Object events) throws JsonProcessingException {
        List<?> list = events instanceof List<?> many ? many : List.of(events);
        return list.isEmpty() ? null : mapper.writerFor(EVENTS).writeValueAsString(list);
    }
}
