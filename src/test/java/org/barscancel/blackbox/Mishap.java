package org.barscancel.blackbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** One kind of fault, as the simulator is told of it, and how often it comes compared with the others. */
record Mishap(String name, String method, double weight, JsonNode then) {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Path OUTCOMES = Path.of("src/main/resources/simulator/OperationOutcome");

    private static final Set<String> OUTAGES = Set.of(
            "drop",
            "drop after",
            "truncated",
            "408 after",
            "500",
            "500 after",
            "502, html",
            "503, {}",
            "503, come again",
            "504 after",
            "429, seconds",
            "429, date",
            "hang",
            "hang after",
            "too late");

    /** What passes is worth more than its share: only who is asked again can be mistaken about what went before. */
    private static final double PASSING = 3;

    /** Each pauses a whole leg. */
    private static final double THROTTLING = 0.3;

    /** Each holds a consumer for as long as the program waits. */
    private static final double SILENT = 0.3;

    /**
     * Everything that the simulator can do by chance, but for lies that no rule can see through: a deletion, or a write
     * without a body in its answer, that is told a success and not made.
     */
    static List<Mishap> all() {
        List<Mishap> all = new ArrayList<>();
        published().forEach(outcome -> all.add(any(outcome, 1, "{'outcome': '" + outcome + "'}")));
        all.addAll(applied());
        all.addAll(passing());
        all.addAll(strange());
        all.addAll(List.of(
                any("429", THROTTLING, "{'outcome': 'SEND/429-SEND_TOO_MANY_REQUESTS-throttled'}"),
                any("429, seconds", THROTTLING, "{'status': 429, 'text': '{}', 'retryAfterSeconds': 1}"),
                any(
                        "429, date",
                        THROTTLING,
                        "{'outcome': 'SEND/429-SEND_TOO_MANY_REQUESTS-throttled', 'retryAfterDateSeconds': 2}"),
                any("hang", SILENT, "{'hang': true}"),
                any("hang after", SILENT, "{'hang': true, 'applied': true}"),
                any("too late", SILENT, "{'delayMillis': 8000}")));
        return all;
    }

    /** Those that settle nothing: whoever meets them gets there in the end, with the same write. */
    static List<Mishap> outages() {
        return all().stream().filter(mishap -> OUTAGES.contains(mishap.name)).toList();
    }

