package org.barscancel.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;

/** Makes what a fault answers. */
final class FaultyAnswers {
    /** Longer than callers wait, and short enough for threads to come back. */
    private static final long HANG_MILLIS = Duration.ofMinutes(1).toMillis();

    private static final int TOO_MUCH = 4 * 1024 * 1024;
    private static final String FOREIGN_ID = "00000000-0000-4000-8000-000000000000";

    private final Simulator simulator;

    FaultyAnswers(Simulator simulator) {
        this.simulator = simulator;
    }

    /**
     * Answers a call.
     *
     * @param gate where the call is held back
     * @throws IOException when the call is to be broken off, and as the server threw it
     */
    SimulatedAnswer answer(FaultEffect effect, RecordedCall call, Behaviour.Server server, CountDownLatch gate)
            throws ServletException, IOException {
        FaultEffect.Meanwhile meanwhile = effect.meanwhile();
        if (meanwhile != null) {
            meanwhile.put().forEach(resource -> simulator.seed(resource.toString()));
            meanwhile.delete().forEach(simulator.resources()::remove);
        }
        if (effect.idStored()) {
            server.storeIds();
        }
        SimulatedAnswer own = effect.asksTheServer() ? server.answer() : null;
        Holding.hold(gate, effect.hang() ? Math.max(HANG_MILLIS, effect.delayMillis()) : effect.delayMillis());
        if (effect.isSilent()) {
            throw new IOException("Broken off by a fault");
        }
        SimulatedAnswer answer = effect.isMade() ? made(effect, call) : changed(effect, Objects.requireNonNull(own));
        return withHeaders(effect, effect.truncated() ? answer.cut() : answer);
    }

    private static SimulatedAnswer made(FaultEffect effect, RecordedCall call) {
        byte[] body = new byte[0];
        int status = 200;
        if (effect.outcome() != null) {
            body = PublishedOutcomes.read(effect.outcome());
            status = PublishedOutcomes.status(effect.outcome());
        } else if (effect.text() != null) {
            body = effect.text().getBytes(StandardCharsets.UTF_8);
        } else if (effect.resource() != null) {
            body = effect.resource().toString().getBytes(StandardCharsets.UTF_8);
        }
        String type = Objects.requireNonNullElse(effect.contentType(), SimulatedAnswer.FHIR_JSON);
        SimulatedAnswer answer = new SimulatedAnswer(
                Objects.requireNonNullElse(effect.status(), status), body.length == 0 ? null : type, Map.of(), body);
        for (String name : SimulatedAnswer.ECHOED) {
            answer = answer.withHeader(name, call.header(name).orElse(""));
        }
        return answer;
    }

    private static SimulatedAnswer changed(FaultEffect effect, SimulatedAnswer own) throws IOException {
        byte[] body = own.body();
        if (!effect.replace().isEmpty()) {
            String text = new String(body, StandardCharsets.UTF_8);
            for (Map.Entry<String, String> replaced : effect.replace().entrySet()) {
                text = text.replace(replaced.getKey(), replaced.getValue());
            }
            body = text.getBytes(StandardCharsets.UTF_8);
        }
        return effect.wrong() == null ? own.withBody(body) : own.withBody(spoilt(effect.wrong(), body));
    }

    private static byte[] spoilt(FaultEffect.Wrong how, byte[] body) throws IOException {
        return switch (how) {
            case RESOURCE_TYPE -> with(body, "resourceType", "Basic");
            case ID -> with(body, "id", "another");
            case NOT_JSON -> {
                String text = new String(body, StandardCharsets.UTF_8).stripTrailing();
                yield text.substring(0, Math.max(0, text.length() - 1)).getBytes(StandardCharsets.UTF_8);
            }
            case TOO_LARGE -> {
                byte[] padded = Arrays.copyOf(body, body.length + TOO_MUCH);
                Arrays.fill(padded, body.length, padded.length, (byte) ' ');
                yield padded;
            }
        };
    }

    private static byte[] with(byte[] body, String element, String value) throws IOException {
        return Json.tree(body) instanceof ObjectNode resource
                ? resource.put(element, value).toString().getBytes(StandardCharsets.UTF_8)
                : body;
    }

    private SimulatedAnswer withHeaders(FaultEffect effect, SimulatedAnswer plain) {
        SimulatedAnswer answer = plain;
        for (String name : SimulatedAnswer.ECHOED) {
            answer = switch (effect.echo()) {
                case CALL -> answer;
                case NONE -> answer.withoutHeader(name);
                case FOREIGN -> answer.withHeader(name, FOREIGN_ID);
            };
        }
        if (effect.retryAfterSeconds() != null) {
            answer = answer.withHeader("Retry-After", Integer.toString(effect.retryAfterSeconds()));
        }
        if (effect.retryAfterDateSeconds() != null) {
            Instant then = simulator.clock().instant().plusSeconds(effect.retryAfterDateSeconds());
            answer = answer.withHeader(
                    "Retry-After", DateTimeFormatter.RFC_1123_DATE_TIME.format(then.atZone(ZoneOffset.UTC)));
        }
        for (Map.Entry<String, String> header : effect.headers().entrySet()) {
            answer = answer.withHeader(header.getKey(), header.getValue());
        }
        return answer;
    }
}
