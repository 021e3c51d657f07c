package org.barscancel.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/**
 * What a reconciliation is asked to compare.
 *
 * @param from cancellations received at this moment or later
 * @param to and before this one; now, when nothing is said
 * @param repair whether what may be repaired by itself is; not, when nothing is said
 */
record ReconciliationQuestion(Instant from, Instant to, boolean repair) {
    private static final List<String> FIELDS = List.of("from", "to", "repair");

    /**
     * Reads a question.
     *
     * @throws Unanswerable when it is none; names the fault and repeats nothing
     */
    static ReconciliationQuestion read(byte[] body, ObjectMapper mapper, Instant now) {
        JsonNode question = tree(body, mapper);
        question.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                throw refused("a field is not known (known are " + String.join(", ", FIELDS) + ")");
            }
        });
        Instant from = instant(question, "from").orElseThrow(() -> refused("from is missing"));
        Instant to = instant(question, "to").orElse(now);
        if (!from.isBefore(to)) {
            throw refused("from must be before to");
        }
        JsonNode repair = question.path("repair");
        if (!repair.isMissingNode() && !repair.isBoolean()) {
            throw refused("repair must be true or false");
        }
        return new ReconciliationQuestion(from, to, repair.asBoolean());
    }

    private static JsonNode tree(byte[] body, ObjectMapper mapper) {
        try {
            JsonNode tree = mapper.readTree(body);
            if (tree != null && tree.isObject()) {
                return tree;
            }
        } catch (IOException notJson) {
            throw refused("the body is no JSON");
        }
        throw refused("the body must be a JSON object");
    }

    private static Optional<Instant> instant(JsonNode question, String name) {
        JsonNode given = question.path(name);
        if (given.isMissingNode()) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(given.asText()).toInstant());
        } catch (DateTimeException unreadable) {
            throw refused(name + " must be a date and time with its offset, such as 2026-12-01T09:30:00Z");
        }
    }

    private static Unanswerable refused(String fault) {
        return new Unanswerable(
                HttpStatus.BAD_REQUEST, "Not valid: " + fault + ".", "Correct what is named, and send it again.");
    }
}