    /** All published OperationOutcomes; those of 429 have a weight of their own. */
    private static List<String> published() {
        try (Stream<Path> files = Files.walk(OUTCOMES)) {
            return files.map(file -> OUTCOMES.relativize(file).toString())
                    .filter(name -> name.endsWith(".json") && !name.contains("/429-"))
                    .map(name -> name.substring(0, name.length() - ".json".length()))
                    .sorted()
                    .toList();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** The change is made, and the caller is told something else. */
    private static List<Mishap> applied() {
        return List.of(
                any("drop after", PASSING, "{'drop': true, 'applied': true}"),
                any("500 after", PASSING, "{'outcome': 'REC/500-REC_SERVER_ERROR-exception', 'applied': true}"),
                any("504 after", PASSING, "{'status': 504, 'text': '{}', 'applied': true}"),
                any("408 after", PASSING, "{'outcome': 'REC/408-REC_TIMEOUT-timeout', 'applied': true}"),
                any("duplicate after", PASSING, "{'outcome': 'REC/409-REC_CONFLICT-duplicate', 'applied': true}"),
                any("truncated", PASSING, "{'truncated': true}"),
                any("200 without a body", 1, "{'status': 200, 'applied': true}"),
                any("200, html", 1, "{'status': 200, 'text': '<html>', 'contentType': 'text/html', 'applied': true}"),
                any(
                        "200, an error",
                        1,
                        "{'status': 200, 'outcome': 'REC/500-REC_SERVER_ERROR-no-store'," + " 'applied': true}"),
                any(
                        "200, another",
                        1,
                        "{'resource': {'resourceType': 'Appointment', 'id': 'another',"
                                + " 'status': 'cancelled'}, 'applied': true}"),
                only(
                        "PUT",
                        "200, an outcome",
                        PASSING,
                        "{'resource': {'resourceType': 'OperationOutcome', 'issue':"
                                + " [{'severity': 'information', 'code': 'informational'}]}, 'applied': true}"),
                any("another type", 1, "{'wrong': 'resource-type'}"),
                any("another id", 1, "{'wrong': 'id'}"),
                any("no json", 1, "{'wrong': 'not-json'}"),
                any("too large", 1, "{'wrong': 'too-large'}"),
                any("ids of another call", 1, "{'echo': 'foreign'}"),
                any("no ids", PASSING, "{'echo': 'none'}"),
                any("late", PASSING, "{'delayMillis': 200}"));
    }

    private static List<Mishap> passing() {
        return List.of(
                any("drop", PASSING, "{'drop': true}"),
                any("409 without a code", PASSING, "{'status': 409, 'text': '{}'}"),
                any("409 of a time-out", PASSING, "{'status': 409, 'outcome': 'REC/408-REC_TIMEOUT-timeout'}"),
                any("412", PASSING, "{'status': 412}"),
                any("408, {}", PASSING, "{'status': 408, 'text': '{}'}"),
                any("425", PASSING, "{'status': 425, 'echo': 'none'}"),
                any("500", PASSING, "{'status': 500}"),
                any(
                        "502, html",
                        PASSING,
                        "{'status': 502, 'text': '<html>', 'contentType': 'text/html'," + " 'echo': 'none'}"),
                any("503, {}", PASSING, "{'status': 503, 'text': '{}', 'echo': 'none'}"),
                any("503, come again", PASSING, "{'status': 503, 'retryAfterSeconds': 1}"),
                only("PUT", "504, ids stored", PASSING, "{'status': 504, 'text': '{}', 'idStored': true}"),
                only("PUT", "drop, ids stored", PASSING, "{'drop': true, 'idStored': true}"),
                only("DELETE", "503, ids stored", PASSING, "{'status': 503, 'idStored': true}"),
                only("DELETE", "drop, ids stored too", PASSING, "{'drop': true, 'idStored': true}"),
                only(
                        "PUT",
                        "200, not made",
                        PASSING,
                        "{'resource': {'resourceType': 'Appointment', 'id': 'another'," + " 'status': 'booked'}}"));
    }

    private static List<Mishap> strange() {
        return List.of(
                any("301", 1, "{'status': 301, 'headers': {'Location': 'https://elsewhere.example/'}}"),
                any("307", 1, "{'status': 307, 'headers': {'Location': 'https://elsewhere.example/'}}"),
                any("400, html", 1, "{'status': 400, 'text': '<html>', 'contentType': 'text/html', 'echo': 'none'}"),
                any("403", 1, "{'status': 403, 'echo': 'none'}"),
                any("404", 1, "{'status': 404}"),
                any("404, html", 1, "{'status': 404, 'text': '<html>', 'contentType': 'text/html', 'echo': 'none'}"),
                any(
                        "404 of the registry",
                        1,
                        "{'status': 404, 'resource': {'resourceType': 'OperationOutcome',"
                                + " 'issue': [{'severity': 'error', 'code': 'not-found', 'details': {'coding':"
                                + " [{'system': 'https://fhir.nhs.uk/STU3/ValueSet/Spine-ErrorOrWarningCode-1',"
                                + " 'code': 'NO_RECORD_FOUND'}]}}]}}"),
                any("405, {}", 1, "{'status': 405, 'text': '{}'}"),
                any("410", 1, "{'status': 410}"),
                any("501", 1, "{'status': 501}"),
                any("500 of another call", 1, "{'status': 500, 'echo': 'foreign'}"));
    }

    /** As the simulator reads them; together they strike that share of all reads, and a little more of the writes. */
    static ArrayNode faults(List<Mishap> all, double share, long seed) {
        double weights = all.stream()
                .filter(mishap -> mishap.method.isEmpty())
                .mapToDouble(Mishap::weight)
                .sum();
        ArrayNode faults = JSON.createArrayNode();
        for (Mishap mishap : all) {
            // The first that strikes decides, so what is left to strike shrinks from one to the next.
            ObjectNode match = faults.addObject()
                    .put("name", mishap.name)
                    .<ObjectNode>set("then", mishap.then)
                    .putObject("match")
                    .put("share", 1 - Math.pow(1 - share, mishap.weight / weights))
                    .put("seed", seed);
            if (!mishap.method.isEmpty()) {
                match.put("method", mishap.method);
            }
        }
        return faults;
    }

    private static Mishap any(String name, double weight, String then) {
        return only("", name, weight, then);
    }

    private static Mishap only(String method, String name, double weight, String then) {
        try {
            return new Mishap(name, method, weight, JSON.readTree(then.replace('\'', '"')));
        } catch (JsonProcessingException mistaken) {
            throw new UncheckedIOException(mistaken);
        }
    }
}
