package org.barscancel.intake;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.barscancel.cancellation.Leg;
import org.barscancel.problem.ProblemCode;
import org.jspecify.annotations.Nullable;

/**
 * Reads which group is to be replayed, or to be discarded with a note: a JSON object that names a problem, a leg, a requester, a span of time, or, since
 * nobody should replay everything by an empty body, {@code "all": true}. Faults name the field and repeat no value.
 */
public final class ReplayReader {
    /** The fields that are known. */
    public static final List<String> FIELDS = List.of("problem", "leg", "requester", "from", "to", "all");

    /** The fields of a discard that are known. */
    public static final List<String> DISCARD_FIELDS =
            List.of("problem", "leg", "requester", "from", "to", "all", DiscardNote.FIELD);

    /** A name with more digits than a field's may be a patient's data (R23). */
    private static final Pattern PLAIN = Pattern.compile("(?!(?:.*\\d){5})[A-Za-z_][A-Za-z0-9_-]{0,39}");

    private static final int LONGEST = 255;
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ReplayReader() {}

    /** What a body asks for. */
    public sealed interface ReplayReading {}

    /** A selection that names something. */
    public record Selected(ReplaySelection selection) implements ReplayReading {}

    /**
     * A body that is none.
     *
     * @param why a sentence for the caller
     */
    public record Faulty(String why) implements ReplayReading {}

    /**
     * A group that is to be discarded.
     *
     * @param selection which
     * @param note what the person who does so says about it
     */
    public record Noted(ReplaySelection selection, String note) implements ReplayReading {}

    /** Reads what is to be replayed, UTF-8. */
    public static ReplayReading read(byte[] body) {
        return read(body, FIELDS);
    }

    /** Reads what is to be discarded, UTF-8. */
    public static ReplayReading readDiscard(byte[] body) {
        return read(body, DISCARD_FIELDS);
    }

    /** Reads the note with which one is to be discarded, UTF-8; what is selected is nothing yet. */
    public static ReplayReading readNote(byte[] body) {
        return read(body, List.of(DiscardNote.FIELD));
    }

    private static ReplayReading read(byte[] body, List<String> fields) {
        JsonNode tree;
        try {
            tree = MAPPER.readTree(body);
        } catch (IOException notJson) {
            return new Faulty("The body is not JSON, or a field stands twice in it.");
        }
        if (tree == null || !tree.isObject()) {
            return new Faulty("The body is not a JSON object.");
        }
        List<String> faults = tree.properties().stream()
                .flatMap(field -> fault(field.getKey(), field.getValue(), fields).stream())
                .toList();
        if (!faults.isEmpty()) {
            return new Faulty("Not valid: " + String.join("; ", new TreeSet<>(faults)) + ".");
        }
        boolean noted = fields.contains(DiscardNote.FIELD);
        if (noted && !tree.has(DiscardNote.FIELD)) {
            return new Faulty("Not valid: " + DiscardNote.RULE + ".");
        }
        boolean all = tree.path("all").asBoolean();
        int named = tree.size() - (noted ? 1 : 0);
        if (fields.size() > 1 && (all ? named > 1 : named == 0 || tree.has("all"))) {
            return new Faulty("Name a problem, leg, requester, from or to; or, to " + (noted ? "discard" : "replay")
                    + " everything, \"all\": true and nothing else.");
        }
        ReplaySelection selection = selection(tree);
        return noted
                ? new Noted(
                        selection, DiscardNote.of(tree.path(DiscardNote.FIELD)).orElseThrow())
                : new Selected(selection);
    }

    private static ReplaySelection selection(JsonNode tree) {
        return new ReplaySelection(
                null,
                text(tree, "problem").map(ProblemCode::of).orElse(null),
                leg(text(tree, "leg").orElse(null)),
                text(tree, "requester").orElse(null),
                text(tree, "from").flatMap(ReplayReader::instant).orElse(null),
                text(tree, "to").flatMap(ReplayReader::instant).orElse(null));
    }

    private static Optional<String> fault(String name, JsonNode value, List<String> fields) {
        if (!fields.contains(name)) {
            return Optional.of((PLAIN.matcher(name).matches() ? "field '" + name + "'" : "a field")
                    + " is not known (known are " + String.join(", ", fields) + ")");
        }
        return switch (name) {
            case "all" -> unless(value.isBoolean(), "all must be true");
            case DiscardNote.FIELD -> unless(DiscardNote.of(value).isPresent(), DiscardNote.RULE);
            case "problem" -> unlessOneOf(name, problems(fields.contains(DiscardNote.FIELD)), value);
            case "leg" -> unlessOneOf(name, Arrays.stream(Leg.values()).map(Leg::code), value);
            case "requester" ->
                unless(
                        value.isTextual()
                                && !value.textValue().isBlank()
                                && value.textValue().length() <= LONGEST,
                        "requester must be a text of at most " + LONGEST + " characters");
            case "from", "to" ->
                unless(
                        value.isTextual() && instant(value.textValue()).isPresent(),
                        name + " must be a date and time with its offset, such as 2026-12-01T09:30:00Z");
            default -> Optional.empty();
        };
    }

    /** A request whose input was refused has nothing that could run again; somebody may have dealt with it all the same. */
    private static Stream<String> problems(boolean alsoOfTheInput) {
        return Arrays.stream(ProblemCode.values())
                .filter(code -> alsoOfTheInput || !code.isOfTheInput())
                .map(ProblemCode::code);
    }

    private static Optional<String> unlessOneOf(String name, Stream<String> codes, JsonNode value) {
        List<String> known = codes.toList();
        return unless(
                value.isTextual() && known.contains(value.textValue()),
                name + " must be one of " + String.join(", ", known));
    }

    private static Optional<String> unless(boolean right, String fault) {
        return right ? Optional.empty() : Optional.of(fault);
    }

    private static Optional<String> text(JsonNode tree, String name) {
        return Optional.ofNullable(tree.path(name).textValue());
    }

    private static @Nullable Leg leg(@Nullable String code) {
        return Arrays.stream(Leg.values())
                .filter(leg -> leg.code().equals(code))
                .findFirst()
                .orElse(null);
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException notOne) {
            return Optional.empty();
        }
    }
}
