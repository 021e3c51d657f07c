package org.barscancel.runtime.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.barscancel.audit.Actor;
import org.barscancel.cancellation.Event;
import org.barscancel.console.ProblemAnswer;
import org.barscancel.console.ReplayAnswer;
import org.barscancel.intake.ReplaySelection;
import org.barscancel.intake.Replays;
import org.barscancel.ledger.Ledger;
import org.barscancel.runtime.http.CallersOfRoutes;
import org.barscancel.runtime.http.HttpAnswers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Answers a call whose replays are safely queued. Their events are on the queue of the ledger by now; they are projected
 * here as well, since the caller may look at any instance the next moment.
 */
final class ReplayReceipt implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(ReplayReceipt.class);

    private final Ledger ledger;
    private final ReplayAudit audit;
    private final ObjectMapper mapper;

    ReplayReceipt(Ledger ledger, ReplayAudit audit, ObjectMapper mapper) {
        this.ledger = ledger;
        this.audit = audit;
        this.mapper = mapper;
    }

    @Override
    public void process(Exchange exchange) throws JsonProcessingException {
        ReplaySelection asked = exchange.getVariable("replay", ReplaySelection.class);
        ErrorChannels.Taken taken = exchange.getVariable("taken", ErrorChannels.Taken.class);
        note(CallersOfRoutes.of(exchange), asked, taken);
        audit.done(exchange, asked, taken);
        project(taken.again());
        Message message = exchange.getMessage();
        if (asked.cancellationId() != null && taken.again().isEmpty()) {
            HttpAnswers.problem(message, nothing(taken.former()), mapper);
            return;
        }
        HttpAnswers.json(message, HttpAnswers.ACCEPTED, mapper.writeValueAsString(answer(taken)));
        message.setHeader("Location", location(asked));
    }

    private static ProblemAnswer nothing(@Nullable String former) {
        return former == null
                ? ProblemAnswer.of(
                        HttpStatus.CONFLICT,
                        "There is nothing of it to replay: somebody else replays it at this moment, a later run has"
                                + " overtaken it, or its message was taken away.",
                        "Look at it again; if it stays as it is, send a new request.")
                : ProblemAnswer.of(
                        HttpStatus.CONFLICT,
                        "It is for the provider '" + former
                                + "', which is no longer set up, so nobody would carry it out.",
                        "Set up bars.providers." + former + " again and replay it then, or send a new request.");
    }

    private static ReplayAnswer answer(ErrorChannels.Taken taken) {
        return new ReplayAnswer(
                taken.again().size(),
                taken.more(),
                taken.again().stream()
                        .map(again -> again.cancellation().cancellationId())
                        .toList());
    }

    /** Those that have not ended again; a group's problem is no longer theirs. */
    private static String location(ReplaySelection asked) {
        if (asked.cancellationId() != null) {
            return "/cancellations/" + asked.cancellationId();
        }
        return UriComponentsBuilder.fromPath("/cancellations")
                .queryParam("registry", "pending")
                .queryParamIfPresent("requester", Optional.ofNullable(asked.requester()))
                .queryParamIfPresent("from", Optional.ofNullable(asked.from()))
                .queryParamIfPresent("to", Optional.ofNullable(asked.to()))
                .encode()
                .build()
                .toUriString();
    }

    private void project(List<Replays.Again> again) {
        try {
            ledger.project(again.stream().<Event>map(Replays.Again::event).toList());
        } catch (DataAccessException down) {
            LOG.warn("The ledger cannot take what was replayed at present; its events wait");
        }
    }

    private static void note(Actor by, ReplaySelection asked, ErrorChannels.Taken taken) {
        LOG.info(
                "Replay of {}, asked for by HTTP by {}: {} run again, {} messages were overtaken by later runs",
                asked,
                by.name(),
                taken.again().size(),
                taken.overtaken());
    }
}
