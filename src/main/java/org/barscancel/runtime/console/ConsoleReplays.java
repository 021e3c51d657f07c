package org.barscancel.runtime.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.support.DefaultExchange;
import org.barscancel.console.page.Replaying;
import org.barscancel.runtime.http.HttpCaller;

/** Has cancellations run again, or discards them, for the console, by the way of the calls: the same checks, the same route, the same records. */
final class ConsoleReplays implements Replaying {
    private static final String REPLAY = "direct:replay";
    private static final String DISCARD = "direct:discard";
    private static final String JSON = "application/json";
    private static final int REFUSED = 400;

    private final CamelContext camel;
    private final ProducerTemplate routes;
    private final Processor one;
    private final Processor group;
    private final Processor list;
    private final Processor discard;
    private final Processor discardGroup;
    private final ObjectMapper mapper;

    ConsoleReplays(
            CamelContext camel,
            Processor one,
            Processor group,
            Processor list,
            Processor discard,
            Processor discardGroup,
            ObjectMapper mapper) {
        this.camel = camel;
        this.routes = camel.createProducerTemplate();
        this.one = one;
        this.group = group;
        this.list = list;
        this.discard = discard;
        this.discardGroup = discardGroup;
        this.mapper = mapper;
    }

    @Override
    public Answer one(String cancellationId, HttpServletRequest call) {
        Exchange exchange = exchange(call);
        exchange.getMessage().setHeader(Exchange.HTTP_URI, "/cancellations/" + cancellationId + "/replay");
        return sent(exchange, one, REPLAY, "replayed");
    }

    @Override
    public Answer group(Group asked, HttpServletRequest call) {
        return sent(exchange(call, named(asked)), group, REPLAY, "replayed");
    }

    @Override
    public Answer ofList(String batchId, HttpServletRequest call) {
        Exchange exchange = exchange(call);
        exchange.getMessage().setHeader(Exchange.HTTP_URI, "/batches/" + batchId + "/resubmit");
        return sent(exchange, list, REPLAY, "replayed");
    }

    @Override
    public Answer discard(String cancellationId, String note, HttpServletRequest call) {
        Exchange exchange = exchange(call, Map.of("note", note));
        exchange.getMessage().setHeader(Exchange.HTTP_URI, "/cancellations/" + cancellationId + "/discard");
        return sent(exchange, discard, DISCARD, "discarded");
    }

    @Override
    public Answer discardGroup(Group asked, String note, HttpServletRequest call) {
        Map<String, String> body = named(asked);
        body.put("note", note);
        return sent(exchange(call, body), discardGroup, DISCARD, "discarded");
    }

    private static Map<String, String> named(Group asked) {
        Map<String, String> body = new LinkedHashMap<>(Map.of("problem", asked.problem(), "leg", asked.leg()));
        if (asked.requester() != null) {
            body.put("requester", asked.requester());
        }
        return body;
    }

    private Exchange exchange(HttpServletRequest call, Map<String, String> body) {
        Exchange exchange = exchange(call);
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, JSON);
        exchange.getMessage().setBody(json(body));
        return exchange;
    }

    private Exchange exchange(HttpServletRequest call) {
        Exchange exchange = new DefaultExchange(camel);
        exchange.getMessage().setHeader(HttpCaller.REQUEST, call);
        return exchange;
    }

    private Answer sent(Exchange exchange, Processor reading, String route, String counted) {
        try {
            reading.process(exchange);
            Exchange answered = routes.send(route, exchange);
            if (answered.getException() != null) {
                throw answered.getException();
            }
            return answer(answered, counted);
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new RuntimeCamelException(failure);
        }
    }

    private Answer answer(Exchange answered, String counted) throws JsonProcessingException {
        JsonNode body = mapper.readTree(answered.getMessage().getBody(String.class));
        int status = answered.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, REFUSED, Integer.class);
        return status < REFUSED
                ? new Again(body.path(counted).asInt(), body.path("more").asBoolean())
                : new Refused(
                        body.path("detail").asText(), body.path("nextAction").asText());
    }

    private byte[] json(Map<String, String> body) {
        try {
            return mapper.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Texts can be written", impossible);
        }
    }
}
