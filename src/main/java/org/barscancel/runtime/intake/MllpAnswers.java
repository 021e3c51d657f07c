package org.barscancel.runtime.intake;

import java.util.List;
import java.util.function.LongSupplier;
import org.barscancel.hl7.Hl7Acknowledgement;
import org.barscancel.intake.Admission;
import org.barscancel.intake.MllpArrival;
import org.barscancel.runtime.steering.DoorPausedException;
import org.barscancel.runtime.watch.Setbacks;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a sender hears of its message; null when it wants to hear nothing. */
public final class MllpAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(MllpAnswers.class);

    private final Hl7Acknowledgement acknowledgements;
    private final Setbacks setbacks;

    MllpAnswers(Hl7Acknowledgement acknowledgements, LongSupplier nanoTime) {
        this.acknowledgements = acknowledgements;
        this.setbacks = new Setbacks(nanoTime);
    }

    /**
     * To be called once the request, or its refusal, is committed.
     *
     * @param admissions what became of it
     */
    public byte @Nullable [] stored(MllpArrival arrival, List<Admission> admissions) {
        if (setbacks.succeeded(arrival.feed())) {
            LOG.info("Messages of feed {} are stored again", arrival.feed());
        }
        return Hl7Answers.of(acknowledgements, arrival.header(), admissions.get(0))
                .orElse(null);
    }

    /** The sender keeps the message and sends it again. */
    public byte @Nullable [] notStored(MllpArrival arrival, Throwable why) {
        String reason = Setbacks.reason(why);
        // What a person does on purpose is told once, when they do it.
        if (!(why instanceof DoorPausedException) && setbacks.failed(arrival.feed(), reason)) {
            LOG.error(
                    "Messages of feed {} cannot be stored at present ({}); its sender is told to send them again",
                    arrival.feed(),
                    reason);
        }
        return acknowledgements.unavailable(arrival.header()).orElse(null);
    }
}
